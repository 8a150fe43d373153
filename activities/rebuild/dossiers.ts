import type { Knex } from 'knex';
import { contentsOf } from '../../config/contents';
import type { Catalogue } from '../../domain/catalogue';
import { evolve, type DossierEvent, type DossierState } from '../../domain/dossier';
import { parseCode } from '../../domain/code';
import { stageOf } from '../../domain/process';
import { writeDossier } from '../stores/dossiers';
import { writePapers, type FiledPaper } from '../stores/papers';
import { writeParties } from '../stores/parties';

/** Dossiers taken up at once, in one transaction. */
const PAGE = 100;

type Row = { dossier_id: string; seq: number; event: string; hash: string };

/** Writes every dossier anew from its events and from what its forms say. How many events that were. */
export async function rebuildDossiers(source: Knex, shadow: Knex, catalogue: Catalogue): Promise<number> {
  let count = 0;
  for (let after: string | undefined = ''; after !== undefined;) {
    const ids = await idsAfter(source, after);
    const rows: Row[] = await source('events')
      .whereIn('dossier_id', ids)
      .orderBy(['dossier_id', 'seq'])
      .select('dossier_id', 'seq', 'event', 'hash');
    const contents = new Map(
      (await contentsOf(source, ids)).map(({ dossierId, seq, content }) => [`${dossierId} ${seq}`, content]),
    );
    const keys = await keysOf(source, ids);
    await shadow.transaction(async (trx) => {
      let state: DossierState | undefined;
      for (const row of rows) {
        if (state?.id !== row.dossier_id) state = undefined;
        const content = contents.get(`${row.dossier_id} ${row.seq}`) ?? {};
        state = await writeStep(trx, catalogue, state, row, content, keys.get(row.dossier_id) ?? null);
      }
    });
    count += rows.length;
    after = ids.length < PAGE ? undefined : ids.at(-1);
  }
  return count;
}

async function idsAfter(source: Knex, after: string): Promise<string[]> {
  const rows: { id: string }[] = await source('events')
    .where('dossier_id', '>', after)
    .distinct('dossier_id as id')
    .orderBy('dossier_id')
    .limit(PAGE);
  return rows.map(({ id }) => id);
}

/** The wrapped keys cannot be made anew: they are taken over, so that the shadow can encrypt at all. */
async function keysOf(source: Knex, ids: string[]): Promise<Map<string, string | null>> {
  const rows: { id: string; data_key: string | null }[] = await source('dossiers')
    .whereIn('id', ids)
    .select('id', 'data_key');
  return new Map(rows.map(({ id, data_key: key }) => [id, key]));
}

async function writeStep(
  trx: Knex,
  catalogue: Catalogue,
  before: DossierState | undefined,
  { event: text, hash }: Row,
  content: Record<string, unknown>,
  dataKey: string | null,
): Promise<DossierState> {
  const event = JSON.parse(text) as DossierEvent;
  const state = evolve(before, event);
  const lifecycle = catalogue.movesOf(state);
  const stage = stageOf(lifecycle, state.stage);
  if (!stage) throw new Error(`stage ${state.stage} is not in the process`);
  const summary = typeof content.summary === 'string' ? content.summary : undefined;
  await writeDossier(trx, state, event, { lifecycle, stage }, hash, { ...(dataKey && { dataKey }), summary });
  if (event.receipt) await writeNumber(trx, event.receipt.code, state.id, event.commandId);
  if (dataKey === null) return state;
  const holder = { id: state.id, dataKey };
  await writePapers(trx, holder, event.seq, (content.documents ?? []) as FiledPaper[]);
  await writeParties(trx, holder, content);
  return state;
}

/** The number that a receipt took; of numbers that were reserved and not used there is no event. */
async function writeNumber(trx: Knex, code: string, dossierId: string, commandId: string): Promise<void> {
  const parsed = parseCode(code);
  if (!parsed) return;
  const { identification, date, sequence } = parsed;
  const row = { identification, date, sequence, state: 'issued', dossier_id: dossierId, command_id: commandId };
  await trx('number_register').insert(row);
}
