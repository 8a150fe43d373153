import { byOf, isOneOf, personsOf, type Actor, type By } from './actor';
import { Refusal } from './problem';
import type { Instant } from './time';
import type { UnitId } from './unit';

export const MOST_ITEMS = 200;
type When = [at: Instant, commandId: string];

export type HandoverPaper = { code: string; originals: number; copies: number };
export type HandoverItem = { dossierId: string; code: string; papers: HandoverPaper[] };
export type HandoverBy = By;

/** What the receiver found of one item; `counted` is what was there. */
export type HandoverResult = 'received' | 'different' | 'not-there';
export type HandoverFinding = { result: HandoverResult; counted?: HandoverPaper[]; note?: string };
export type HandoverCount = HandoverFinding & { dossierId: string };

/** What is fixed when a slip (phiếu giao nhận) is written. */
export type HandoverOpening = {
  id: string;
  from: UnitId;
  to: UnitId;
  kind: 'papers' | 'results';
  items: HandoverItem[];
};

export type HandoverEvent = { seq: number; at: Instant; by: HandoverBy; commandId: string } & (
  | { kind: 'listed'; opening: HandoverOpening }
  | { kind: 'given' }
  | { kind: 'received'; counts: HandoverCount[] }
  | { kind: 'settled'; dossierId: string; note: string }
  | { kind: 'cancelled' }
);

/** All that decides a slip's next move. A finding stays as it was signed for; how it was settled is written beside it. */
export type HandoverState = Omit<HandoverOpening, 'items'> & {
  seq: number;
  stage: 'listed' | 'given' | 'received' | 'cancelled';
  items: (HandoverItem & Partial<HandoverFinding> & { settled?: { at: Instant; by: HandoverBy; note: string } })[];
  givenBy?: HandoverBy & { at: Instant };
  receivedBy?: HandoverBy & { at: Instant };
};

/** @throws Refusal not-your-unit, handover-size, handover-listed-twice */
export function listHandover(opening: HandoverOpening, actor: Actor, ...when: When): HandoverEvent {
  const { id, from, to, kind, items } = opening;
  const signature = sign({ ...opening, seq: 0, stage: 'listed' }, 'listed', actor, when);
  if (items.length < 1 || items.length > MOST_ITEMS) throw new Refusal('handover-size', { limit: MOST_ITEMS });
  const twice = repeated(items);
  if (twice) throw new Refusal('handover-listed-twice', { code: twice.code });
  // A finding that came along with the items must not pass for a count.
  const listed = items.map(({ dossierId, code, papers }) => ({ dossierId, code, papers }));
  return { ...signature, kind: 'listed', opening: { id, from, to, kind, items: listed } };
}

/** @throws Refusal handover-wrong-stage, not-your-unit */
export function give(state: HandoverState, actor: Actor, ...when: When): HandoverEvent {
  return { ...sign(state, 'listed', actor, when), kind: 'given' };
}

/** Papers that were given are on their way: only a count can end that. @throws Refusal as `give` */
export function cancel(state: HandoverState, actor: Actor, ...when: When): HandoverEvent {
  return { ...sign(state, 'listed', actor, when), kind: 'cancelled' };
}

/**
 * Signs for the count of every item. (Nghị định 61/2018/NĐ-CP, Điều 18; Quyết định 45/2016/QĐ-TTg, Điều 7)
 * @throws Refusal as `give`, same-person, handover- not-listed, counted-twice, not-counted, note-missing, count-contradicts
 */
export function receive(state: HandoverState, actor: Actor, counts: HandoverCount[], ...when: When): HandoverEvent {
  const signature = sign(state, 'given', actor, when);
  if (state.givenBy && isOneOf(actor, personsOf(state.givenBy))) throw new Refusal('same-person', { action: 'give' });
  for (const count of counts) checkCount(itemOf(state, count.dossierId), count);
  const twice = repeated(counts);
  if (twice) throw new Refusal('handover-counted-twice', { code: itemOf(state, twice.dossierId).code });
  const left = state.items.filter((item) => !counts.some((count) => count.dossierId === item.dossierId));
  if (left.length) throw new Refusal('handover-not-counted', { codes: left.map((item) => item.code).join(', ') });
  const found = counts.map(({ dossierId, result, counted, note }) => ({ dossierId, result, counted, note }));
  return { ...signature, kind: 'received', counts: found };
}

