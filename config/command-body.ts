import type { Actor } from '../domain/actor';
import type { HandedIn } from '../domain/documents';
import type { OpeningBody } from '../domain/opening';
import type { LocalDate } from '../domain/time';

export type { OpeningBody } from '../domain/opening';

/** What a caller wrote, as it waits in the database for the step that uses it. It never travels through Temporal. */
export type CommandBody = {
  action: string;
  expectedSeq: number;
  actor: Actor;
  content: Record<string, unknown>;
  documents: HandedIn[];
  /** Only for the command that begins a dossier. */
  opening?: OpeningBody;
  /** Only for a command that puts the appointment right: the day on which it should have been. */
  corrects?: { dueOn: LocalDate };
};
