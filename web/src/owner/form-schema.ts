import type { Language, Text } from '../language';
import type { Form, Schema } from './definition';

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A question of a form and where it stands: `['submitter', 'name']`. */
export type Question = { path: string[]; node: Schema; required: boolean };

/** All questions, those of a group after it. */
export function questionsOf(schema: Schema, path: string[] = []): Question[] {
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const properties = isSchema(schema.properties) ? Object.entries(schema.properties) : [];
  return properties.flatMap(([name, node]) => {
    if (!isSchema(node)) return [];
    const here = [...path, name];
    return [{ path: here, node, required: required.includes(name) }, ...questionsOf(node, here)];
  });
}

export function labelOf(node: Schema): Text {
  const title = node['x-title'] as Partial<Text> | undefined;
  return { vi: title?.vi ?? '', en: title?.en ?? '' };
}

/** The group that a question stands in. */
function groupOf(schema: Schema, path: string[]): Schema {
  return path.slice(0, -1).reduce<Schema>((group, name) => {
    const inside = (group.properties as Record<string, Schema> | undefined)?.[name];
    return inside ?? {};
  }, schema);
}

function setQuestion(schema: Schema, path: string[], node: Schema | undefined, required: boolean): void {
  const group = groupOf(schema, path);
  const name = path.at(-1) ?? '';
  const properties = { ...(group.properties as Record<string, Schema> | undefined) };
  if (node) properties[name] = node;
  else delete properties[name];
  group.properties = properties;
  const others = ((group.required as string[] | undefined) ?? []).filter((other) => other !== name);
  group.required = node && required ? [...others, name] : others;
}

/** Puts a question into its form, or takes it out of it. The order in which the form is shown goes along. */
export function putQuestion(form: Form, path: string[], node: Schema | undefined, required: boolean): Form {
  const next = structuredClone(form);
  setQuestion(next.schema, path, node, required);
  const group = path
    .slice(0, -1)
    .reduce<Schema | undefined>((ui, name) => ui?.[name] as Schema | undefined, next.uiSchema);
  const order = group?.['ui:order'];
  const name = path.at(-1) ?? '';
  if (group && Array.isArray(order)) {
    const others = (order as string[]).filter((other) => other !== name);
    if (!node) group['ui:order'] = others;
    else if (!order.includes(name) && !order.includes('*')) group['ui:order'] = [...others, name];
  }
  return next;
}

/** As the API shows it to whoever fills it in: in one language, with the procedure's own questions in their place. */
export function shown(schema: Schema, details: Schema | undefined, language: Language): Schema {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const filled = Object.entries(properties).flatMap(([name, node]) => {
    if (!isSchema(node) || node['x-slot'] !== 'details') return [[name, node] as const];
    return details ? [[name, { 'x-title': node['x-title'], ...details }] as const] : [];
  });
  return localised({ ...schema, properties: Object.fromEntries(filled) }, language) as Schema;
}

function localised(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((item) => localised(item, language));
  if (!isSchema(value)) return value;
  const { 'x-title': title, 'x-help': help, 'x-choices': choices, 'x-slot': _slot, ...rest } = value;
  const seen: Schema = Object.fromEntries(
    Object.entries(rest).map(([key, inner]) => [key, localised(inner, language)]),
  );
  if (title) seen.title = (title as Text)[language];
  if (help) seen.description = (help as Text)[language];
  if (Array.isArray(seen.enum) && isSchema(choices)) {
    const nameOf = (one: unknown) => (choices[String(one)] as Text | undefined)?.[language] ?? String(one);
    seen.oneOf = seen.enum.map((one) => ({ const: one as unknown, title: nameOf(one) }));
    delete seen.enum;
  }
  return seen;
}
