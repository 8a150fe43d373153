import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ConfigFault } from './load-faults';
import { parseJson } from './load-json';
import { schemaFaults, type SchemaName } from './load-schemas';

/** A row with the file it came from and its place in it. */
export type Row<T> = { value: T; file: string; path: string };
/** `lost` says that some rows could not be read, so that a reference to one of them is no fault of its own. */
export type Rows<T> = { rows: Row<T>[]; faults: ConfigFault[]; lost: boolean };

type SchemaOf = SchemaName | ((value: object) => SchemaName);

/**
 * The rows of a file, or of all files of a folder in the order of their names; a file holds a list of rows or one row.
 * Rows that do not fit their schema are left out, with the reasons.
 */
export function readRows<T extends object>(folder: string, name: string, schema: SchemaOf): Rows<T> {
  if (filesOf(join(folder, name)).length > 0) return readRowsIfAny(folder, name, schema);
  return { rows: [], faults: [{ file: join(folder, name), path: '', reason: NOT_THERE }], lost: true };
}

/** As `readRows`, of a kind that a configuration may do without. */
export function readRowsIfAny<T extends object>(folder: string, name: string, schema: SchemaOf): Rows<T> {
  const found: Rows<T> = { rows: [], faults: [], lost: false };
  for (const file of filesOf(join(folder, name))) {
    const { value, faults } = parseFile(file);
    found.faults.push(...faults);
    if (value === undefined) found.lost = true;
    else
      for (const [i, item] of [value].flat().entries())
        addRow(found, file, Array.isArray(value) ? `/${i}` : '', item, schema);
  }
  return found;
}

function addRow<T>(found: Rows<T>, file: string, path: string, item: unknown, schema: SchemaOf): void {
  const kind = typeof schema === 'string' ? schema : schema(Object(item) as object);
  const wrong = schemaFaults(kind, item);
  if (wrong.length === 0) found.rows.push({ value: item as T, file, path });
  else found.lost = true;
  found.faults.push(...wrong.map(({ pointer, message }) => ({ file, path: path + pointer, reason: message })));
}

function parseFile(file: string): ReturnType<typeof parseJson> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const reason = { vi: `không đọc được tệp (${code})`, en: `the file cannot be read (${code})` };
    return { faults: [{ file, path: '', reason }] };
  }
  // Decoded leniently, a wrong byte would become U+FFFD in somebody's name. A mark of byte order is passed over.
  if (!isUtf8(bytes)) return { faults: [{ file, path: '', reason: NOT_UTF8 }] };
  return parseJson(file, new TextDecoder().decode(bytes));
}

const NOT_UTF8 = { vi: 'tệp không phải UTF-8', en: 'the file is not UTF-8' };
const NOT_THERE = { vi: 'không có tệp cấu hình nào', en: 'there is no configuration file' };

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}
