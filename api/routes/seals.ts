import { findSeal } from '../../config/seal-store';
import { Refusal, refusedAt } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { dossierSubject, transferSubject } from '../audit-subject';
import { ok, signedIn, type Call, type Handler, type Reply } from '../call';
import type { ApiContext } from '../context';
import { pageOf, placeOf } from '../cursor';
import { grownPath, proofOf, sealingKeys, sealsBefore, sealView } from '../reads/seals';
import { API } from '../views';

/** What seals are checked against; it is to be published, so it is open to everybody. */
export const readSealKeys: Handler = async ({ read }) => {
  const keys = await sealingKeys(read);
  return ok({ keys: keys.map(({ key, ...days }) => ({ kty: 'OKP', crv: 'Ed25519', x: key, ...days })) });
};

export const listSeals: Handler = signedIn(async ({ read }, call) => {
  const { cursor, limit } = call.query as { cursor?: string; limit: number };
  const before = placeOf(cursor)?.id;
  const page = pageOf(await sealsBefore(read, before, limit + 1), limit, ({ day }) => ({ after: null, id: day }));
  return ok({
    items: page.items.map((row) => ({ ...sealView(row), links: { self: sealPath(row.day) } })),
    next: page.next,
  });
});

/** A seal as it is given away. */
export const readSeal: Handler = signedIn(async ({ read }, call) => {
  const row = await findSeal(read, call.path.day);
  if (!row) throw new Refusal('not-found');
  return ok({ ...sealView(row), links: { self: sealPath(row.day) } });
});

/** Proves to whoever kept an earlier seal that the record has only grown since. */
export const proveGrowth: Handler = signedIn(async ({ read }, call) => {
  const { day = '' } = call.path;
  const { from: earlier } = call.query as { from: LocalDate };
  if (earlier > day) throw refusedAt('/query/from', 'span-too-long', { days: 0 });
  const [from, to] = await Promise.all([findSeal(read, earlier), findSeal(read, day)]);
  if (!from || !to) throw new Refusal('not-found');
  return ok({ from: sealView(from), to: sealView(to), path: await grownPath(read, from, to) });
});

export const proveDossier: Handler = signedIn(async (ctx, call) => proven(ctx, call, await dossierSubject(ctx, call)));
export const proveTransfer: Handler = signedIn(async (ctx, call) =>
  proven(ctx, call, await transferSubject(ctx, call)),
);

async function proven({ read }: ApiContext, call: Call, subject: string): Promise<Reply> {
  const { day } = call.query as { day?: LocalDate };
  const found = await proofOf(read, subject, day);
  if (!found?.proof) throw new Refusal('not-found');
  return ok({ ...found.proof, ...sealView(found.seal), links: { seal: sealPath(found.seal.day) } });
}

function sealPath(day: LocalDate): string {
  return `${API}/audit/seals/${day}`;
}
