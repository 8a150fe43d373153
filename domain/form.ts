import type { JsonSchema } from './procedure';
import type { Language, Text } from './text';

/**
 * A form: JSON Schema 2020-12 and the uiSchema that a renderer needs.
 * Every property carries its label as `x-title` (and a hint as `x-help`) in both languages. A property with
 * `"x-slot": "details"` is filled with the procedure's own questions.
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

/** The schema in one language: labels become `title` and `description`, as form renderers expect them. */
export function localise(schema: JsonSchema, language: Language): JsonSchema {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isNode(value)) return value;
    const { 'x-title': title, 'x-help': help, ...rest } = value;
    const seen = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, visit(inner)]));
    if (title) seen.title = (title as Text)[language];
    if (help) seen.description = (help as Text)[language];
    return seen;
  };
  return visit(schema) as JsonSchema;
}

/** The properties of a schema that lack a label in one of the languages, as JSON pointers. */
export function unlabelled(schema: JsonSchema, pointer = ''): string[] {
  const properties = isNode(schema.properties) ? Object.entries(schema.properties) : [];
  const own = properties.flatMap(([name, property]) => {
    const here = `${pointer}/properties/${name}`;
    if (!isNode(property)) return [here];
    const title = property['x-title'] as Partial<Text> | undefined;
    return [...(title?.vi && title.en ? [] : [here]), ...unlabelled(property, here)];
  });
  return isNode(schema.items) ? [...own, ...unlabelled(schema.items, `${pointer}/items`)] : own;
}
