import type { Knex } from 'knex';
import { isOneOf, personsOf, type Actor } from '../domain/actor';
import type { DossierEvent } from '../domain/dossier';
import { Refusal } from '../domain/problem';
import type { ActionRule } from '../domain/process';

/**
 * Whoever did the step that this one looks over does not do it, in his own name or in another's: not only the last who did
 * it, which is all that the state knows, but everybody who ever did. What was sent back and handed in again by somebody
 * else is still his work too.
 * @throws Refusal same-person
 */
export async function requireSecondPerson(
  db: Knex,
  dossierId: string,
  { notBy }: Pick<ActionRule, 'notBy'>,
  actor: Actor,
): Promise<void> {
  if (notBy === undefined) return;
  const rows: { event: string }[] = await db('events').where({ dossier_id: dossierId, action: notBy }).select('event');
  const before = rows.flatMap(({ event }) => personsOf((JSON.parse(event) as DossierEvent).by));
  if (isOneOf(actor, before)) throw new Refusal('same-person', { action: notBy });
}
