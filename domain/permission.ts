import { ROLES, type Role } from './process';
import type { Text } from './text';

/**
 * How far a permission goes: what is one's own (a command, an upload, a till); the own unit and those whose work it
 * carries on; of these only the fields that are with the Post; these and all units below them; everything.
 */
export const REACHES = ['self', 'own', 'field', 'subtree', 'all'] as const;
export type Reach = (typeof REACHES)[number];

/** The roles that people and programs sign in with: the clock's is not among them. */
export type AccountRole = Exclude<Role, 'system'>;
export const ACCOUNT_ROLES = ROLES.filter((role): role is AccountRole => role !== 'system');

/** One row of the table: what may be done, and by whom how far. */
export type PermissionRow = { title: Text; may: { [reach in Reach]?: AccountRole[] } };

/** How long somebody may act for another at most, and which roles may stand in for which. A role that is not there is never handed over. */
export type DelegationRule = { maxDays: number; to: { [role in AccountRole]?: AccountRole[] } };

/** The table of the authority. A permission is named `thing.act`. */
export type PermissionTable = {
  code: string;
  rows: { [permission: string]: PermissionRow };
  /** Without it nobody acts for another. */
  delegation?: DelegationRule;
};

/** Where no table is configured nobody may do anything. */
export const NO_PERMISSIONS: PermissionTable = { code: 'none', rows: {} };

/** How far a role has a permission; nothing where it does not have it. */
export function reachOf({ rows }: PermissionTable, role: Role, permission: string): Reach | undefined {
  const may = Object.hasOwn(rows, permission) ? rows[permission]?.may : undefined;
  return may && REACHES.find((reach) => (may[reach] as readonly Role[] | undefined)?.includes(role));
}

/** Who has a permission, and how far: the answer to “who may, then?”. */
export function holdersOf({ rows }: PermissionTable, permission: string): { role: AccountRole; reach: Reach }[] {
  const may = rows[permission]?.may ?? {};
  return REACHES.flatMap((reach) => (may[reach] ?? []).map((role) => ({ role, reach })));
}

/** Everything that a role may do, and how far. */
export function permissionsOf(table: PermissionTable, role: Role): { permission: string; title: Text; reach: Reach }[] {
  return Object.entries(table.rows).flatMap(([permission, { title }]) => {
    const reach = reachOf(table, role, permission);
    return reach ? [{ permission, title, reach }] : [];
  });
}
