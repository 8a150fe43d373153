import type { Actor } from '../domain/actor';
import type { MaskedField } from '../domain/masking';

export type PartyPart = 'submitter' | 'owner';

/** What somebody does about the personal data of a dossier, as it waits for the step that carries it out. */
export type PrivacyAct =
  | { do: 'reveal'; part: PartyPart; field: MaskedField; reason: string }
  | { do: 'hold' | 'release' | 'erase'; reason: string }
  /** Everything about one person was given out, from these dossiers, by their ids in order. */
  | { do: 'export'; dossiers: string[]; reason: string };

export type PrivacyBody = { actor: Actor; dossierId: string; act: PrivacyAct };
