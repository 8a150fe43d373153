import { idFrom } from '../../config/canonical';
import { FAULTS } from '../../config/verify/fault';
import { Refusal } from '../../domain/problem';
import { ok, signedIn, type Handler } from '../call';
import type { Verification } from '../verification';
import { API } from '../views';

/** Reads the whole record in the background and says whether it is what was written. */
export const startVerification: Handler = signedIn(({ verifications }, { actor, key }) => {
  const run = verifications.start(idFrom(`${actor.id}\n${key}`), actor.id);
  const view = verificationView(run);
  return { status: 202, body: view, headers: { Location: view.links.self } };
});

export const listVerifications: Handler = signedIn(({ verifications }) =>
  ok({ items: verifications.list().map(verificationView) }),
);

export const readVerification: Handler = signedIn(({ verifications }, { path }) => {
  const run = verifications.find(path.id ?? '');
  if (!run) throw new Refusal('not-found');
  return ok(verificationView(run));
});

function verificationView({ verdict, endedAt, ...run }: Verification) {
  return {
    ...run,
    endedAt: endedAt ?? null,
    verdict: verdict
      ? { ...verdict, faults: verdict.faults.map((fault) => ({ ...fault, meaning: FAULTS[fault.what] })) }
      : null,
    links: { self: `${API}/audit/verifications/${run.id}` },
  };
}
