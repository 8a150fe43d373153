import { dropActing, keepActing } from './acting';
import { readMe } from './me';
import { currentSession } from './session';

/** In whose name things are done in this window: what is kept on this computer is kept under it. */
export function whoActs(): string {
  const session = currentSession();
  return session ? session.account + (session.acting ? ` for ${session.acting.id}` : '') : '';
}

/** What every request says of its sender. */
export function callerHeaders(): Record<string, string> {
  const session = currentSession();
  if (!session) return {};
  return {
    authorization: `Bearer ${session.token}`,
    ...(session.acting && { 'on-behalf-of': session.acting.id }),
  };
}

/**
 * From now on this window acts for another, or for nobody but its own account. The application begins anew, so that
 * nothing that was read or begun in one name goes on in the other's.
 * @param place the page that it begins with
 * @throws ProblemError where the API takes nothing in that name
 */
export async function actFor(other: string | undefined, place = '/'): Promise<void> {
  const session = currentSession();
  if (!session) return;
  if (other === undefined) dropActing();
  else {
    await readMe(session.token, other);
    keepActing(session.account, other);
  }
  location.assign(place);
}
