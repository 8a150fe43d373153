import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dropGuards } from '../support/guards';
import { Caller } from '../support/caller';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, walk, type Crew } from '../support/samples';
import { verifyRecord } from '../../config/verify';
import { printFile } from '../../config/print-files';
import { dented } from '../support/keys';
import { Stack } from '../support/stack';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('printing the documents of a dossier on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    it.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let people: Crew;
  let code: string;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    people = await crew(stack, DEPARTMENTS.labour);
    code = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.code as string;
  });
  afterAll(() => stack?.stop());

  const dossierId = async () => (await stack.db('dossiers').where({ code }).first('id')).id as string;
  const print = (who: Caller, body: object, key?: string) => who.post(`/dossiers/${code}/prints`, body, key);

  async function bytesOf(who: Caller, path: string, accept = 'application/pdf') {
    const headers = { authorization: `Bearer ${who.token}`, accept };
    const response = await fetch(`${stack.api.url}${path}`, { headers });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  it('stores the slip once; again, with another key, by somebody else, it is the same one byte for byte', async () => {
    const first = await print(people.clerk, { kind: 'appointment-slip' }, 'print-1');
    expect([first.status, first.body]).toMatchObject([
      201,
      {
        state: 'done',
        print: { kind: 'appointment-slip', seq: 1, template: { regulation: 'Thông tư 03/2025/TT-VPCP', number: '01' } },
      },
    ]);
    const { self, pdf } = first.body.print.links as { self: string; pdf: string };
    expect(first.headers.get('location')).toBe(self);
    const stored = await bytesOf(people.clerk, pdf);
    expect([stored.status, stored.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(sha256(stored.bytes)).toBe(first.body.print.sha256);

    stack.clock.moveTo('2026-11-25T02:20:00.000Z');
    const repeated = await print(people.clerk, { kind: 'appointment-slip' }, 'print-1');
    expect([repeated.status, repeated.body.print]).toEqual([201, first.body.print]);
    const again = await print(people.specialist, { kind: 'appointment-slip', seq: 1 });
    expect([again.status, again.body.print]).toEqual([200, first.body.print]);
    expect((await bytesOf(people.head, pdf)).bytes.equals(stored.bytes)).toBe(true);
    expect(await stack.db('prints').select('printed_by')).toEqual([{ printed_by: 'government-clerk.82' }]);
    expect(await stack.db('ledger').where({ kind: 'printed' }).select('actor')).toEqual([
      { actor: 'government-clerk.82' },
    ]);
  });

  it('stays as it is when templates change', async () => {
    const before = await print(people.clerk, { kind: 'appointment-slip' });
    const row = await stack
      .db('config_documents')
      .where({ kind: 'templates' })
      .where('key', 'like', '%03/2025%/01@1')
      .first();
    const template = JSON.parse(row.content as string);
    const changed = { ...template, version: 2, blocks: [{ block: 'title', text: 'Mẫu khác {{code}}' }] };
    await stack.db('config_documents').insert({
      ...row,
      key: `${changed.regulation}/01@2`,
      content: JSON.stringify(changed),
      hash: 'x',
    });
    await stack.stopWorker();
    await stack.startWorker();
    const after = await print(people.clerk, { kind: 'appointment-slip' });
    expect([after.status, after.body.print]).toEqual([200, before.body.print]);
    expect(sha256((await bytesOf(people.clerk, after.body.print.links.pdf as string)).bytes)).toBe(
      before.body.print.sha256,
    );
    // What is printed from now on comes on the new one.
    const other = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.code as string;
    const fresh = await people.clerk.post(`/dossiers/${other}/prints`, { kind: 'appointment-slip' });
    expect([fresh.status, fresh.body.print.template.version]).toEqual([201, 2]);
    await stack
      .db('config_documents')
      .where({ key: `${changed.regulation}/01@2` })
      .delete();
    await stack.stopWorker();
    await stack.startWorker();
  });

  it('as HTML it is the same document, with the look-up key and no script', async () => {
    const { body } = await print(people.clerk, { kind: 'appointment-slip' });
    const page = await bytesOf(people.clerk, body.print.links.self as string, 'text/html,application/xhtml+xml');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = page.bytes.toString('utf8');
    expect(html).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
    expect(html).toContain('Nguyễn Văn Ân');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*style-src 'sha256-/);
    const key = /Khóa tra cứu: ([0-9A-Z-]{11})/.exec(html)?.[1] ?? '';
    const found = await people.clerk.get(`/lookup?code=${code}&key=${key}`);
    expect([found.status, found.body.code]).toEqual([200, code]);
  });

  it('refuses what the dossier does not have, and leaves no trace', async () => {
    const refused = async (body: object) => {
      const { status, body: problem } = await print(people.clerk, body);
      return [status, problem.code];
    };
    const commands = () => stack.db('commands').where({ kind: 'print' }).count({ n: '*' }).first();
    const before = await commands();
    expect(await refused({ kind: 'refusal-slip' })).toEqual([409, 'print-not-there']);
    expect(await refused({ kind: 'control-slip' })).toEqual([409, 'print-not-there']);
    expect(await refused({ kind: 'appointment-slip', seq: 9 })).toEqual([409, 'print-not-there']);
    expect(await refused({ kind: 'ledger' })).toEqual([400, 'invalid-request']);
    expect(await refused({ kind: '../../etc' })).toEqual([400, 'invalid-request']);
    expect(await refused({ kind: 'appointment-slip', seq: 0 })).toEqual([400, 'invalid-request']);
    expect(await refused({})).toEqual([400, 'invalid-request']);
    expect(await commands()).toEqual(before);
  });

  it('is for those who work on the dossier; others do not know of it', async () => {
    const elsewhere = await stack.as('government-clerk', '30208');
    const refused = await print(elsewhere, { kind: 'appointment-slip' });
    expect([refused.status, refused.body.code]).toEqual([404, 'dossier-not-found']);
    const { body } = await print(people.clerk, { kind: 'appointment-slip' });
    expect((await bytesOf(elsewhere, body.print.links.pdf as string)).status).toBe(404);
    const auditor = await stack.as('auditor', '82');
    const reads = await print(auditor, { kind: 'appointment-slip' });
    expect([reads.status, reads.body.code]).toEqual([403, 'not-your-role']);
    expect((await bytesOf(auditor, body.print.links.pdf as string)).status).toBe(200);
    const other = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.code as string;
    const strange = await people.clerk.get(`/dossiers/${other}/prints/${body.print.id}`);
    expect([strange.status, strange.body.code]).toEqual([404, 'print-not-found']);
  });

  it('every step has its own: forwarded, supplement asked for and taken, put off', async () => {
    const moved = await walk(people, { code, seq: 1 }, [
      { who: 'clerk', action: 'forward' },
      { who: 'specialist', action: 'confirm-forwarded' },
      { who: 'head', action: 'assign', content: { officer: 'specialist' } },
      {
        who: 'specialist',
        action: 'request-supplement',
        content: { reason: 'Thiếu ý kiến của công đoàn cơ sở', papers: [{ name: 'Văn bản góp ý' }] },
      },
      { who: 'clerk', action: 'take-supplement' },
      { who: 'head', action: 'extend', content: { reason: 'Chờ ý kiến phối hợp', newDate: '2026-12-18' } },
    ]);
    expect(moved.status).toBe(200);
    for (const kind of ['control-slip', 'supplement-slip', 'apology-slip', 'appointment-slip']) {
      const { status, body } = await print(people.clerk, { kind });
      expect([kind, status]).toEqual([kind, 201]);
      const page = await bytesOf(people.clerk, body.print.links.html as string);
      if (kind === 'apology-slip') expect(page.bytes.toString()).toContain('ngày 18 tháng 12 năm 2026');
      if (kind === 'supplement-slip') expect(page.bytes.toString()).toContain('Văn bản góp ý');
    }
    const { body } = await people.clerk.get(`/dossiers/${code}/prints`);
    const list = (body.items as { kind: string; seq: number; print: object | null }[]).map((item) => [
      item.seq,
      item.kind,
      item.print !== null,
    ]);
    expect(list).toEqual([
      [1, 'appointment-slip', true],
      [2, 'control-slip', true],
      [5, 'supplement-slip', true],
      [6, 'appointment-slip', true],
      [7, 'apology-slip', true],
    ]);
  });

  it('a damaged file or document is said to be so, and never drawn anew', async () => {
    const { body } = await print(people.clerk, { kind: 'control-slip' });
    const {
      sha256: hash,
      id,
      links,
    } = body.print as { sha256: string; id: string; links: { pdf: string; html: string } };
    const folder = join(stack.env.home, 'documents', 'prints');
    const file = printFile(folder, await dossierId(), hash);
    const whole = readFileSync(file);
    expect(whole.includes('%PDF')).toBe(false);
    const broken = Buffer.from(whole);
    broken[broken.length >> 1] = (broken[broken.length >> 1] ?? 0) ^ 1;
    const problem = async (path: string) => {
      const { status, bytes } = await bytesOf(people.clerk, path);
      return [status, (JSON.parse(bytes.toString()) as { code: string }).code];
    };
    writeFileSync(file, broken);
    expect(await problem(links.pdf)).toEqual([500, 'print-damaged']);
    rmSync(file);
    expect(await problem(links.pdf)).toEqual([500, 'print-damaged']);
    const again = await print(people.clerk, { kind: 'control-slip' });
    expect([again.status, again.body.print.sha256]).toEqual([200, hash]);
    expect(await problem(links.pdf)).toEqual([500, 'print-damaged']);
    writeFileSync(file, whole);
    expect((await bytesOf(people.clerk, links.pdf)).status).toBe(200);
    const row: { model: string } | undefined = await stack.db('prints').where({ id }).first('model');
    const model = row?.model ?? '';
    await stack
      .db('prints')
      .where({ id })
      .update({ model: dented(model) });
    expect(await problem(links.html)).toEqual([500, 'print-damaged']);
    await stack.db('prints').where({ id }).update({ model });
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('two who print at once get one document', async () => {
    const other = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.code as string;
    const both = await Promise.all(
      [people.clerk, people.specialist, people.head].map((who) =>
        who.post(`/dossiers/${other}/prints`, { kind: 'appointment-slip' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(both.map(({ body }) => body.print.sha256 as string)).size).toBe(1);
  });

  it('the ledger of the unit has every dossier, and is of one year', async () => {
    const path = '/api/v1/units/82/ledger?from=2026-01-01&to=2026-12-31';
    const pdf = await bytesOf(people.clerk, path);
    expect([pdf.status, pdf.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const html = (await bytesOf(people.clerk, `${path}&format=html`)).bytes.toString();
    const codes: { code: string }[] = await stack.db('dossiers').whereNotNull('code').orderBy('code').select('code');
    const numbers = [...html.matchAll(/<tr><td class="center">(\d+)<\/td><td class="left">([^<]+)</g)];
    expect(numbers.map(([, no, own]) => [no, own])).toEqual(
      codes.map((row, i) => [String(i + 1).padStart(2, '0'), row.code]),
    );
    const later = (await bytesOf(people.clerk, '/api/v1/units/82/ledger?from=2026-11-26&format=html')).bytes.toString();
    expect(later).not.toContain('<tr><td class="center">01</td>');
    const refused = async (who: Caller, query: string) => {
      const { status, body } = await who.get(`/units/82/ledger${query}`);
      return [status, body.code];
    };
    expect(await refused(people.clerk, '?from=2025-12-31&to=2026-01-01')).toEqual([422, 'period-wrong']);
    expect(await refused(people.clerk, '?from=2026-02-30')).toEqual([400, 'invalid-request']);
    expect(await refused(await stack.as('post-clerk', '82'), '')).toEqual([403, 'not-your-role']);
    expect(await refused(await stack.as('government-clerk', '30208'), '')).toEqual([403, 'not-your-unit']);
  });

  it('what was refused at the desk has no code: it is printed by its id, without a look-up', async () => {
    const { procedure, unit, channel, content } = LABOUR_RULES;
    const refused = await people.clerk.post('/dossiers', {
      action: 'refuse-at-desk',
      procedure,
      unit,
      channel,
      content: { submitter: content.submitter, reason: 'Không thuộc thẩm quyền tiếp nhận của tỉnh' },
      documents: [],
    });
    const { dossierId } = refused.body.dossier as { dossierId: string };
    const { status, body } = await people.clerk.post(`/dossiers/${dossierId}/prints`, { kind: 'refusal-slip' });
    expect(status).toBe(201);
    const html = (await bytesOf(people.clerk, body.print.links.html as string)).bytes.toString();
    expect(html).toContain('Không thuộc thẩm quyền tiếp nhận của tỉnh');
    expect(html).not.toMatch(/<svg|tra-cuu|Khóa tra cứu/);
  });

  it('a handover slip is there as PDF as well', async () => {
    const other = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.code as string;
    await people.clerk.post(`/dossiers/${other}/actions/forward`, { expectedSeq: 1, content: {} });
    const listed = await people.clerk.post('/handovers', { to: DEPARTMENTS.labour, kind: 'papers', dossiers: [other] });
    const path = `/api/v1/handovers/${listed.body.handover.id}/slip`;
    expect((await bytesOf(people.clerk, path)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await bytesOf(people.clerk, path, '*/*')).bytes.toString()).toContain('PHIẾU GIAO NHẬN');
  });

  it('asked for while no worker is there it comes later, with the moment in which it was asked for', async () => {
    const other = flat(await people.clerk.post('/dossiers', LABOUR_RULES)).body.code as string;
    await stack.stopWorker();
    const send = (who: Caller) => who.post(`/dossiers/${other}/prints`, { kind: 'appointment-slip' }, `late-${other}`);
    const hurried = await stack.hurriedApi();
    const asked = await send(new Caller(hurried.url, people.clerk.token));
    await hurried.stop();
    expect([asked.status, asked.body.state]).toEqual([202, 'pending']);
    const command = await stack.db('commands').where({ id: asked.body.commandId }).first('sent_at');
    await stack.startWorker();
    const answered = await send(people.clerk);
    expect([answered.status, answered.body.print?.printedAt]).toEqual([201, command.sent_at]);
  });

  it('the record knows of every print, and of one that is changed behind its back', async () => {
    expect((await verifyRecord(stack.db)).faults).toEqual([]);
    const { print: own } = (await print(people.clerk, { kind: 'control-slip' })).body as { print: { id: string } };
    const row: { model: string } | undefined = await stack.db('prints').where({ id: own.id }).first('model');
    const model = row?.model ?? '';
    await stack
      .db('prints')
      .where({ id: own.id })
      .update({ model: dented(model) });
    expect((await verifyRecord(stack.db)).faults).toEqual([{ subject: `print:${own.id}`, seq: 1, what: 'projection' }]);
    await stack.db('prints').where({ id: own.id }).update({ model });
    await dropGuards(stack.db);
    await stack
      .db('ledger')
      .where({ subject: `print:${own.id}` })
      .update({ actor: 'x', event: '{"seq":1}' });
    const { faults } = await verifyRecord(stack.db);
    expect(faults.map(({ subject, what }) => [subject, what])).toContainEqual([`print:${own.id}`, 'changed']);
  });
});
