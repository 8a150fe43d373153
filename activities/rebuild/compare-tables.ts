import type { Knex } from 'knex';
import { canonical } from '../../config/canonical';
import type { RebuiltTable } from './tables';

/** A row or a column in which a table and its shadow differ; without a column the row is in one of them only. */
export type TableDifference = {
  table: string;
  row: string;
  column?: string;
  /** What the events come to, and what stands in the table; nothing where there is no such row. */
  rebuilt?: unknown;
  found?: unknown;
};

type Value = string | number | null;
type Row = Record<string, Value | undefined>;
const PAGE = 500;

/** Compares a table with its shadow, row by row and column by column. How many rows it has, and where they differ. */
export async function compareTable(
  source: Knex,
  shadow: Knex,
  table: RebuiltTable,
  most: number,
): Promise<{ rows: number; differences: TableDifference[] }> {
  const differences: TableDifference[] = [];
  let rows = 0;
  for await (const page of pages(source, table)) {
    rows += page.length;
    const other = await same(shadow, table, page);
    for (const row of page) {
      const made = other.get(keyOf(table, row));
      if (differences.length < most)
        differences.push(...(made ? columns(table, made, row) : [lonely(table, row, 'found')]));
    }
  }
  for await (const page of pages(shadow, table)) {
    const other = await same(source, table, page);
    for (const row of page)
      if (!other.has(keyOf(table, row)) && differences.length < most) differences.push(lonely(table, row, 'rebuilt'));
  }
  return { rows, differences };
}

/** All rows of a table in pages, by the first column of its key: rows that share it come together. */
async function* pages(db: Knex, { name, key, only }: RebuiltTable): AsyncGenerator<Row[]> {
  const [first = 'id'] = key;
  for (let after: string | undefined = ''; after !== undefined;) {
    const query = db(name).where(first, '>', after).distinct(first).orderBy(first).limit(PAGE);
    if (only) void query.whereRaw(only);
    const values = ((await query) as Row[]).map((row) => String(row[first]));
    if (values.length > 0) yield await rowsOf(db, name, first, values, only);
    after = values.length < PAGE ? undefined : values.at(-1);
  }
}

async function rowsOf(db: Knex, name: string, first: string, values: string[], only?: string): Promise<Row[]> {
  const query = db(name).whereIn(first, values);
  if (only) void query.whereRaw(only);
  return (await query.select()) as Row[];
}

/** The rows of the other database that have the keys of these. */
async function same(db: Knex, table: RebuiltTable, page: Row[]): Promise<Map<string, Row>> {
  const [first = 'id'] = table.key;
  const values = [...new Set(page.map((row) => String(row[first])))];
  const rows = await rowsOf(db, table.name, first, values, table.only);
  return new Map(rows.map((row) => [keyOf(table, row), row]));
}

const keyOf = ({ key }: RebuiltTable, row: Row) => key.map((column) => String(row[column] ?? '–')).join(' ');

function lonely(table: RebuiltTable, row: Row, where: 'found' | 'rebuilt'): TableDifference {
  return { table: table.name, row: keyOf(table, row), [where]: 'row' };
}

function columns(table: RebuiltTable, made: Row, row: Row): TableDifference[] {
  const names = Object.keys(made).filter((name) => !table.leave?.includes(name));
  return names
    .filter((name) => plain(name, made[name]) !== plain(name, row[name]))
    .map((name) => ({
      table: table.name,
      row: keyOf(table, row),
      column: name,
      rebuilt: made[name],
      found: row[name],
    }));
}

/** PostgreSQL gives large numbers as text, and the order of members in a state says nothing. */
function plain(name: string, value: Value | undefined): string {
  if (name === 'state' && typeof value === 'string' && value.startsWith('{')) return canonical(JSON.parse(value));
  return value === null || value === undefined ? '' : String(value);
}
