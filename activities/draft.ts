import type { Knex } from 'knex';
import { canonical, sha256 } from '../config/canonical';
import type { DraftBody, DraftOrder } from '../config/draft-body';
import { checkDraft, type Checked } from '../config/draft-check';
import { countUp, published } from '../config/published';
import { byOf } from '../domain/actor';
import { Catalogue } from '../domain/catalogue';
import { contentOf, definitionOf, type DraftContent } from '../domain/definition';
import { differences } from '../domain/difference';
import { checkDraftAct, checkFirstDay, type DraftEvent } from '../domain/draft';
import { Refusal, refusedAt } from '../domain/problem';
import { localDate, type Instant, type LocalDate } from '../domain/time';
import { isOwn, latest } from '../domain/versions';
import {
  addVersion,
  givenNumbers,
  holdDraft,
  openDraft,
  withdrawDocuments,
  writeDraft,
  type StoredDraft,
} from './stores/drafts';

type Place = { trx: Knex; now: Instant; commandId: string; body: DraftBody };
type Held = Place & { held: StoredDraft; catalogue: Catalogue };
type Acting<K extends DraftOrder['do']> = Extract<DraftOrder, { do: K }>;

/**
 * Carries out what an owner, or who reviews, does with a draft.
 * @throws Refusal the problems of `domain/problem-drafts`
 */
export async function applyDraft(trx: Knex, body: DraftBody, now: Instant, commandId: string): Promise<void> {
  const place = { trx, now, commandId, body };
  const { order, draftId } = body;
  // What decides is what is published now, not what this process has loaded.
  if (order.do === 'take') return take(place, order);
  // Whoever publishes waits here for the one before, so that no two give the same number.
  if (order.do === 'approve' || order.do === 'withdraw') await countUp(trx);
  const held = await holdDraft(trx, draftId);
  if (!held) throw new Refusal('draft-not-found');
  checkDraftAct(held.state, order.do, body.actor, order.expectedSeq);
  const here: Held = { ...place, held, catalogue: new Catalogue(await published(trx)) };
  switch (order.do) {
    case 'save':
      return save(here, order);
    case 'ask-review':
      return askReview(here, order);
    case 'approve':
      return approve(here);
    case 'send-back':
      return write(here, { kind: 'sent-back', reason: order.reason });
    case 'discard':
      return write(here, { kind: 'discarded' });
    case 'withdraw':
      return withdraw(here, order);
  }
}

type Said = DraftEvent extends infer E
  ? E extends DraftEvent
    ? Omit<E, 'seq' | 'at' | 'recordedAt' | 'by' | 'commandId'>
    : never
  : never;

async function write(place: Place & { held?: StoredDraft }, said: Said, content?: DraftContent): Promise<void> {
  const { trx, now, commandId, body, held } = place;
  const seq = (held?.state.seq ?? 0) + 1;
  const event = { ...said, seq, at: now, recordedAt: now, by: byOf(body.actor), commandId };
  const written = content ?? held?.content;
  if (!written) throw new Error('a draft has content');
  await writeDraft(trx, held, event, written);
}

const hashOf = (content: DraftContent) => sha256(canonical(content));

async function take(place: Place, { procedure }: Acting<'take'>): Promise<void> {
  const { trx, body } = place;
  const open = await openDraft(trx, procedure);
  if (open) throw new Refusal('draft-open', { by: open.editors.join(', '), draft: open.id });
  const catalogue = new Catalogue(await published(trx));
  const version = latest(catalogue.proceduresOf(procedure));
  const base = version && definitionOf(catalogue, procedure, version.version);
  if (!base) throw refusedAt('/procedure', 'procedure-unknown', { procedure });
  const content = contentOf(base);
  const said = { id: body.draftId, procedure, base: base.procedure.version, contentHash: hashOf(content) };
  await write(place, { kind: 'taken', ...said }, content);
}

async function save(place: Held, { content }: Acting<'save'>): Promise<void> {
  await write(place, { kind: 'saved', contentHash: hashOf(content) }, content);
}

async function askReview(place: Held, { validFrom, note }: Acting<'ask-review'>): Promise<void> {
  checkBase(place);
  checkDay(place, validFrom);
  const { definition, base } = faultless(await checked(place, validFrom));
  if (differences(base, definition).length === 0) throw new Refusal('draft-unchanged');
  await write(place, { kind: 'review-asked', validFrom, ...(note !== undefined && { note }) });
}

/** What was asked for may have become impossible while it waited: everything is looked at once more. */
async function approve(place: Held): Promise<void> {
  const { trx, now, held } = place;
  const validFrom = held.state.validFrom ?? localDate(now);
  checkBase(place);
  checkDay(place, validFrom);
  const { definition } = faultless(await checked(place, validFrom));
  const documents = await addVersion(trx, definition, now);
  const { version, process } = definition.procedure;
  await write(place, {
    kind: 'published',
    validFrom,
    version,
    process,
    // Of all that stands there, also of what may be put right in a shipped file: here nobody puts anything right.
    documents: documents.map(({ kind, key, content }) => ({ kind, key, hash: sha256(content) })),
  });
}

async function withdraw(place: Held, { reason }: Acting<'withdraw'>): Promise<void> {
  const { trx, now, held, catalogue } = place;
  const { published: made, procedure, validFrom = '' } = held.state;
  if (!made) throw new Error('what is not published cannot be withdrawn');
  if (validFrom <= localDate(now)) throw new Refusal('version-in-force', { date: validFrom });
  const later = catalogue.proceduresOf(procedure).find((one) => isOwn(one) && one.version > made.version);
  if (later) throw new Refusal('version-followed', { version: later.version });
  await withdrawDocuments(trx, made.documents, now);
  await write(place, { kind: 'withdrawn', reason });
}

async function checked({ trx, held, catalogue }: Held, validFrom: LocalDate): Promise<Checked> {
  const { procedure, base } = held.state;
  const process = catalogue.procedure(procedure, base)?.process.id ?? '';
  return checkDraft(catalogue, held.state, held.content, validFrom, await givenNumbers(trx, procedure, process));
}

/** @throws Refusal draft-faulty */
function faultless({ base, definition, faults }: Checked): Required<Omit<Checked, 'faults'>> {
  if (!definition || faults.length > 0) {
    const places = faults.slice(0, 50).map((fault) => ({ ...fault, pointer: `/content${fault.pointer}` }));
    throw new Refusal('draft-faulty', {}, places);
  }
  return { base, definition };
}

/** A version that has come since would be undone without a word. @throws Refusal draft-outdated */
function checkBase({ held, catalogue }: Held): void {
  const last = latest(catalogue.proceduresOf(held.state.procedure));
  if (last?.version !== held.state.base) throw new Refusal('draft-outdated', { version: last?.version ?? 0 });
}

function checkDay({ now, held, catalogue }: Held, day: LocalDate): void {
  const base = catalogue.procedure(held.state.procedure, held.state.base);
  checkFirstDay(day, localDate(now), base?.validFrom ?? day, base?.validTo);
}
