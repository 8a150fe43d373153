type Content = Record<string, unknown>;

const isObject = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What is sent of what was typed: in one Unicode form, without empty texts and without parts in which nothing was typed.
 * Parts that the schema asks for stay, so that the API says what is missing in them.
 */
export function contentOf(typed: Content, schema: Content): Content {
  const required = Array.isArray(schema.required) ? (schema.required as string[]) : [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  const kept: Content = {};
  for (const [name, value] of Object.entries(typed)) {
    const inner = isObject(properties[name]) ? properties[name] : {};
    const sent = cleaned(value, inner);
    const empty = sent === undefined || (isObject(sent) && Object.keys(sent).length === 0);
    if (!empty || required.includes(name)) kept[name] = sent ?? (inner.type === 'object' ? {} : undefined);
  }
  for (const name of required) if (isObject(properties[name]) && properties[name].type === 'object') kept[name] ??= {};
  return kept;
}

function cleaned(value: unknown, schema: Content): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.normalize('NFC').trim();
  if (Array.isArray(value)) return value.map((item) => cleaned(item, isObject(schema.items) ? schema.items : {}));
  return isObject(value) ? contentOf(value, schema) : (value ?? undefined);
}
