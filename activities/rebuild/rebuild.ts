import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase, type DatabasePlace } from '../../config/database';
import { migrate } from '../../config/migrations';
import type { Catalogue } from '../../domain/catalogue';
import { compareTable, type TableDifference } from './compare-tables';
import { rebuildDossiers } from './dossiers';
import { rebuildLedger } from './ledger';
import { REBUILT } from './tables';

export type Rebuilt = { events: number; tables: { name: string; rows: number }[]; differences: TableDifference[] };

const MOST = 1000;

/**
 * Writes all projections anew from the events, with the functions that wrote them, into a database beside, and compares.
 * The shadow is a SQLite file of its own, whatever the product's database is: nothing there is touched, and reading it is
 * enough.
 */
export async function rebuild(
  source: Knex,
  catalogue: Catalogue,
  keys: DatabasePlace['keys'],
  progress: (what: string) => void = () => undefined,
): Promise<Rebuilt> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-rebuild-'));
  const shadow = openDatabase({ file: join(folder, 'shadow.db'), ...(keys && { keys }) }, 'write');
  try {
    await migrate(shadow);
    // It is thrown away: nothing needs to survive, and what refers to each other need not come in that order.
    await shadow.raw('PRAGMA synchronous=OFF');
    await shadow.raw('PRAGMA foreign_keys=OFF');
    progress('dossiers');
    const dossiers = await rebuildDossiers(source, shadow, catalogue);
    progress('ledger');
    const ledger = await rebuildLedger(source, shadow, catalogue);
    const result: Rebuilt = { events: dossiers + ledger, tables: [], differences: [] };
    for (const table of REBUILT) {
      progress(table.name);
      const { rows, differences } = await compareTable(source, shadow, table, MOST - result.differences.length);
      result.tables.push({ name: table.name, rows });
      result.differences.push(...differences);
    }
    return result;
  } finally {
    await shadow.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}
