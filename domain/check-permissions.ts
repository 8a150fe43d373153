import type { CatalogueData } from './catalogue';
import { employerOf } from './authority';
import { repeated, type CheckFault } from './check-fault';
import { REACHES, reachOf, type AccountRole, type PermissionTable } from './permission';
import { NEW, type Role } from './process';
import { DELEGATION_GIVE, PROCESS_ACT, PROCESS_OPEN } from './permission-names';

/** A program that stands open to the world gets no further than the door. */
const PORTAL_MAY = ['catalogue.read', 'me.read', 'file.upload', 'command.read', PROCESS_OPEN];

/** Whoever looks after the machine acts on no dossier and sees none; whoever looks over the record changes nothing in it. */
const KEPT_APART: { role: Role; from: (permission: string) => boolean; vi: string; en: string }[] = [
  {
    role: 'administrator',
    from: (permission) =>
      /^(dossier|work|fee|cash-up|handover|number|ledger|privacy)\./.test(permission) || permission === DELEGATION_GIVE,
    vi: 'người quản trị hệ thống không được tham gia giải quyết hồ sơ',
    en: 'an administrator has no part in dossiers',
  },
  {
    role: 'auditor',
    from: (permission) => !/\.(read|report|verify|replay|reveal|export)$/.test(permission),
    vi: 'kiểm tra viên chỉ được xem',
    en: 'an auditor only looks',
  },
  {
    role: 'portal',
    from: (permission) => !PORTAL_MAY.includes(permission),
    vi: 'cổng dịch vụ công chỉ nộp hồ sơ trực tuyến',
    en: 'a portal hands in online dossiers and nothing else',
  },
];

/** What is wrong with the table of permissions. */
export function checkPermissions(data: CatalogueData): CheckFault[] {
  const tables = data.permissions ?? [];
  return [
    ...(tables.length > 1 ? repeated(tables, () => 'permissions', '/code') : []),
    ...tables.flatMap((table) => [
      ...checkTwice(table),
      ...checkReaches(table),
      ...checkApart(table),
      ...checkProcessRoles(table, data),
      ...checkDelegation(table),
    ]),
  ];
}

const fault = (row: object, path: string, vi: string, en: string): CheckFault => ({ row, path, reason: { vi, en } });
const rowAt = (permission: string) => `/rows/${permission.replace(/~/g, '~0').replace(/\//g, '~1')}/may`;

/** A role stands once in a row: with two reaches nobody could say which holds. */
function checkTwice(table: PermissionTable): CheckFault[] {
  return Object.entries(table.rows).flatMap(([permission, { may }]) => {
    const roles = REACHES.flatMap((reach) => may[reach] ?? []);
    const twice = [...new Set(roles.filter((role, i) => roles.indexOf(role) < i))];
    return twice.map((role) =>
      fault(table, rowAt(permission), `«${role}» có hai phạm vi`, `“${role}” is there with two reaches`),
    );
  });
}

/** Permissions for things that somebody has for himself. A dossier is never one's own because one created it. */
const OWNED = ['me.read', 'file.upload', 'command.read', 'cash-up.read', DELEGATION_GIVE, 'delegation.read'];
/** Permissions for dossiers, whose field may be with the Post. */
const OF_DOSSIERS = /^(dossier|work|fee)\./;

function checkReaches(table: PermissionTable): CheckFault[] {
  return Object.entries(table.rows).flatMap(([permission, { may }]) => [
    ...(may.self && !OWNED.includes(permission)
      ? [fault(table, rowAt(permission), 'không có phạm vi «self» ở đây', 'the reach “self” means nothing here')]
      : []),
    ...(may.field && !OF_DOSSIERS.test(permission)
      ? [fault(table, rowAt(permission), 'không có phạm vi «field» ở đây', 'the reach “field” means nothing here')]
      : []),
  ]);
}

function checkApart(table: PermissionTable): CheckFault[] {
  return Object.keys(table.rows).flatMap((permission) =>
    KEPT_APART.filter(({ role, from }) => from(permission) && reachOf(table, role, permission)).map(({ vi, en }) =>
      fault(table, rowAt(permission), vi, en),
    ),
  );
}

/** A role that a process names but the table keeps out would never get to act. */
function checkProcessRoles(table: PermissionTable, { processes }: CatalogueData): CheckFault[] {
  const named = new Map<string, Set<Role>>([
    [PROCESS_OPEN, new Set()],
    [PROCESS_ACT, new Set()],
  ]);
  for (const { stages, actions } of processes) {
    const turn = (stage: string) => stages.find(({ name }) => name === stage)?.actors;
    for (const { from, by } of actions)
      for (const stage of from)
        for (const role of (by ?? turn(stage))?.roles ?? [])
          named.get(stage === NEW ? PROCESS_OPEN : PROCESS_ACT)?.add(role);
  }
  return [...named].flatMap(([permission, roles]) =>
    [...roles]
      .filter((role) => role !== 'system' && !reachOf(table, role, permission))
      .map((role) =>
        fault(
          table,
          rowAt(permission),
          `thiếu «${role}» là vai trò mà quy trình nêu`,
          `“${role}” is missing, which a process names`,
        ),
      ),
  );
}

/** Duties that are apart stay so: what may not act on dossiers neither hands over nor takes, and the Post's people are the Post's. */
function checkDelegation(table: PermissionTable): CheckFault[] {
  const apart = (role: Role) => !reachOf(table, role, DELEGATION_GIVE);
  return (Object.entries(table.delegation?.to ?? {}) as [AccountRole, AccountRole[]][]).flatMap(([role, takers]) => {
    const wrong = takers.filter((taker) => apart(role) || apart(taker) || employerOf(taker) !== employerOf(role));
    return wrong.map((taker) =>
      fault(
        table,
        `/delegation/to/${role}`,
        `«${taker}» không được làm thay «${role}»`,
        `“${taker}” may not stand in for “${role}”`,
      ),
    );
  });
}
