import type { Answer, Caller } from './caller';
import { insist } from './insist';
import { BUDGET_CODE, DEPARTMENTS, DIPLOMA_COPY, LABOUR_RULES } from './samples';

/** What was made for the pages to show, by its codes and ids. */
export type Made = { code: string; slip: string; transfer: string; draft: string } & Later;
/** What needs a day that is over. */
export type Later = { replay: string; verification: string };

export const PROCEDURE = LABOUR_RULES.procedure;

/** Those who make it, by their accounts. */
export type Makers = (account: string) => Caller;

function body({ status, body: said }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(said)}`);
  return said;
}

/** Something of every kind: what is made on the first day, before the clock goes on. */
export async function makeFirstDay(as: Makers): Promise<Omit<Made, keyof Later>> {
  const clerk = as('cong-chuc.mot-cua');
  // An id comes from the key, and of what is due at one time the id decides what stands first.
  const received = async (order: object, key: string) =>
    body(await clerk.post('/dossiers', order, key)).dossier.code as string;
  await received(DIPLOMA_COPY, 'the-diploma');
  await received(BUDGET_CODE, 'the-budget-code');
  const code = await received(LABOUR_RULES, 'the-labour-rules');
  body(await clerk.post(`/dossiers/${code}/actions/forward`, { expectedSeq: 1, content: {} }));
  const order = { to: DEPARTMENTS.labour, kind: 'papers', dossiers: [code] };
  const slip = body(await clerk.post('/handovers', order)).handover.id as string;
  const draft = body(await as('chu-quy-trinh').post('/process-drafts', { procedure: PROCEDURE })).draft.id as string;
  return { code, slip, draft, transfer: await makeTransfer(as('can-bo.kstthc')) };
}

async function makeTransfer(officer: Caller): Promise<string> {
  const plan = { id: 'direct', version: 1 };
  const of = (field: string) => ({ unit: '82', field, plan });
  const order = {
    ...{ decision: '9/QĐ-UBND', date: '2026-11-24', effectiveOn: '2026-12-01', reference: '–' },
    title: 'Chuyển giao tiếp nhận hồ sơ tại Trung tâm Phục vụ hành chính công',
    transfers: [of('tai-chinh'), of('giao-duc-dao-tao')],
  };
  body(await insist(() => officer.post('/programmes', order, 'the-programme')));
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 200))) {
    const { items } = body(await officer.get('/transfers'));
    if (items.length === 2 && items.every(({ stage }: { stage: { name: string } }) => stage.name === 'preparing'))
      return items.find(({ field }: { field: { code: string } }) => field.code === 'tai-chinh').id as string;
  }
  throw new Error(`the transfers did not begin: ${JSON.stringify((await officer.get('/transfers')).body)}`);
}

/** What is made the day after: late work is late by then, and the day before is sealed. */
export async function makeSecondDay(as: Makers, { code }: { code: string }): Promise<Later> {
  const auditor = as('kiem-tra');
  const { replay } = body(await insist(() => auditor.post(`/dossiers/${code}/replay`, {}, 'the-replay')));
  const id = replay.id as string;
  const begun = body(await insist(() => auditor.post('/audit/verifications', {}, 'the-verification')));
  const verification = begun.verification.id as string;
  const done = async (path: string, fits: (said: Answer['body']) => boolean) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((tick) => setTimeout(tick, 200)))
      if (fits(body(await auditor.get(path)))) return;
    throw new Error(`${path}: ${JSON.stringify((await auditor.get(path)).body)}`);
  };
  await done(`/replays/${id}`, ({ stage }) => stage !== 'running');
  await done('/audit/seals', ({ items }) => items.length > 0);
  await done(`/audit/verifications/${verification}`, ({ stage }) => stage !== 'running');
  return { replay: id, verification };
}
