import type { RequestHandler } from 'express';
import type { Actor } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { DELEGATION_GIVE } from '../domain/permission-names';
import type { Reach } from '../domain/permission';
import { Refusal } from '../domain/problem';
import { decide, reaches, unitsReached as unitsOf, type Subject } from '../domain/reach';
import type { UnitId } from '../domain/unit';
import type { Call } from './call';
import type { Contract, Operation } from './contract';

/** What is open to everybody says so plainly, so that an operation whose permission was forgotten is not open by that. */
export const PUBLIC = 'public';

/**
 * Every operation names a row of the table, or is open.
 * @throws Error naming those that do not
 */
export function checkPermissions({ operations }: Contract, { permissions: { rows } }: Catalogue): void {
  const isRight = ({ open, permission }: Operation) =>
    open ? permission === PUBLIC : permission !== PUBLIC && Object.hasOwn(rows, permission);
  const wrong = operations.filter((operation) => !isRight(operation));
  if (wrong.length === 0) return;
  const named = wrong.map(({ id, permission }) => `${id} (x-permission: ${permission || 'none'})`).join(', ');
  throw new Error(`operations without a permission that the table of permissions has: ${named}`);
}

/** Lets through whoever has the permission at all, before anything that was sent is read. */
export function permit(ctx: { catalogue: Catalogue }, { open, permission }: Operation): RequestHandler {
  return (_req, res, next) => {
    if (!open) {
      const actor = res.locals.actor as Actor;
      res.locals.reach = requireRole(ctx.catalogue, actor, permission);
      const withheld = withheldFrom(actor, permission);
      if (withheld) throw withheld;
    }
    next();
  };
}

/** How far the actor has a permission. @throws Refusal not-your-role */
export function requireRole(catalogue: Catalogue, actor: Actor, permission: string): Reach {
  const { reach, denied } = decide(catalogue, actor, permission);
  if (denied) throw new Refusal(denied);
  return reach;
}

/** Things that belong to a field, so that a right for some fields says something of them; and what everybody needs. */
const OF_FIELDS =
  /^(dossier|work|file|me|catalogue|command|change)\.|^(fee\.collect|transfer\.change|programme\.read)$/;

/** Why something is not done for another, whatever his role: what was handed over is not handed on, or is for some fields. */
function withheldFrom({ onBehalfOf }: Actor, permission: string): Refusal | undefined {
  if (onBehalfOf && permission === DELEGATION_GIVE) return new Refusal('delegation-chain');
  if (!onBehalfOf?.fields || OF_FIELDS.test(permission)) return undefined;
  return new Refusal('delegation-field', { field: onBehalfOf.fields.join(', ') });
}

export const mayForOther = (actor: Actor, permission: string): boolean => !withheldFrom(actor, permission);

type Asking = Pick<Call, 'actor' | 'reach'>;

/** Whether something lies within the reach of the call's permission. */
export function isReached(catalogue: Catalogue, { actor, reach }: Asking, subject: Subject): boolean {
  return reaches(catalogue, actor, reach, subject);
}

/** @throws Refusal not-your-unit */
export function requireReach(catalogue: Catalogue, call: Asking, unit: UnitId): void {
  if (!isReached(catalogue, call, { units: [unit], owner: call.actor.id, withPost: true })) {
    throw new Refusal('not-your-unit');
  }
}

/** The units within the reach of the call's permission, for statements. */
export function unitsReached(catalogue: Catalogue, { actor, reach }: Asking): UnitId[] | 'all' {
  return unitsOf(catalogue, actor, reach);
}
