import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { ProblemError, UNREACHABLE } from '../api/problem';
import type { Text } from '../language';
import { shared } from '../shared/words';

type Schemas = components['schemas'];
export type Board = Schemas['Board'];
export type Cell = Board['units'][number]['cells'][number];
export type Transfer = Schemas['TransferPage'];
export type Finding = Schemas['Finding'];
export type Wish = Schemas['TransferWish'];
export type TransferEvent = Schemas['TransferEvents']['items'][number];
export type ProgrammeOrder = Schemas['ProgrammeOrder'];
export type Checked = Schemas['ProgrammeChecked'];

/** What a page needs of a stage plan. */
export type Plan = {
  id: string;
  version: number;
  title: Text;
  stages: { name: string; title: Text; groups: ('government' | 'post')[]; criteria: PlanCriterion[] }[];
  handBack: PlanCriterion[];
};
type PlanCriterion = { name: string; kind: string; by?: 'authority' | 'post'; legal?: string };

export const readBoard = () => answerOf(api.GET('/api/v1/board'));
export const readPlans = () => answerOf(api.GET('/api/v1/plans')).then(({ items }) => items as unknown as Plan[]);
const ofTransfer = (id: string) => ({ params: { path: { id } } });
export const readTransfer = (id: string) => answerOf(api.GET('/api/v1/transfers/{id}', ofTransfer(id)));
export const readHistory = (id: string) =>
  answerOf(api.GET('/api/v1/transfers/{id}/events', ofTransfer(id))).then(({ items }) => items);
export const readProgrammes = () => answerOf(api.GET('/api/v1/programmes')).then(({ items }) => items);
export const readDecisions = () => answerOf(api.GET('/api/v1/decisions')).then(({ items }) => items);

/** A command that the engine has not finished yet is told as a problem; the same key repeats it safely. */
export function finished<Done extends { state: string }>(answer: Done | { state: string }): Done {
  if (answer.state === 'done') return answer as Done;
  throw new ProblemError({ ...UNREACHABLE, code: 'pending', titles: shared.pending });
}

export function change(id: string, action: string, body: Wish): Promise<unknown> {
  return once(`transfer:${id}:${action}`, body, async (key) =>
    finished(
      await answerOf(
        api.POST('/api/v1/transfers/{id}/actions/{action}', {
          params: { path: { id, action: action as never }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    ),
  );
}

/** What an order would do; nothing is recorded. */
export async function preview(body: ProgrammeOrder): Promise<Checked> {
  const header = { 'Idempotency-Key': crypto.randomUUID() };
  const asked = api.POST('/api/v1/programmes', { params: { header, query: { dryRun: true } }, body });
  return (await answerOf(asked)) as Checked;
}

export function order(body: ProgrammeOrder): Promise<unknown> {
  return once(`programme:${body.decision}`, body, async (key) =>
    finished(await answerOf(api.POST('/api/v1/programmes', { params: { header: { 'Idempotency-Key': key } }, body }))),
  );
}

export async function upload(file: File): Promise<Schemas['Upload']> {
  const body = new FormData();
  body.append('file', file, file.name.normalize('NFC'));
  return answerOf(
    api.POST('/api/v1/uploads', { body: body as never, bodySerializer: (form: unknown) => form as FormData }),
  );
}
