import Ajv2020, { type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { IncomingHttpHeaders } from 'node:http';
import { faultOf } from '../config/schema-messages';
import { Refusal, type FieldFault } from '../domain/problem';
import type { Contract, Operation, Parameter } from './contract';
import { cleanText } from './json';

/** What a request brought along, as text, and its parsed body. */
export type Incoming = {
  path: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
};
export type Checked = { path: Record<string, string>; query: Record<string, unknown>; key: string };

export type Validate = (incoming: Incoming) => Checked;

const NAME = 'contract';
const KEY_HEADER = 'Idempotency-Key';

/**
 * Makes the check of each operation from the document itself, so that what is written there is what holds. Each is compiled
 * when it is first needed: all of them take a second of every start.
 */
export function validators(contract: Contract): Map<string, Validate> {
  const texts = checker(contract, { coerceTypes: true, useDefaults: true });
  const bodies = checker(contract, { useDefaults: true });
  return new Map(contract.operations.map((operation) => [operation.id, validatorOf(operation, texts, bodies)]));
}

function checker(contract: Contract, options: Options): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, ...options });
  addFormats(ajv);
  // Of the document only its schemas matter, but Ajv reads the whole of it on the way to them.
  ajv.addVocabulary(Object.keys(contract.document));
  return ajv.addSchema(contract.document, NAME, undefined, false);
}

function validatorOf(operation: Operation, texts: Ajv2020, bodies: Ajv2020): Validate {
  const needsKey = operation.parameters.some(({ name }) => name === KEY_HEADER);
  let made: Checks | undefined;
  return ({ path, query, headers, body }) => {
    const checks = (made ??= checksOf(operation, texts, bodies));
    const key = headers[KEY_HEADER.toLowerCase()];
    if (needsKey && (key === undefined || key === '')) throw new Refusal('idempotency-key-missing');
    const faults: FieldFault[] = [];
    const values = { path: textsOf(path, '/path', faults), query: textsOf(valuesOf(query), '/query', faults) };
    faults.push(...faultsOf(checks.path, values.path, '/path'), ...faultsOf(checks.query, values.query, '/query'));
    faults.push(
      ...faultsOf(checks.header, namedHeaders(operation, headers), '/headers'),
      ...faultsOf(checks.body, body, ''),
    );
    if (faults.length > 0) throw new Refusal('invalid-request', {}, faults.slice(0, 50));
    return { path: values.path as Record<string, string>, query: values.query, key: needsKey ? String(key) : '' };
  };
}

type Checks = Record<Parameter['in'], ValidateFunction> & { body: ValidateFunction | undefined };

function checksOf({ parameters, body }: Operation, texts: Ajv2020, bodies: Ajv2020): Checks {
  const part = (place: Parameter['in'], strict: boolean) => texts.compile(schemaOf(parameters, place, strict));
  const isJson = body?.mediaType === 'application/json';
  return {
    path: part('path', true),
    query: part('query', true),
    header: part('header', false),
    body: isJson ? bodies.getSchema(`${NAME}#${uriPointer(body.schema)}`) : undefined,
  };
}

function schemaOf(parameters: Parameter[], place: Parameter['in'], strict: boolean) {
  const own = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    properties: Object.fromEntries(
      own.map(({ name, schema, preset }) => [name, { $ref: `${NAME}#${uriPointer(schema)}`, ...preset }]),
    ),
    required: own.filter((parameter) => parameter.required).map((parameter) => parameter.name),
    ...(strict && { additionalProperties: false }),
  };
}

/** A parameter that is given twice stays a list, and so breaks its type; one that is empty was left open in a page's form. */
function valuesOf(query: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(query.keys())];
  const entries = names.map((name): [string, string[]] => [name, query.getAll(name).filter((value) => value !== '')]);
  return Object.fromEntries(
    entries
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => [name, values.length === 1 ? String(values[0]) : values]),
  );
}

function textsOf(values: Record<string, string | string[]>, at: string, faults: FieldFault[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? cleanText(value, `${at}/${name}`, faults) : value,
    ]),
  );
}

function namedHeaders(operation: Operation, headers: IncomingHttpHeaders): Record<string, unknown> {
  const names = operation.parameters
    .filter((parameter) => parameter.in === 'header')
    .map((parameter) => parameter.name);
  return Object.fromEntries(
    names.flatMap((name) => (headers[name.toLowerCase()] === undefined ? [] : [[name, headers[name.toLowerCase()]]])),
  );
}

function faultsOf(check: ValidateFunction | undefined, value: unknown, at: string): FieldFault[] {
  if (!check || check(value)) return [];
  return (check.errors ?? [])
    .filter(isCause)
    .map(faultOf)
    .map((fault) => ({ ...fault, pointer: `${at}${fault.pointer}` }));
}

function isCause(error: ErrorObject): boolean {
  return error.keyword !== 'if';
}

/** A JSON pointer inside a `$ref` is part of a URI. */
function uriPointer(pointer: string): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}
