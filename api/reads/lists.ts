import type { Knex } from 'knex';
import { vaultOf, type Searched } from '../../config/vault';
import { groupOf } from '../../domain/authority';
import type { Catalogue } from '../../domain/catalogue';
import type { Group } from '../../domain/plan';
import type { Role } from '../../domain/process';
import type { Instant } from '../../domain/time';
import type { UnitId } from '../../domain/unit';
import { newestPage, pageOf, type Cursor, type Page } from '../cursor';
import { whereGroupMay } from './authority';
import type { DossierRow } from './dossiers';
import { whereDossierSeen, type Onlooker } from './seen';

export type WorkFilter = {
  units: UnitId[];
  role: Role;
  field?: string;
  /** Where a right was handed over for these alone. */
  fields?: string[];
  stage?: string;
  /** At this moment: what a transfer gave away is not this role's work. */
  now: Instant;
  /** Next due thing at or after, and before or at. */
  dueFrom?: Instant;
  dueTo?: Instant;
};

/** Open dossiers whose turn it is for a role at some units: what is due first, and of those that are due together, what came first. */
export async function workPage(
  db: Knex,
  filter: WorkFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<DossierRow>> {
  const { units, role, field, fields, stage, dueFrom, dueTo } = filter;
  const query = db<DossierRow>('dossiers')
    .whereIn('turn_unit', units)
    .where('closed', 0)
    .where('turn_roles', 'like', `%|${role}|%`)
    .orderByRaw('next_due_at asc nulls last, opened_at asc, id asc')
    .limit(limit + 1);
  const group = groupOf(role);
  if (group) whereGroupMay(db, query, group, filter.now);
  if (field) void query.where({ field });
  if (fields) void query.whereIn('field', fields);
  if (stage) void query.where({ stage });
  if (dueFrom) void query.where('next_due_at', '>', dueFrom);
  if (dueTo) void query.where('next_due_at', '<=', dueTo);
  if (cursor) void query.where((where) => afterDue(where, cursor));
  return pageOf(await query, limit, (row) => ({ after: row.next_due_at, then: row.opened_at, id: row.id }));
}

/** Rows behind a place in `next_due_at asc nulls last, opened_at asc, id asc`. */
function afterDue(where: Knex.QueryBuilder, { after, then = '', id }: Cursor): void {
  const later = (same: Knex.QueryBuilder) => void same.whereRaw('(opened_at, id) > (?, ?)', [then, id]);
  if (after === null) {
    void where.whereNull('next_due_at').where(later);
    return;
  }
  void where
    .where('next_due_at', '>', after)
    .orWhere((same) => void same.where('next_due_at', after).where(later))
    .orWhereNull('next_due_at');
}

export type SearchFilter = {
  code?: string;
  codePart?: string;
  /** Words of a name as the search column has them; all must occur in one person's name. */
  words?: string[];
  identityNumber?: string;
  phone?: string;
  /** Either an identity number, or a phone, or a part of a code. */
  digits?: string;
  field?: string;
  stage?: string;
  open?: boolean;
  /** Received at this unit, by this group, at this moment or later. */
  receivedAt?: UnitId;
  receivedBy?: Group;
  receivedFrom?: Instant;
};

/** Dossiers that fit, the newest first. Who may see what is part of the statement: nothing is filtered afterwards. */
export async function searchPage(
  { read: db, catalogue }: { read: Knex; catalogue: Catalogue },
  who: Onlooker,
  filter: SearchFilter,
  limit: number,
  cursor?: Cursor,
): Promise<Page<DossierRow>> {
  const { code, codePart, field, stage, open } = filter;
  const query = db<DossierRow>('dossiers');
  whereDossierSeen(db, query, catalogue, who);
  if (code) void query.where({ code });
  if (codePart) void query.where('code', 'like', `%${codePart}%`);
  if (field) void query.where({ field });
  if (stage) void query.where({ stage });
  if (open !== undefined) void query.where('closed', open ? 0 : 1);
  const { receivedAt, receivedBy, receivedFrom } = filter;
  if (receivedAt) void query.where({ receiving_unit: receivedAt });
  if (receivedBy) void query.where({ received_group: receivedBy });
  if (receivedFrom) void query.where('received_at', '>=', receivedFrom);
  wherePeople(db, query, filter);
  return newestPage<DossierRow>(query, ['opened_at', 'id'], limit, cursor);
}

function wherePeople(db: Knex, query: Knex.QueryBuilder, { words, identityNumber, phone, digits }: SearchFilter): void {
  const person = () => db('parties').select('dossier_id');
  if (words) {
    const named = person();
    for (const word of words) void named.where('search_name', 'like', `%${word}%`);
    void query.whereIn('id', named);
  }
  const blind = (what: Searched, number: string) => vaultOf(db).blind(what, number);
  if (identityNumber) void query.whereIn('id', person().where({ identity_hash: blind('identity', identityNumber) }));
  if (phone) void query.whereIn('id', person().where({ phone_hash: blind('phone', phone) }));
  if (digits) {
    const either = person()
      .where({ identity_hash: blind('identity', digits) })
      .orWhere({ phone_hash: blind('phone', digits) });
    void query.where((any) => void any.whereIn('id', either).orWhere('code', 'like', `%${digits}%`));
  }
}
