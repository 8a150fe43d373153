const own = new Set<string>();

/** A step that was taken in this window: its person need not be told of it. */
export function markOwn(id: string, seq: number): void {
  own.add(`${id} ${seq}`);
}

export function isOwn(id: string, seq: number): boolean {
  return own.has(`${id} ${seq}`);
}
