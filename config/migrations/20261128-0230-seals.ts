import type { Knex } from 'knex';
import { isSqlite } from '../dialect';

/** What is written once and never again. */
const RECORD = ['events', 'ledger', 'seals', 'seal_leaves', 'seal_nodes'];

/** Daily seals over the heads of all chains; and the record refuses every change but a new row, whoever asks. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('seals', (t) => {
    t.text('day').primary();
    // Leaves up to and with this day.
    t.integer('size').notNullable();
    // What was signed, byte for byte.
    t.text('seal').notNullable();
    t.text('signature').notNullable();
    t.text('hash').notNullable();
  });
  // One for each chain that grew on a day. Their order is the order of the tree.
  await db.schema.createTable('seal_leaves', (t) => {
    t.integer('position').primary();
    t.text('day').notNullable();
    t.text('subject').notNullable();
    t.integer('seq').notNullable();
    t.text('hash').notNullable();
    t.unique(['subject', 'seq']);
  });
  // The node that the leaf at a position completes, so that a proof is a few reads and no day is hashed twice.
  await db.schema.createTable('seal_nodes', (t) => {
    t.integer('position').notNullable();
    t.integer('level').notNullable();
    t.text('hash').notNullable();
    t.primary(['position', 'level']);
  });
  await (isSqlite(db) ? guardSqlite(db) : guardPostgres(db));
}

async function guardSqlite(db: Knex): Promise<void> {
  for (const table of RECORD)
    for (const change of ['update', 'delete'])
      await db.raw(
        `create trigger ${table}_no_${change} before ${change} on ${table}
         begin select raise(abort, 'the record is only written, never changed: ${table}'); end`,
      );
}

async function guardPostgres(db: Knex): Promise<void> {
  await db.raw(`
    create function refuse_record_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the record is only written, never changed: %', tg_table_name using errcode = 'restrict_violation';
    end $$`);
  for (const table of RECORD) {
    await db.raw(`create trigger ${table}_no_change before update or delete on ${table}
      for each row execute function refuse_record_change()`);
    await db.raw(`create trigger ${table}_no_truncate before truncate on ${table}
      for each statement execute function refuse_record_change()`);
    // An account of the application that does not own the tables cannot take the triggers away; it loses the right as well.
    await db.raw(`
      do $$ declare other record; begin
        for other in select distinct grantee from information_schema.role_table_grants
          where table_schema = current_schema() and table_name = '${table}' and grantee <> current_user
            and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        loop
          execute 'revoke update, delete, truncate on ${table} from '
            || case when other.grantee = 'PUBLIC' then 'public' else quote_ident(other.grantee) end;
        end loop;
      end $$`);
  }
}
