import type { Reply } from './call';
import type { OtherSent } from './engine';
import { API } from './views';

/** How a command on something else than a dossier is answered: with what it is about as it now stands, or with the place to ask. */
export async function commandReply(
  sent: OtherSent,
  status: 200 | 201,
  self: string | undefined,
  read: () => Promise<object>,
): Promise<Reply> {
  const { commandId } = sent;
  const command = `${API}/commands/${commandId}`;
  if (sent.state === 'pending') {
    const body = { state: 'pending', commandId, links: { command } };
    return { status: 202, body, headers: { Location: command, 'Retry-After': '1' } };
  }
  const links = { command, ...(self && { self }) };
  const body = { state: 'done', commandId, ...(await read()), links };
  return { status, body, headers: status === 201 && self ? { Location: self } : {} };
}
