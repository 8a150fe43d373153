import type { Answer, Caller } from './caller';
import type { Stack } from './stack';

/** People of these tests are made up. */
export const PERSON = { name: 'Nguyễn Văn Ân', identityNumber: '087200001234', phone: '0912 345 678' };

/** One whose every number can be looked for, and who can be told. */
export const MARKED_PERSON = {
  name: 'Phạm Thị Niêm Phong',
  identityNumber: '087300054321',
  phone: '0987 654 321',
  email: 'niem.phong@example.vn',
};

const paper = (code: string, originals = 1, copies = 0) => ({ code, originals, copies, uploads: [] as string[] });

/** A copy of a diploma: the shortest procedure, answered the same day. */
export const DIPLOMA_COPY = {
  procedure: '3.000465',
  unit: '82',
  channel: 'direct',
  content: {
    submitter: PERSON,
    summary: 'Bản sao bằng tốt nghiệp',
    details: { diploma: 'Bằng tốt nghiệp THPT', year: 2010 },
  },
  documents: [paper('don'), paper('giay-to', 0, 1)],
};

/** Internal labour rules: seven working days. */
export const LABOUR_RULES = {
  procedure: '2.001955',
  unit: '82',
  channel: 'direct',
  content: { submitter: PERSON, details: { employer: 'Công ty TNHH Sen Hồng', workers: 40, issuedOn: '2026-11-20' } },
  documents: [paper('van-ban'), paper('noi-quy')],
};

/** The code of a budget unit: three working days; a supplement lapses after ten. */
export const BUDGET_CODE = {
  procedure: '2.002206',
  unit: '82',
  channel: 'direct',
  content: { submitter: PERSON, details: { unitName: 'Trường Tiểu học Mỹ Phú', budgetLevel: 'xa' } },
  documents: [paper('to-khai'), paper('van-ban-thanh-lap', 0, 1)],
};

export const DEPARTMENTS = { education: 'so-giao-duc-dao-tao', labour: 'so-noi-vu', finance: 'so-tai-chinh' };

export type Crew = { clerk: Caller; head: Caller; specialist: Caller; signatory: Caller };

/** The people who handle a dossier of the provincial centre that a department decides. */
export async function crew(stack: Stack, department: string): Promise<Crew> {
  return {
    clerk: await stack.as('government-clerk', '82'),
    head: await stack.as('head-of-unit', department),
    specialist: await stack.as('specialist', department),
    signatory: await stack.as('signatory', department),
  };
}

export type Step = { who: keyof Crew; action: string; content?: Record<string, unknown> };

/** From the counter to the counter. */
export const WHOLE_WAY: Step[] = [
  { who: 'clerk', action: 'forward' },
  { who: 'specialist', action: 'confirm-forwarded' },
  { who: 'head', action: 'assign', content: { officer: 'specialist' } },
  { who: 'specialist', action: 'submit-for-signature', content: { summary: 'Đồng ý' } },
  { who: 'signatory', action: 'sign' },
  { who: 'clerk', action: 'result-in' },
  { who: 'clerk', action: 'return', content: { receivedBy: PERSON.name } },
];

/** The answer to a step with what it did in front. */
export function flat(answer: Answer): Answer {
  return { ...answer, body: { ...answer.body, ...answer.body.dossier } };
}

/** Takes steps one after the other; the answer of the last one. */
export async function walk(people: Crew, dossier: { code: string; seq: number }, steps: Step[]): Promise<Answer> {
  let seq = dossier.seq;
  let answer: Answer | undefined;
  for (const { who, action, content = {} } of steps) {
    answer = flat(await people[who].post(`/dossiers/${dossier.code}/actions/${action}`, { expectedSeq: seq, content }));
    if (answer.status !== 200) return answer;
    seq = answer.body.seq;
  }
  if (!answer) throw new Error('no step');
  return answer;
}

/** A returned dossier is opened again, put right and returned once more. */
export const AGAIN: Step[] = [
  { who: 'head', action: 'correct', content: { reason: 'Sai năm tốt nghiệp trên bản sao' } },
  { who: 'specialist', action: 'correction-done', content: { summary: 'Đã sửa' } },
  { who: 'clerk', action: 'return', content: { receivedBy: PERSON.name } },
];
