import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigFault } from './load-faults';
import { parseJson } from './load-json';
import { schemaFaults, type SchemaName } from './load-schemas';

/** A row with the file it came from and its place in it. */
export type Row<T> = { value: T; file: string; path: string };
export type Rows<T> = { rows: Row<T>[]; faults: ConfigFault[] };

/**
 * The rows of a file, or of all files of a folder in the order of their names; a file holds a list of rows or one row.
 * Rows that do not fit their schema are left out, with the reasons.
 */
export function readRows<T extends object>(
  folder: string,
  name: string,
  schema: SchemaName | ((value: object) => SchemaName),
): Rows<T> {
  const found: Rows<T> = { rows: [], faults: [] };
  const files = filesOf(join(folder, name));
  if (files.length === 0) found.faults.push({ file: join(folder, name), path: '', reason: NOT_THERE });
  for (const file of files) {
    const { value, faults } = parseJson(file, readFileSync(file, 'utf8'));
    found.faults.push(...faults);
    if (value === undefined) continue;
    for (const [i, item] of [value].flat().entries()) {
      const path = Array.isArray(value) ? `/${i}` : '';
      const kind = typeof schema === 'string' ? schema : schema(Object(item) as object);
      const wrong = schemaFaults(kind, item);
      if (wrong.length === 0) found.rows.push({ value: item as T, file, path });
      found.faults.push(...wrong.map(({ pointer, message }) => ({ file, path: path + pointer, reason: message })));
    }
  }
  return found;
}

const NOT_THERE = { vi: 'không có tệp cấu hình nào', en: 'there is no configuration file' };

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}
