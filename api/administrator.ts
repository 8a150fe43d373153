import type { Actor } from '../domain/actor';
import { Refusal } from '../domain/problem';

/** @throws Refusal not-your-role */
export function requireAdministrator({ role }: Pick<Actor, 'role'>): void {
  if (role !== 'administrator') throw new Refusal('not-your-role');
}

/** Who looks after the machine, or looks over it. @throws Refusal not-your-role */
export function requireOperator({ role }: Pick<Actor, 'role'>): void {
  if (role !== 'administrator' && role !== 'auditor') throw new Refusal('not-your-role');
}

/** @throws Refusal not-your-role */
export function requireAuditor({ role }: Pick<Actor, 'role'>): void {
  if (role !== 'auditor') throw new Refusal('not-your-role');
}
