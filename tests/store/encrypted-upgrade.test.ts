import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { partiesOf } from '../../api/reads/dossiers';
import { searchPage } from '../../api/reads/lists';
import { sha256 } from '../../config/canonical';
import { contentHash } from '../../config/chain';
import { contentsOf } from '../../config/contents';
import { openDatabase } from '../../config/database';
import { migrate } from '../../config/migrations';
import { up as dossiers } from '../../config/migrations/20261125-1030-dossiers';
import { up as transfers } from '../../config/migrations/20261125-1500-transfers';
import { up as prints } from '../../config/migrations/20261125-1900-prints';
import { up as fees } from '../../config/migrations/20261125-1930-fees';
import { up as time } from '../../config/migrations/20261125-1940-time';
import { up as messages } from '../../config/migrations/20261126-0900-messages';
import { up as encrypted } from '../../config/migrations/20261128-0250-encrypted';
import { openPrint } from '../../config/print-row';
import { rewrapDataKeys, wrappedOtherwise } from '../../config/rotate-keys';
import { requireKeys, encryptStored } from '../../config/encrypt-stored';
import { openSalted } from '../../config/encrypted';
import { vaultOf } from '../../config/vault';
import { feeHistory } from '../../api/reads/fees';
import { TEST_KEYS } from '../support/keys';
import { catalogue } from '../unit/api/tiny-catalogue';
import { freshDatabase } from '../support/postgres';

const AT = '2026-11-20T03:00:00.000Z';
/** An auditor sees every dossier, so the search alone decides what is found. */
const onlooker = { actor: { id: 'kiem', role: 'auditor' as const, unit: '', actsFor: [] }, now: AT };
const PARTY = { name: 'Nguyễn Văn Ân', identityNumber: '087 200 001 234', phone: '+84 912 345 678' };
const CONTENT = JSON.stringify({ submitter: PARTY });
const MODEL = JSON.stringify({ lines: [PARTY.identityNumber] });
const SECRETS = /087 ?200|912 ?345|an@example|hoàn cảnh/;

async function olderRecord(db: Knex): Promise<void> {
  for (const step of [dossiers, transfers, prints, fees, time, messages]) await step(db);
  for (const id of ['a', 'b']) {
    await db('dossiers').insert({
      ...{ id, seq: 1, stage: 'x', status: 2, closed: 0, procedure_code: 'p', field: 'f', channel: 'direct' },
      ...{ receiving_unit: 'u', deciding_unit: 'u', opened_at: AT, state: '{}', hash: '0' },
    });
    await db('parties').insert({
      ...{ dossier_id: id, part: 'submitter', name: PARTY.name, search_name: 'nguien van an' },
      ...{ identity_number: '087200001234', phone: '0912345678', content: JSON.stringify(PARTY) },
    });
    await db('contents').insert({ dossier_id: id, seq: 1, salt: 'salz', content: CONTENT });
  }
  await db('fee_reasons').insert({ dossier_id: 'a', seq: 1, salt: 's', content: '{"reason":"hoàn cảnh khó khăn"}' });
  await db('ledger').insert({
    ...{ subject: 'fees:a', seq: 1, at: AT, recorded_at: AT, kind: 'assessed', actor: 'an', event: '{}' },
    ...{ previous_hash: '0', hash: '0' },
  });
  await db('prints').insert({
    ...{ id: 'p', dossier_id: 'a', step: 1, kind: 'appointment-slip', regulation: 'r', number: '1' },
    ...{ template_version: 1, printed_at: AT, printed_by: 'an', command_id: 'c', sha256: '0', size: 1 },
    ...{ model: MODEL, model_hash: sha256(MODEL), hash: '0' },
  });
  const delivery = { seq: 1, kind: 'receive', channel: 'email', state: 'off', created_at: AT, subject: 'a' };
  await db('deliveries').insert([
    { id: 'd1', audience: 'applicant', recipient: 'an@example.vn', ...delivery },
    { id: 'd2', audience: 'unit', recipient: 'don.vi@example.vn', ...delivery },
  ]);
  const command = { dossier_id: 'a', caller: 'an', kind: 'act', sent_at: AT };
  await db('commands').insert([
    { id: 'c1', status: 'pending', body: CONTENT, body_hash: sha256('one'), ...command },
    { id: 'c2', status: 'done', body: null, body_hash: sha256('two'), ...command },
  ]);
}

