import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { FieldFault } from '../domain/problem';
import { MOST_MATCHED } from '../domain/pattern';
import type { JsonSchema } from '../domain/procedure';
import { faultOf } from './schema-messages';

// With `allErrors` a pattern is tried also on a text that is too long already.
const shortOnly = Object.assign(
  (pattern: string, flags: string) => {
    const expression = new RegExp(pattern, flags);
    return { test: (text: string) => text.length <= MOST_MATCHED && expression.test(text) };
  },
  { code: 'new RegExp' },
);

/** Checks values against JSON Schemas, compiling each schema once. Shared by the API, the activities and the loader. */
export class SchemaCheck {
  readonly #ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    // Compiling a form costs more than its code, polished, would ever save.
    code: { regExp: shortOnly, optimize: false },
  });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor() {
    addFormats(this.#ajv);
    for (const keyword of ['x-title', 'x-help', 'x-choices', 'x-slot']) this.#ajv.addKeyword(keyword);
  }

  /**
   * The faults of a value, at most 50 (a hostile body must not make a hostile answer).
   * @param key names the schema: the same key must always come with the same schema
   */
  faults(key: string, schema: JsonSchema, value: unknown): FieldFault[] {
    const validate = this.#validator(key, schema);
    return validate(value) ? [] : (validate.errors ?? []).filter(isCause).slice(0, 50).map(faultOf);
  }

  fits(key: string, schema: JsonSchema, value: unknown): boolean {
    return this.#validator(key, schema)(value);
  }

  #validator(key: string, schema: JsonSchema): ValidateFunction {
    const known = this.#compiled.get(key);
    if (known) return known;
    // A form may carry `$id`s of its own; compiled under no name they cannot clash with each other.
    const validate = this.#ajv.compile({ ...schema, $id: undefined });
    this.#compiled.set(key, validate);
    return validate;
  }
}

/** `if` only repeats what its branch already says. */
function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'if';
}
