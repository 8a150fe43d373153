import type { JsonSchema } from './procedure';
import type { Language, Text } from './text';

/**
 * A form: JSON Schema 2020-12 and the uiSchema that a renderer needs.
 * Every property carries its label as `x-title` (and a hint as `x-help`) in both languages, and one with an `enum` what
 * each of its values is called as `x-choices`. A property with `"x-slot": "details"` is filled with the procedure's own
 * questions.
 */
export type Form = {
  id: string;
  version: number;
  title: Text;
  schema: JsonSchema;
  uiSchema?: { [key: string]: unknown };
};

type Node = { [keyword: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a procedure's own questions into a form's slot; without questions the slot goes. */
export function fillSlot(schema: JsonSchema, details: JsonSchema | undefined): JsonSchema {
  const properties = { ...(schema.properties as Node | undefined) };
  let required = (schema.required as string[] | undefined) ?? [];
  for (const [name, property] of Object.entries(properties)) {
    if (!isNode(property) || property['x-slot'] !== 'details') continue;
    if (details) properties[name] = { 'x-title': property['x-title'], ...details };
    else {
      delete properties[name];
      required = required.filter((key) => key !== name);
    }
  }
  return { ...schema, properties, required };
}

/**
 * The schema in one language: labels become `title` and `description`, choices with names `oneOf` constants with titles,
 * as form renderers expect them.
 */
export function localise(schema: JsonSchema, language: Language): JsonSchema {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isNode(value)) return value;
    const { 'x-title': title, 'x-help': help, 'x-choices': choices, ...rest } = value;
    const seen = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, visit(inner)]));
    if (title) seen.title = (title as Text)[language];
    if (help) seen.description = (help as Text)[language];
    if (Array.isArray(seen.enum) && isNode(choices)) {
      const values = seen.enum as unknown[];
      seen.oneOf = values.map((one) => ({ const: one, title: choiceName(choices, one)?.[language] ?? String(one) }));
      delete seen.enum;
    }
    return seen;
  };
  return visit(schema) as JsonSchema;
}

const choiceName = (choices: unknown, value: unknown): Text | undefined =>
  isNode(choices) ? (choices[String(value)] as Text | undefined) : undefined;

/** The properties of a schema, and the values to choose from, that lack a label in one of the languages, as JSON pointers. */
export function unlabelled(schema: JsonSchema, pointer = ''): string[] {
  const properties = isNode(schema.properties) ? Object.entries(schema.properties) : [];
  const own = properties.flatMap(([name, property]) => {
    const here = `${pointer}/properties/${name}`;
    if (!isNode(property)) return [here];
    const values = Array.isArray(property.enum) ? (property.enum as unknown[]) : [];
    const nameless = values.filter((value) => !isWhole(choiceName(property['x-choices'], value)));
    return [
      ...(isWhole(property['x-title'] as Partial<Text> | undefined) ? [] : [here]),
      ...nameless.map((value) => `${here}/enum/${String(value)}`),
      ...unlabelled(property, here),
    ];
  });
  return isNode(schema.items) ? [...own, ...unlabelled(schema.items, `${pointer}/items`)] : own;
}

const isWhole = (title: Partial<Text> | undefined) => Boolean(title?.vi && title.en);

/** One answer of a form as people read it: what was asked, in which group of questions, and what was said. */
export type Answer = {
  group?: Text;
  title: Text;
  value: string | number | boolean;
  /** What the value is called, where it was chosen from a list. */
  choice?: Text;
  /** `date` for a date as `YYYY-MM-DD`. */
  format?: string;
};

/**
 * What was written in a form, in the order in which it asks. What it does not ask for any more stands under the name
 * that it has on the record.
 */
export function answersOf({ schema, uiSchema }: Pick<Form, 'schema' | 'uiSchema'>, content: Node): Answer[] {
  return answersIn(schema, uiSchema, content, undefined);
}

/** How people are written down in every form. */
const PERSON = ['name', 'identityNumber', 'phone', 'email', 'address'];

function answersIn(schema: Node, uiSchema: unknown, content: Node, group: Text | undefined): Answer[] {
  const ui: Node = isNode(uiSchema) ? uiSchema : {};
  const order = (Array.isArray(ui['ui:order']) ? ui['ui:order'] : PERSON) as string[];
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  const properties = isNode(schema.properties) ? schema.properties : {};
  const names = Object.keys(content).sort((a, b) => place(a) - place(b));
  return names.flatMap((name) => {
    const property = isNode(properties[name]) ? properties[name] : {};
    const title = (property['x-title'] as Text | undefined) ?? { vi: name, en: name };
    const inner = (value: unknown, node: Node): Answer[] => {
      if (Array.isArray(value)) return value.flatMap((one) => inner(one, isNode(node.items) ? node.items : {}));
      if (isNode(value)) return answersIn(node, ui[name], value, title);
      return isSaid(value) ? [answer({ group, title }, node, value)] : [];
    };
    return inner(content[name], property);
  });
}

const isSaid = (value: unknown): value is Answer['value'] =>
  typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value !== '');

function answer({ group, title }: Pick<Answer, 'group' | 'title'>, node: Node, value: Answer['value']): Answer {
  const choice = choiceName(node['x-choices'], value);
  const format = typeof node.format === 'string' ? node.format : undefined;
  return { ...(group && { group }), title, value, ...(choice && { choice }), ...(format && { format }) };
}