/** @throws Refusal as `give`, and handover-not-listed, handover-nothing-to-settle, handover-note-missing */
export function settle(state: HandoverState, dossier: string, note: string, actor: Actor, ...at: When): HandoverEvent {
  const signature = sign(state, 'received', actor, at);
  const item = itemOf(state, dossier);
  if (!blocks(item)) throw new Refusal('handover-nothing-to-settle', { code: item.code });
  if (!note.trim()) throw new Refusal('handover-note-missing', { code: item.code });
  return { ...signature, kind: 'settled', dossierId: dossier, note };
}

export function evolveHandover(state: HandoverState | undefined, event: HandoverEvent): HandoverState {
  const { seq, at, by } = event;
  if (event.kind === 'listed') return { ...event.opening, seq, stage: 'listed' };
  if (!state) throw new Error('a handover begins by being listed');
  if (event.kind === 'given') return { ...state, seq, stage: 'given', givenBy: { ...by, at } };
  if (event.kind === 'cancelled') return { ...state, seq, stage: 'cancelled' };
  const items = state.items.map((item) => {
    if (event.kind === 'received') return { ...item, ...event.counts.find((one) => one.dossierId === item.dossierId) };
    return item.dossierId === event.dossierId ? { ...item, settled: { at, by, note: event.note } } : item;
  });
  return { ...state, seq, items, ...(event.kind === 'received' && { stage: 'received', receivedBy: { ...by, at } }) };
}

/** The dossiers that must wait until their difference is settled; the others of the slip go on. */
export const blockedDossiers = (state: HandoverState): string[] =>
  state.items.filter(blocks).map((item) => item.dossierId);

/** How the items were found, whether settled since or not; `open` are those that nobody has counted. */
export function balance(state: HandoverState) {
  const count = (result?: HandoverResult) => state.items.filter((item) => item.result === result).length;
  const [received, different, notThere, open] = [count('received'), count('different'), count('not-there'), count()];
  return { listed: state.items.length, received, different, notThere, open };
}

/** What every event says, once its stage is right and its actor is of the giving side, or of the receiving after that. */
function sign(state: HandoverState, stage: HandoverState['stage'], actor: Actor, [at, commandId]: When) {
  if (state.stage !== stage) throw new Refusal('handover-wrong-stage', { stage: state.stage });
  if (!actor.actsFor.includes(stage === 'listed' ? state.from : state.to)) throw new Refusal('not-your-unit');
  return { seq: state.seq + 1, at, by: byOf(actor), commandId };
}

function checkCount({ code, papers }: HandoverItem, { result, counted, note }: HandoverCount): void {
  if (result !== 'received' && !note?.trim()) throw new Refusal('handover-note-missing', { code });
  if (!counted) return;
  const asListed = same(counted, papers);
  const fits = { received: asListed, different: !asListed, 'not-there': same(counted, []) };
  if (!fits[result]) throw new Refusal('handover-count-contradicts', { code });
}

/** Whether two lists hold the same papers, in whatever order and however often they name one. */
function same(one: HandoverPaper[], other: HandoverPaper[]): boolean {
  const sum = (list: HandoverPaper[], code: string, form: 'originals' | 'copies') =>
    list.reduce((total, paper) => total + (paper.code === code ? paper[form] : 0), 0);
  const equal = (code: string, form: 'originals' | 'copies') => sum(one, code, form) === sum(other, code, form);
  return [...one, ...other].every(({ code }) => equal(code, 'originals') && equal(code, 'copies'));
}

const blocks = ({ result, settled }: HandoverState['items'][number]) => !!result && result !== 'received' && !settled;

function itemOf(state: HandoverState, dossierId: string): HandoverState['items'][number] {
  const item = state.items.find((each) => each.dossierId === dossierId);
  if (!item) throw new Refusal('handover-not-listed', { dossier: dossierId });
  return item;
}

function repeated<T extends { dossierId: string }>(list: T[]): T | undefined {
  return list.find((one, i) => list.findIndex((other) => other.dossierId === one.dossierId) < i);
}
