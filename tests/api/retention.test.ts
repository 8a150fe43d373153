import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { eraseExpired, removeFiles } from '../../activities/retention';
import { sweepUploads } from '../../api/upload-sweep';
import { loadConfig } from '../../config/load';
import { openPrintFiles, printFile } from '../../config/print-files';
import { openUploads } from '../../config/uploads';
import { verifyRecord } from '../../config/verify';
import { Catalogue } from '../../domain/catalogue';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, MARKED_PERSON, walk, WHOLE_WAY, type Crew } from '../support/samples';
import { Stack } from '../support/stack';
import type { Caller } from '../support/caller';

const CLOCK = '2026-11-25T02:00:00.000Z';
const REASON = 'Đơn yêu cầu ngày 24/11/2026';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('keeping and erasing personal data on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let people: Crew;
  let officer: Caller;
  let auditor: Caller;

  beforeAll(async () => {
    stack = await Stack.start({ clock: CLOCK, databaseUrl });
    people = await crew(stack, DEPARTMENTS.labour);
    officer = await stack.as('authority-officer', '82');
    auditor = await stack.as('auditor', '82');
  });
  afterAll(() => stack?.stop());

  const folder = () => join(stack.env.home, 'documents');
  const erasing = async (now: string) => {
    const catalogue = new Catalogue(loadConfig(stack.env.config));
    const prints = await openPrintFiles(join(folder(), 'prints'), stack.db);
    return { db: stack.db, catalogue, now: () => now, prints };
  };
  const files = (kind: string) =>
    readdirSync(join(folder(), kind), { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).length;
  const faults = async () => (await verifyRecord(stack.db)).faults;
  const count = async (table: string, where: object) => (await stack.db(table).where(where)).length;

  async function begun(): Promise<{ code: string; dossierId: string; seq: number }> {
    const upload = await people.clerk.upload(`${MARKED_PERSON.name}.pdf`, new TextEncoder().encode('%PDF-1.7\n'));
    const [first, ...papers] = LABOUR_RULES.documents;
    const { body } = flat(
      await people.clerk.post('/dossiers', {
        ...LABOUR_RULES,
        content: { ...LABOUR_RULES.content, submitter: MARKED_PERSON, summary: `Của ${MARKED_PERSON.name}` },
        documents: [{ ...first, uploads: [upload.body.id] }, ...papers],
      }),
    );
    return body as { code: string; dossierId: string; seq: number };
  }
  async function closed() {
    const dossier = await begun();
    const printed = await people.clerk.post(`/dossiers/${dossier.code}/prints`, { kind: 'appointment-slip' });
    const content = { receivedBy: MARKED_PERSON.name };
    const way = WHOLE_WAY.map((step) => (step.action === 'return' ? { ...step, content } : step));
    expect((await walk(people, dossier, way)).body).toMatchObject({ closed: true });
    return { ...dossier, print: printed.body.print as { sha256: string; links: { pdf: string } } };
  }
  async function personal(db: Knex): Promise<string> {
    const tables = ['dossiers', 'parties', 'contents', 'prints', 'attachments', 'deliveries', 'events', 'ledger'];
    return JSON.stringify(await Promise.all(tables.map((table) => db(table))));
  }

  test('an officer erases at the wish of the applicant: what is personal goes, the record stays and verifies', async () => {
    const dossier = await closed();
    const path = `/dossiers/${dossier.code}`;
    const open = await begun();
    const change = (what: string, of = path) => officer.post(`${of}/privacy`, { do: what, reason: REASON });
    const code = async (answer: ReturnType<typeof change>) => (await answer).body.code as string;
    expect(await code(change('erase', `/dossiers/${open.code}`))).toBe('dossier-not-closed');
    expect(await code(people.clerk.post(`${path}/privacy`, { do: 'erase', reason: REASON }))).toBe('not-your-role');
    expect(await code(change('release'))).toBe('dossier-not-held');
    expect((await change('hold')).body.privacy).toMatchObject({ heldAt: expect.any(String), eraseOn: null });
    expect(await code(change('erase'))).toBe('dossier-held');
    expect((await change('release')).body.privacy).toMatchObject({ heldAt: null, eraseOn: '2036-11-25' });

    const before = await count('events', { dossier_id: dossier.dossierId });
    expect(await personal(stack.db)).toContain(MARKED_PERSON.name);
    const erased = await change('erase');
    expect([erased.status, erased.body.privacy.erasedAt]).toEqual([200, expect.any(String)]);
    expect(await code(change('erase'))).toBe('dossier-erased');
    expect(await faults()).toEqual([]);

    const { items } = (await auditor.get(`${path}/privacy`)).body;
    expect(items.map(({ kind, reason }: { kind: string; reason: string }) => [kind, reason])).toEqual(
      ['held', 'released', 'erased'].map((kind) => [kind, REASON]),
    );
    const timeline = (await auditor.get(`${path}/timeline`)).body.items;
    expect(timeline).toHaveLength(before);
    expect(timeline.map(({ content }: { content: unknown }) => content)).toEqual(timeline.map(() => null));
    const shown = await people.clerk.get(path);
    expect(shown.body).toMatchObject({ closed: true, summary: null, attachments: [], parties: [{ name: '' }] });
    expect(
      (await people.clerk.get(`/dossiers?identityNumber=${MARKED_PERSON.identityNumber}`)).body.items,
    ).toMatchObject([{ code: open.code }]);
    for (const answer of [
      people.clerk.get(dossier.print.links.pdf.replace('/api/v1', '')),
      people.clerk.post(`${path}/prints`, { kind: 'control-slip' }),
    ])
      expect(await code(answer)).toBe('dossier-erased');

    // The files: printed ones by the worker, sent ones when uploads are swept, unless another dossier has the same.
    const file = printFile(join(folder(), 'prints'), dossier.dossierId, dossier.print.sha256);
    expect(existsSync(file)).toBe(true);
    await removeFiles(await erasing(CLOCK));
    expect(existsSync(file)).toBe(false);
    expect(files('manifests')).toBe(2);
    await sweepUploads(stack.db, await openUploads(folder()), '2026-12-25T00:00:00.000Z');
    expect([files('manifests'), files('blobs')]).toEqual([1, 1]);
  });

  test('what is closed is erased by the rule when its time is over, seen before by whoever asks; held ones stay', async () => {
    const [gone, kept] = [await closed(), await closed()];
    await officer.post(`/dossiers/${kept.code}/privacy`, { do: 'hold', reason: REASON });
    const preview = async (until: string) => (await officer.get(`/retention?until=${until}`)).body.items;
    expect(await preview('2036-11-24')).toEqual([]);
    const rule = { years: 10, source: null, unverified: true };
    expect(await preview('2036-11-25')).toMatchObject([{ dossier: { code: gone.code }, eraseOn: '2036-11-25', rule }]);

    expect(await eraseExpired(await erasing('2036-11-24T10:00:00.000Z'))).toBe(0);
    expect(await eraseExpired(await erasing('2036-11-24T17:00:00.000Z'))).toBe(1);
    expect(await eraseExpired(await erasing('2036-11-24T17:00:00.000Z'))).toBe(0);
    expect(await faults()).toEqual([]);
    const { body } = await auditor.get(`/dossiers/${gone.code}/privacy`);
    expect(body).toMatchObject({ erasedAt: '2036-11-24T17:00:00.000Z', eraseOn: null });
    expect(body.items).toMatchObject([{ kind: 'erased', by: { id: 'system', unit: null }, rule: { years: 10 } }]);
    expect(await count('contents', { dossier_id: gone.dossierId })).toBe(0);
    expect(await count('contents', { dossier_id: kept.dossierId })).toBeGreaterThan(0);
  });

  test('everything about one person is given out, and nothing of another; each dossier knows', async () => {
    const identityNumber = '087300077777';
    const owner = { ...MARKED_PERSON, name: 'Lê Chủ Hồ Sơ', identityNumber: '087300088888' };
    const content = { ...LABOUR_RULES.content, submitter: { ...MARKED_PERSON, identityNumber }, owner };
    const upload = await people.clerk.upload('Đơn.pdf', new TextEncoder().encode('%PDF-1.7 đơn\n'));
    const [first, ...papers] = LABOUR_RULES.documents;
    const documents = [{ ...first, uploads: [upload.body.id] }, ...papers];
    const { body } = flat(await people.clerk.post('/dossiers', { ...LABOUR_RULES, content, documents }));
    await people.clerk.post(`/dossiers/${body.code}/prints`, { kind: 'appointment-slip' });
    const order = { identityNumber: '087 300 077 777', reason: REASON };

    const { status, body: answer } = await officer.post('/applicants/export', order);
    expect(status).toBe(200);
    const { dossiers, ...head } = answer.held;
    expect(head).toMatchObject({ identityNumber, elsewhere: 0 });
    expect(dossiers).toHaveLength(1);
    const submitter = { identityNumber, phone: MARKED_PERSON.phone, email: MARKED_PERSON.email };
    expect(dossiers[0]).toMatchObject({
      code: body.code,
      parties: [
        { part: 'owner', name: owner.name },
        { part: 'submitter', ...submitter },
      ],
      steps: [{ seq: 1, action: 'receive', content: { submitter } }],
      files: [{ name: 'Đơn.pdf' }],
      prints: [{ kind: 'appointment-slip', document: expect.anything() }],
      privacy: [{ kind: 'exported', reason: REASON }],
    });
    expect(JSON.stringify({ ...dossiers[0], prints: [] })).not.toContain(owner.identityNumber);

    const zip = await officer.post('/applicants/export', { ...order, format: 'zip' });
    expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip']);
    for (const name of ['data.json', `${body.code}/${upload.body.id}-`, `${body.code}/appointment-slip-`])
      expect(zip.body).toContain(name);
    expect((await auditor.get(`/dossiers/${body.code}/privacy`)).body.items).toHaveLength(2);

    expect((await people.clerk.post('/applicants/export', order)).body.code).toBe('not-your-role');
    const nobody = { ...order, identityNumber: '087300000000' };
    expect((await officer.post('/applicants/export', nobody)).body.code).toBe('applicant-unknown');
    const elsewhere = await stack.as('authority-officer', '29869');
    expect((await elsewhere.post('/applicants/export', order)).body.params).toEqual({ elsewhere: 1 });
  });

  test('what is gone without an erasure, and an erasure without its event, are faults', async () => {
    const { dossierId } = await begun();
    const { db } = stack;
    const row = await db('contents').where({ dossier_id: dossierId }).first();
    await db('contents').where({ dossier_id: dossierId }).delete();
    expect(await faults()).toEqual([{ subject: `dossier:${dossierId}`, seq: 1, what: 'content-missing' }]);
    await db('dossiers').where({ id: dossierId }).update({ erased_at: CLOCK });
    expect(await faults()).toEqual([{ subject: `dossier:${dossierId}`, seq: 0, what: 'erasure-unsaid' }]);
    await db('dossiers').where({ id: dossierId }).update({ erased_at: null });
    await db('contents').insert(row);
    expect(await faults()).toEqual([]);
  });
});
