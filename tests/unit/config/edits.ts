/** New values by place (`units.0.parent`); a place one past the end of a list adds to it, `undefined` takes away. */
export type Edits = { [place: string]: unknown };
type Node = { [key: string]: unknown };

export function edited<T extends object>(config: T, edits: Edits): T {
  for (const [place, value] of Object.entries(edits)) {
    const keys = place.split('.');
    const last = keys.pop() ?? '';
    const target = keys.reduce((node, key) => node[key] as Node, config as unknown as Node);
    target[last] = value;
  }
  return config;
}
