import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { takeSeals } from '../../activities/seals';
import { writeVerification } from '../../activities/stores/verifications';
import { sealPlace } from '../../scripts/lib/seal-place';
import type { Caller } from '../support/caller';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, WHOLE_WAY } from '../support/samples';
import { Stack } from '../support/stack';
import { officers, until } from '../support/transfers';
import { unzip } from '../support/unzip';

const CLOCK = '2026-11-25T02:00:00.000Z';

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('evidence on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let auditor: Caller;
  let code = '';
  let fresh = '';
  let transfer = '';
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-evidence-'));
    stack = await Stack.start({ clock: CLOCK, databaseUrl, variables: { MOTCUA_ARCHIVE_SECONDS: '1' } });
    const people = await crew(stack, DEPARTMENTS.labour);
    const upload = await people.clerk.upload('đơn đề nghị.pdf', new TextEncoder().encode('%PDF-1.7\n'));
    expect(upload.status).toBe(201);
    const [first, ...papers] = LABOUR_RULES.documents;
    const documents = [{ ...first, uploads: [upload.body.id] }, ...papers];
    const { body } = flat(await people.clerk.post('/dossiers', { ...LABOUR_RULES, documents }));
    code = body.code;
    expect((await people.clerk.post(`/dossiers/${code}/prints`, { kind: 'appointment-slip' })).status).toBe(201);
    expect((await walk(people, body, WHOLE_WAY)).status).toBe(200);
    const { authority } = await officers(stack, '82');
    await authority.post('/programmes', {
      decision: `7/QĐ-${engine}`,
      date: '2026-11-01',
      effectiveOn: '2026-12-07',
      title: 'x',
      reference: 'x',
      transfers: [{ unit: '82', field: 'tai-chinh' }],
    });
    transfer = (await authority.get('/transfers')).body.items[0].id;
    await until(authority, `/transfers/${transfer}`, ({ stage }) => stage.name === 'preparing');
    auditor = await stack.as('auditor', '82');
    await until(auditor, `/dossiers/${code}/history`, ({ items }) => items.length > 0);
    stack.clock.moveTo('2026-11-26T02:00:00.000Z');
    await takeSeals({ db: stack.db, read: stack.db, now: stack.clock.now, ...sealPlace(stack.env) });
    const later = await crew(stack, DEPARTMENTS.labour);
    fresh = flat(await later.clerk.post('/dossiers', LABOUR_RULES)).body.code;
    auditor = await stack.as('auditor', '82');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await stack?.stop();
  });

  /** Downloads a bundle and unpacks it into a new folder. */
  async function bundle(path: string): Promise<{ place: string; files: Map<string, Buffer> }> {
    const response = await fetch(`${auditor.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${auditor.token}` },
    });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const files = unzip(Buffer.from(await response.arrayBuffer()));
    const place = mkdtempSync(join(folder, 'bundle-'));
    for (const [name, bytes] of files) write(place, name, bytes);
    return { place, files };
  }
  function write(place: string, name: string, bytes: string | Buffer): void {
    mkdirSync(dirname(join(place, name)), { recursive: true });
    writeFileSync(join(place, name), bytes);
  }
  /** Runs the script of the bundle in a process of its own, without anything of this project. */
  function verified(place: string, ...more: string[]): { status: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['verify.mjs', ...more], {
      cwd: place,
      encoding: 'utf8',
      env: {},
    });
    return { status, said: stdout + stderr };
  }
  const named = (files: Map<string, Buffer>, start: string) => [...files.keys()].find((name) => name.startsWith(start));

  it('of a dossier proves itself: events, forms, documents, prints, history, seal', async () => {
    const { place, files } = await bundle(`/dossiers/${code}/evidence`);
    for (const start of [
      'README.txt',
      'chains/dossier_',
      'chains/print_',
      'documents/',
      'prints/appointment-slip-',
      'history/',
    ])
      expect(named(files, start)).toBeDefined();
    const { keys } = (await (await fetch(`${auditor.url}/api/v1/audit/keys`)).json()) as {
      keys: { x: string }[];
    };
    const seal = join(stack.env.seals.folder, 'seal-2026-11-25.json');
    const { status, said } = verified(place, '--key', keys[0]?.x ?? '', '--seal', seal);
    expect(said).toContain('the bundle is what was recorded and sealed');
    expect(said).toContain('is the seal that was kept elsewhere');
    expect(said).toMatch(/documents\/.*pdf: .*named by the record/);
    expect(said).toMatch(/prints\/.*pdf: .*named by the record/);
    expect(said).toMatch(/history\/.*json: .*named by the record/);
    expect(said).toMatch(/dossier:.*sealed to its last event/);
    expect([status, said.match(/✗/g)]).toEqual([0, null]);
    // Nobody's numbers leave in it.
    const all = Buffer.concat([...files.values()].filter((bytes) => !bytes.includes('%PDF'))).toString('utf8');
    expect(all).not.toMatch(/091[02]\s?\d{3}\s?\d{3}/);
    expect(verified(place, '--key', 'A'.repeat(43)).status).toBe(1);
  });

  it('is found wrong wherever it was changed, and names where', async () => {
    const { place, files } = await bundle(`/dossiers/${code}/evidence`);
    const chain = named(files, 'chains/dossier_') ?? '';
    const [proof, first] = JSON.parse(String(files.get('proofs.json')));
    const changes: [string, string | Buffer, RegExp][] = [
      [chain, String(files.get(chain)).replace('government-clerk', 'post-clerk'), /#1: .*the event was changed/],
      [chain, String(files.get(chain)).split('\n').slice(1).join('\n'), /the chain is broken/],
      [named(files, 'documents/') ?? '', '%PDF-1.7 khác', /the file was changed/],
      ['proofs.json', JSON.stringify([{ ...proof, position: proof.position + 1 }, first]), /is not what was sealed/],
      ['seal.json', String(files.get('seal.json')).replace('"chains": ', '"chains": 1'), /signature of the seal/],
      ['evidence.json', String(files.get('evidence.json')).replace(code, 'H20-261125-9999'), /signature of the bundle/],
      ['thêm.txt', 'x', /not of the bundle/],
    ];
    for (const [name, bytes, fault] of changes) {
      write(place, name, bytes);
      const { status, said } = verified(place);
      expect([name, status]).toEqual([name, 1]);
      expect(said).toMatch(fault);
      const before = files.get(name);
      if (before) write(place, name, before);
      else rmSync(join(place, name));
    }
    rmSync(join(place, chain));
    expect(verified(place).said).toMatch(/cannot be read|the file is missing/);
    write(place, chain, files.get(chain) ?? '');
    expect(verified(place).status).toBe(0);
    const elsewhere = join(folder, 'other-seal.json');
    const kept = JSON.parse(readFileSync(join(place, 'seal.json'), 'utf8'));
    writeFileSync(elsewhere, JSON.stringify({ ...kept, seal: { ...kept.seal, events: 1 } }));
    expect(verified(place, '--seal', elsewhere)).toMatchObject({ status: 1 });
  });

  it('of a transfer, and of a dossier that is not sealed yet, says how far it is sealed', async () => {
    const own = await bundle(`/transfers/${transfer}/evidence`);
    const { status, said } = verified(own.place);
    expect([status, said]).toEqual([
      0,
      expect.stringMatching(/transfer:.*(sealed to its last event|sealed up to event)/),
    ]);
    const young = verified((await bundle(`/dossiers/${fresh}/evidence`)).place);
    expect([young.status, young.said]).toEqual([0, expect.stringContaining('is not sealed yet')]);
  });

  it('seals, proofs and keys are there for those who may see them', async () => {
    const { body: seals } = await auditor.get('/audit/seals');
    expect(seals.items.map(({ seal }: { seal: { day: string } }) => seal.day)).toEqual(['2026-11-25']);
    const { body: seal } = await auditor.get('/audit/seals/2026-11-25');
    expect((await auditor.get('/audit/seals/2026-11-24')).status).toBe(404);
    const { body: proof } = await auditor.get(`/dossiers/${code}/proof`);
    expect(proof).toMatchObject({
      seal: seal.seal,
      signature: seal.signature,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await auditor.get(`/transfers/${transfer}/proof?day=2026-11-25`)).status).toBe(200);
    expect((await auditor.get(`/dossiers/${fresh}/proof`)).status).toBe(404);
    const clerk = await stack.as('government-clerk', '82');
    for (const path of [
      '/audit/seals',
      `/dossiers/${code}/proof`,
      `/dossiers/${code}/evidence`,
      `/transfers/${transfer}/evidence`,
    ])
      expect([path, (await clerk.get(path)).status]).toEqual([path, 403]);
  });

  const ended = (id: string) => until(auditor, `/audit/verifications/${id}`, ({ stage }) => stage !== 'running');
  async function verdictOf(path: string, order: object) {
    const { status, headers, body } = await auditor.post(path, order);
    expect([status, headers.get('location')]).toEqual([201, body.verification.links.self]);
    return ended(body.commandId);
  }

  it('the record is verified on request, and who did so, of what, and the row that was changed are on record', async () => {
    const sound = await verdictOf('/audit/verifications', { reason: 'Kiểm tra quý' });
    const faultless = { sound: true, faults: [], more: 0, seals: 1 };
    expect(sound).toMatchObject({ stage: 'finished', scope: { all: true }, reason: 'Kiểm tra quý' });
    expect(sound).toMatchObject({ by: { id: 'auditor.82' }, endedBy: { id: 'system' }, verdict: faultless });
    expect(sound.verdict.events).toBeGreaterThanOrEqual(sound.total);
    const row = await stack.db('dossiers').where({ code }).first('id', 'state');
    await stack.db('dossiers').where({ code }).update({ state: '{}' });
    const [all, own, day, other] = [
      await verdictOf('/audit/verifications', {}),
      await verdictOf(`/dossiers/${code}/verification`, { reason: 'Khiếu nại' }),
      await verdictOf('/audit/verifications', { from: '2026-11-25', to: '2026-11-25' }),
      await verdictOf(`/transfers/${transfer}/verification`, {}),
    ];
    const young = await verdictOf('/audit/verifications', { from: '2026-11-26', to: '2026-11-26' });
    await stack.db('dossiers').where({ code }).update({ state: row.state });
    const fault = { subject: `dossier:${row.id}`, what: 'projection', meaning: expect.anything() };
    for (const { verdict } of [all, own, day])
      expect(verdict).toMatchObject({ sound: false, faults: [fault], more: 0, seals: 1 });
    for (const { verdict } of [other, young]) expect(verdict).toMatchObject(faultless);
    const [whole, part] = [all.verdict.events, own.verdict.events];
    expect(part).toBeGreaterThanOrEqual(8);
    expect(whole).toBeGreaterThan(part + other.verdict.events);
    expect(other.scope).toEqual({ subject: `transfer:${transfer}` });
    const { items } = (await auditor.get('/audit/verifications')).body;
    expect(items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([sound.id, all.id, own.id]));
    const told = await stack
      .db('ledger')
      .where({ subject: `verification:${own.id}` })
      .orderBy('seq')
      .select('event');
    expect(told.map(({ event }: { event: string }) => JSON.parse(event))).toMatchObject([
      { kind: 'ordered', by: { id: 'auditor.82' }, reason: 'Khiếu nại' },
      { kind: 'finished', faults: [{ subject: `dossier:${row.id}`, what: 'projection' }] },
    ]);
    // What is found is on record itself, and sealed with its day.
    expect((await verdictOf('/audit/verifications', {})).verdict).toMatchObject(faultless);
  });

  it('one that was lost keeps another of the same scope out until it is cancelled, which is on record', async () => {
    const scope = { from: '2026-01-01', to: '2026-01-02' };
    const [at, by] = [stack.clock.now(), { id: 'ai-do', role: 'auditor', unit: '82@2025-07-01' } as const];
    const ordered = { kind: 'ordered', id: 'lost', scope, total: 0 } as const;
    await stack.db.transaction((trx) =>
      writeVerification(trx, undefined, { ...ordered, seq: 1, at, recordedAt: at, by, commandId: 'lost' }),
    );
    const refused = await auditor.post('/audit/verifications', scope);
    expect([refused.status, refused.body.code]).toEqual([409, 'verification-runs']);
    const { body } = await auditor.post('/audit/verifications/lost/cancel', {});
    expect(body.verification).toMatchObject({ stage: 'cancelled', endedBy: { id: 'auditor.82' }, verdict: null });
    expect((await verdictOf('/audit/verifications', scope)).verdict).toMatchObject({ sound: true, events: 0 });
  });

  it('a verification that has ended is not cancelled; bad orders leave no trace', async () => {
    const { id } = await verdictOf(`/dossiers/${fresh}/verification`, {});
    expect((await auditor.post(`/audit/verifications/${id}/cancel`, {})).body.code).toBe('verification-ended');
    expect((await auditor.post('/audit/verifications/none/cancel', {})).status).toBe(404);
    const before = await stack.db('verifications').count({ n: '*' });
    for (const order of [{ from: '2026-11-25' }, { from: '2026-11-26', to: '2026-11-25' }, { reason: '' }, { x: 1 }])
      expect((await auditor.post('/audit/verifications', order)).status).toBeGreaterThanOrEqual(400);
    expect(await stack.db('verifications').count({ n: '*' })).toEqual(before);
    expect((await auditor.get('/audit/verifications/none')).status).toBe(404);
    const clerk = await stack.as('government-clerk', '82');
    expect((await clerk.post('/audit/verifications', {})).status).toBe(403);
  });

  it('whoever kept a seal is shown that the record has only grown since, without this server', async () => {
    const { seal, signature } = (await auditor.get('/audit/seals/2026-11-25')).body;
    stack.clock.moveTo('2026-11-27T02:00:00.000Z');
    await takeSeals({ db: stack.db, read: stack.db, now: stack.clock.now, ...sealPlace(stack.env) });
    auditor = await stack.as('auditor', '82');
    const { place } = await bundle(`/dossiers/${code}/evidence`);
    const proof = (await auditor.get('/audit/seals/2026-11-26/consistency?from=2026-11-25')).body;
    for (const [path, status] of [
      ['2026-11-25/consistency?from=2026-11-26', 422],
      ['2026-11-26/consistency?from=2026-11-01', 404],
      ['2026-11-26/consistency', 400],
    ] as const)
      expect([path, (await auditor.get(`/audit/seals/${path}`)).status]).toEqual([path, status]);
    const [kept, grown, bent] = ['kept.json', 'grown.json', 'bent.json'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(kept, JSON.stringify({ seal, signature }));
    writeFileSync(grown, JSON.stringify(proof));
    writeFileSync(bent, JSON.stringify({ ...proof, path: [...proof.path].reverse().slice(1) }));
    const sound = verified(place, '--seal', kept, '--consistency', grown);
    expect([sound.status, sound.said]).toEqual([0, expect.stringContaining('the record has only grown')]);
    const wrong = verified(place, '--seal', kept, '--consistency', bent);
    expect([wrong.status, wrong.said]).toEqual([1, expect.stringContaining('was changed since')]);
  });
});