test.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('a %s record from before encryption is encrypted at the start, and reads as before', async (engine, cluster) => {
  if (engine === 'PostgreSQL' && !cluster) return;
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-upgrade-'));
  const place = cluster ? { url: await freshDatabase(cluster) } : { file: join(folder, 'x.db') };
  const db = openDatabase({ ...place, keys: { home: folder } }, 'write');
  try {
    await olderRecord(db);
    await encrypted(db);
    await requireKeys(db);
    // Stopped after the first dossier, it goes on with the second.
    await db('dossiers').where({ id: 'b' }).update({ erased_at: AT });
    expect(await encryptStored(db)).toBe(1);
    await db('dossiers').where({ id: 'b' }).update({ erased_at: null });
    expect([await encryptStored(db), await encryptStored(db)]).toEqual([1, 0]);

    const tables = ['dossiers', 'parties', 'contents', 'fee_reasons', 'prints', 'deliveries', 'commands'];
    const rows = await Promise.all(tables.map((table) => db(table)));
    expect(JSON.stringify(rows)).not.toMatch(SECRETS);
    expect(JSON.stringify(rows)).not.toContain(sha256('two'));

    const reads = async () => {
      expect(await partiesOf(db, ['a'])).toMatchObject([{ identity_number: '087200001234', phone: '0912345678' }]);
      expect((await contentsOf(db, ['b'])).map(({ content }) => JSON.stringify(content))).toEqual([CONTENT]);
      const [a] = await db('dossiers').where({ id: 'a' });
      const of = { dossier_id: 'a', data_key: a.data_key as string };
      const [row] = await db('contents').where({ dossier_id: 'a' });
      const written = openSalted(db, 'contents', { ...row, ...of });
      expect(contentHash(written?.salt ?? '', JSON.parse(written?.content ?? ''))).toBe(
        contentHash('salz', JSON.parse(CONTENT)),
      );
      const [print] = await db('prints');
      expect(openPrint(db, { ...print, ...of })).toEqual({ model: MODEL, hash: sha256(MODEL) });
      expect(await feeHistory(db, 'a')).toMatchObject([{ reason: 'hoàn cảnh khó khăn' }]);
      for (const who of [{ identityNumber: '087200001234' }, { phone: '0912345678' }, { digits: '0912345678' }]) {
        const { items } = await searchPage({ read: db, catalogue }, onlooker, who, 10);
        expect(items.map(({ id }) => id)).toEqual(['b', 'a']);
      }
    };
    await reads();

    const before = vaultOf(db).ring.newest().id;
    const added = vaultOf(db).ring.add();
    expect([await wrappedOtherwise(db), await rewrapDataKeys(db), await wrappedOtherwise(db)]).toEqual([2, 2, 0]);
    const keys: string[] = await db('dossiers').pluck('data_key');
    expect(keys.map((key) => key.split('.')[0])).toEqual([added?.id, added?.id]);
    expect(added?.id).not.toBe(before);
    await reads();

    const elsewhere = openDatabase({ ...place, keys: TEST_KEYS }, 'write');
    await expect(requireKeys(elsewhere)).rejects.toThrow(added?.id);
    await elsewhere.destroy();
  } finally {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the migrations end where the steps above do', async () => {
  const db = openDatabase({ file: ':memory:' }, 'write');
  await migrate(db);
  expect(Object.keys(await db('parties').columnInfo())).toEqual(
    expect.arrayContaining(['identity_hash', 'phone_hash', 'content']),
  );
  expect(Object.keys(await db('parties').columnInfo())).not.toContain('phone');
  await db.destroy();
});
