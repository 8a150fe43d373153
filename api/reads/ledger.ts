import type { Knex } from 'knex';
import { contentsOf } from '../../config/contents';
import type { Catalogue } from '../../domain/catalogue';
import type { DossierState } from '../../domain/dossier';
import type { LedgerEntry } from '../../domain/print-ledger';
import { OUTCOMES } from '../../domain/print-words';
import { Refusal } from '../../domain/problem';
import { addDays, startOfDay, type Instant, type LocalDate } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { partiesOf, stateOf, type DossierRow, type PartyRow } from './dossiers';

/** More lines than these are no print that anybody waits for. */
export const MOST_ENTRIES = 3000;
const CHUNK = 200;

type Row = Pick<DossierRow, 'id' | 'code' | 'summary' | 'state'> & {
  received_at: Instant;
  returned_at: Instant | null;
};
type Answers = { sets?: unknown; returnBy?: unknown; receivedBy?: unknown };

/**
 * The dossiers that a unit received in a period of one year, as lines of its ledger. The first line has the number after
 * all that were received earlier in that year. (Thông tư 01/2018/TT-VPCP, Điều 10)
 * @throws Refusal ledger-too-long
 */
export async function ledgerEntries(
  db: Knex,
  catalogue: Catalogue,
  { unit, from, to }: { unit: UnitId; from: LocalDate; to: LocalDate },
): Promise<LedgerEntry[]> {
  const received = (start: Instant, end: Instant) =>
    db('dossiers').where({ receiving_unit: unit }).where('received_at', '>=', start).where('received_at', '<', end);
  const first = startOfDay(from);
  const [before, rows] = await Promise.all([
    received(startOfDay(`${from.slice(0, 4)}-01-01`), first)
      .count({ n: '*' })
      .first() as Promise<{ n: number | string }>,
    received(first, startOfDay(addDays(to, 1)))
      .orderBy(['received_at', 'code'])
      .limit(MOST_ENTRIES + 1)
      .select('id', 'code', 'summary', 'state', 'received_at', 'returned_at') as Promise<Row[]>,
  ]);
  if (rows.length > MOST_ENTRIES) throw new Refusal('ledger-too-long', { limit: MOST_ENTRIES });
  const entries: LedgerEntry[] = [];
  for (let i = 0; i < rows.length; i += CHUNK) {
    entries.push(...(await chunkOf(db, catalogue, rows.slice(i, i + CHUNK), Number(before.n) + i)));
  }
  return entries;
}

async function chunkOf(db: Knex, catalogue: Catalogue, rows: Row[], before: number): Promise<LedgerEntry[]> {
  const ids = rows.map(({ id }) => id);
  const states = rows.map(stateOf);
  const [parties, answers, staff] = await Promise.all([
    partiesOf(db, ids),
    answersOf(db, ids),
    staffOf(
      db,
      states.flatMap((state) => personsOfReturn(state)),
    ),
  ]);
  return rows.map((row, i) => {
    const state = states[i] as DossierState;
    const said = answers.get(row.id) ?? {};
    const [by, behalf] = personsOfReturn(state).map((id) => staff.get(id) ?? id);
    return {
      no: before + i + 1,
      code: row.code ?? '',
      procedure: catalogue.procedureOf(state).name.vi,
      summary: row.summary,
      sets: typeof said.sets === 'number' ? said.sets : undefined,
      owner: ownerOf(parties.filter((party) => party.dossier_id === row.id)),
      receivedAt: row.received_at,
      dueAt: state.clock.dueAt,
      resultAt: resultAt(catalogue, state),
      returnedAt: row.returned_at ?? undefined,
      returnedBy: behalf === undefined ? (by ?? '') : `${by} (thay ${behalf})`,
      returnedTo: typeof said.receivedBy === 'string' ? said.receivedBy : '',
      returnBy: typeof said.returnBy === 'string' ? said.returnBy : undefined,
      ended: state.outcome && !['granted', 'answered'].includes(state.outcome) ? OUTCOMES[state.outcome] : '',
    };
  });
}

/** Whoever hands in a dossier that nobody else owns is its owner. */
function ownerOf(parties: PartyRow[]): LedgerEntry['owner'] {
  const party = parties.find(({ part }) => part === 'owner') ?? parties.find(({ part }) => part === 'submitter');
  return party && party.content;
}

const returnOf = ({ done }: DossierState) => done.return ?? done.delivered;

/** Who gave the result out, and for whom. */
function personsOfReturn(state: DossierState): string[] {
  const { by, onBehalfOf } = returnOf(state) ?? {};
  return [by, onBehalfOf].filter((person) => person !== undefined);
}

/** When the result came to the counter: the last step into a stage in which it lies there (national status 9). */
function resultAt(catalogue: Catalogue, { process, done }: DossierState): Instant | undefined {
  const whole = catalogue.process(process);
  const waits = new Set(whole?.stages.filter(({ status }) => status === 9).map(({ name }) => name));
  const into = whole?.actions.filter(({ from, to }) => to && waits.has(to) && !from.some((name) => waits.has(name)));
  return into
    ?.flatMap(({ name }) => done[name]?.at ?? [])
    .sort()
    .at(-1);
}

async function answersOf(db: Knex, ids: string[]): Promise<Map<string, Answers>> {
  const found = new Map<string, Answers>();
  for (const { dossierId: id, content } of await contentsOf(db, ids)) found.set(id, { ...found.get(id), ...content });
  return found;
}

async function staffOf(db: Knex, ids: string[]): Promise<Map<string, string>> {
  const rows: { id: string; name: string }[] = await db('staff')
    .whereIn('id', [...new Set(ids)])
    .select('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
