import type { Knex } from 'knex';
import { accountNames } from './account-row';
import { contentsOf } from './contents';
import type { Catalogue } from '../domain/catalogue';
import { evolve, type DossierEvent, type DossierState } from '../domain/dossier';
import type { DossierFacts } from '../domain/print-dossier';
import type { DossierPrint } from '../domain/print-template';
import { Refusal } from '../domain/problem';

/** What a step of a dossier printed: its kinds, by the process that the dossier keeps. */
export function printsOf(catalogue: Catalogue, state: Pick<DossierState, 'process'>, event: DossierEvent): string[] {
  if (event.kind !== 'step') return [];
  return catalogue.actionOf(state.process, event.from, event.action)?.prints ?? [];
}

type Wish = { dossierId: string; kind: DossierPrint; step?: number };

/**
 * The events of a dossier up to the step that prints a kind of document: the one that is named, or the last that does.
 * Events only ever grow, so whoever asks later for the same step gets the same.
 * @throws Refusal print-not-there
 */
export async function eventsToPrint(db: Knex, catalogue: Catalogue, wish: Wish): Promise<DossierEvent[]> {
  const { dossierId, kind, step } = wish;
  const events = await eventsUntil(db, dossierId, step);
  const process = events[0]?.opening?.process;
  const prints = (event: DossierEvent) => process && printsOf(catalogue, { process }, event).includes(kind);
  const at = events.findLastIndex((event) => (step === undefined || event.seq === step) && prints(event));
  if (at < 0) throw new Refusal('print-not-there', { kind, step: step ?? '–' });
  return events.slice(0, at + 1);
}

/** A dossier as it stood after some of its events. */
export async function dossierFacts(
  db: Knex,
  catalogue: Catalogue,
  dossierId: string,
  events: DossierEvent[],
): Promise<Omit<DossierFacts, 'printedAt' | 'lookup'>> {
  const stateOf = (list: DossierEvent[]) => list.reduce<DossierState | undefined>(evolve, undefined);
  const [state, event] = [stateOf(events), events.at(-1)];
  if (!state || !event) throw new Error('a dossier has events');
  const [contents, papers, officer] = await Promise.all([
    contentsUntil(db, dossierId, event.seq),
    papersUntil(db, dossierId, event.seq),
    signerOf(db, event),
  ]);
  return {
    events,
    state,
    before: stateOf(events.slice(0, -1)),
    contents,
    papers,
    procedure: catalogue.procedureOf(state),
    field: catalogue.field(state.field)?.name,
    units: { receiving: catalogue.unit(state.units.receiving), deciding: catalogue.unit(state.units.deciding) },
    unitAt: unitAtStage(catalogue, state),
    officer,
  };
}

/** Who took a step, as paper names him: for whom he signs stands beside. (Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3) */
async function signerOf(db: Knex, { by }: DossierEvent): Promise<string> {
  const officer = await staffName(db, by.id);
  if (!by.onBehalfOf) return officer ?? '';
  const { id } = by.onBehalfOf;
  const other = (await staffName(db, id)) ?? (await accountNames(db, [id])).get(id) ?? id;
  return [officer, `(thay ${other})`].filter((part) => part).join(' ');
}

async function staffName(db: Knex, id: string): Promise<string | undefined> {
  const row: { name: string } | undefined = await db('staff').where({ id }).first('name');
  return row?.name;
}

/** The agency whose turn it is at a stage; a stage that is nobody's turn is at no agency. */
function unitAtStage(catalogue: Catalogue, { process, units }: DossierState): DossierFacts['unitAt'] {
  const stages = catalogue.process(process)?.stages ?? [];
  return (name) => {
    const part = stages.find((stage) => stage.name === name)?.actors?.unit;
    const id = part && units[part];
    return id ? { id, name: catalogue.unit(id)?.name.vi ?? id } : undefined;
  };
}

async function eventsUntil(db: Knex, dossierId: string, step: number | undefined): Promise<DossierEvent[]> {
  const query = db('events').where({ dossier_id: dossierId }).orderBy('seq').select('event');
  if (step !== undefined) void query.where('seq', '<=', step);
  const rows = (await query) as { event: string }[];
  return rows.map(({ event }) => JSON.parse(event) as DossierEvent);
}

async function contentsUntil(db: Knex, dossierId: string, step: number): Promise<DossierFacts['contents']> {
  const rows = await contentsOf(db, [dossierId]);
  return new Map(rows.filter(({ seq }) => seq <= step).map(({ seq, content }) => [seq, content]));
}

async function papersUntil(db: Knex, dossierId: string, step: number): Promise<DossierFacts['papers']> {
  const [papers, files] = await Promise.all([
    db('documents')
      .where({ dossier_id: dossierId })
      .andWhere('seq', '<=', step)
      .orderBy(['seq', 'code'])
      .select('seq', 'code', 'originals', 'copies') as Promise<
      { seq: number; code: string; originals: number; copies: number }[]
    >,
    db('attachments').where({ dossier_id: dossierId }).select('seq', 'document_code') as Promise<
      { seq: number; document_code: string | null }[]
    >,
  ]);
  return papers.map(({ seq, ...paper }) => ({
    ...paper,
    files: files.filter((file) => file.seq === seq && file.document_code === paper.code).length,
  }));
}
