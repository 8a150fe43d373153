import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FieldFault } from '../domain/problem';
import { faultOf } from './schema-messages';

const NAMES = [
  'common',
  'limit',
  'unit',
  'field',
  'rules',
  'calendar',
  'local-calendar',
  'reminders',
  'form',
  'process',
  'derived-process',
  'procedure',
  'staffing',
  'plan',
  'decision',
  'message',
  'template',
  'permissions',
  'first-account',
] as const;
export type SchemaName = (typeof NAMES)[number];

let made: Ajv2020 | undefined;

/** The configuration's own schemas refer to each other by file name. */
function schemas(): Ajv2020 {
  if (made) return made;
  // Each is compiled for one start: what others refer to once and not in every place, and nothing is polished.
  const quick = { inlineRefs: false, code: { optimize: false } };
  made = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, ...quick });
  addFormats(made);
  for (const name of NAMES) {
    const file = join(__dirname, 'schemas', `${name}.schema.json`);
    made.addSchema(JSON.parse(readFileSync(file, 'utf8')) as object, `${name}.schema.json`);
  }
  return made;
}

/** Where a row does not have the shape of its kind. */
export function schemaFaults(name: SchemaName, value: unknown): FieldFault[] {
  const validate = schemas().getSchema(`${name}.schema.json`);
  if (!validate) throw new Error(`no schema ${name}`);
  if (validate(value)) return [];
  return (validate.errors ?? []).filter((error) => error.keyword !== 'if').map(faultOf);
}
