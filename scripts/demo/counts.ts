/** What happened in a demo, counted. */
export class Counts {
  readonly received = { government: 0, post: 0 };
  returned = 0;
  answered = 0;
  givenBack = 0;
  supplemented = 0;
  steps = 0;
  /** Steps that had to be sent again since a limit had been noted in between. */
  overtaken = 0;
  /** Steps of a group that was not responsible any more, which the other one then took. */
  takenOver = 0;
  /** Dossiers that were left where they were after a refusal. */
  stopped = 0;
  readonly refusals = new Map<string, number>();

  refused(action: string, code: string): void {
    const key = `${action}: ${code}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
  }
}
