import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  /** JSON pointer to its schema inside the document. */
  schema: string;
  /** Its default, which Ajv does not take from behind a reference. */
  preset: { default?: unknown };
};

export type Operation = {
  id: string;
  method: 'get' | 'post' | 'delete';
  /** As Express writes it: `/dossiers/:ref`. */
  path: string;
  open: boolean;
  /** Its row in the table of permissions; `public` for what is open to everybody. */
  permission: string;
  parameters: Parameter[];
  /** `mediaType` is what it is read as; `mediaTypes` are all that it may be called. */
  body?: { mediaType: string; mediaTypes: string[]; schema: string };
};

type Node = { [key: string]: unknown };

/** The OpenAPI document: the one description of the API, from which routes and checks are made. */
export type Contract = { text: string; document: Node; operations: Operation[] };

const METHODS = ['get', 'post', 'delete'] as const;

export function readContract(file = join(__dirname, 'openapi.yaml')): Contract {
  const text = readFileSync(file, 'utf8');
  const document = parse(text) as Node;
  const operations = Object.entries(document.paths as Record<string, Node>).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => operationOf(document, path, method)),
  );
  return { text, document, operations };
}

function operationOf(document: Node, path: string, method: Operation['method']): Operation {
  const at = `/paths/${escaped(path)}`;
  const item = resolve(document, at);
  const operation = item[method] as Node;
  return {
    id: String(operation.operationId),
    method,
    path: path.replace(/\{(\w+)\}/g, ':$1'),
    open: Array.isArray(operation.security) && operation.security.length === 0,
    permission: (operation['x-permission'] ?? '') as string,
    parameters: [
      ...parametersOf(document, item.parameters, `${at}/parameters`),
      ...parametersOf(document, operation.parameters, `${at}/${method}/parameters`),
    ],
    ...bodyOf(operation, `${at}/${method}/requestBody`),
  };
}

function parametersOf(document: Node, list: unknown, at: string): Parameter[] {
  return ((list ?? []) as Node[]).map((entry, i) => {
    const pointer = typeof entry.$ref === 'string' ? entry.$ref.slice(1) : `${at}/${i}`;
    const { name, in: place, required, schema } = resolve(document, pointer);
    const { default: preset } = (schema ?? {}) as Node;
    return {
      name: String(name),
      in: place as Parameter['in'],
      required: required === true,
      schema: `${pointer}/schema`,
      preset: preset === undefined ? {} : { default: preset },
    };
  });
}

function bodyOf(operation: Node, at: string): Pick<Operation, 'body'> {
  const content = (operation.requestBody as Node | undefined)?.content as Node | undefined;
  const mediaTypes = Object.keys(content ?? {});
  const [mediaType] = mediaTypes;
  return mediaType ? { body: { mediaType, mediaTypes, schema: `${at}/content/${escaped(mediaType)}/schema` } } : {};
}

function resolve(document: Node, pointer: string): Node {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  return parts.reduce((node, part) => node[part] as Node, document);
}

function escaped(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
