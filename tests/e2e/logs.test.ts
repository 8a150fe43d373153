import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { DEPARTMENTS, flat, LABOUR_RULES, MARKED_PERSON, walk, WHOLE_WAY } from '../support/samples';

test('the log of a whole life, with its refusals and its troubles, names nobody', async () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-logs-'));
  const ports = { PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
  // Messages go to a door where nobody is, so that there is trouble to write of.
  const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'mot-cua@example.vn', RELAY_TIMEOUT_MS: '1000' };
  const program = new Program({ MOTCUA_HOME: home, LOG_LEVEL: 'trace', ...ports, ...mail });
  try {
    await program.start();
    const clerk = program.as('government-clerk', '82');
    const head = program.as('head-of-unit', DEPARTMENTS.labour);
    const specialist = program.as('specialist', DEPARTMENTS.labour);
    const signatory = program.as('signatory', DEPARTMENTS.labour);
    const { name, identityNumber, phone, email } = MARKED_PERSON;
    const content = { ...LABOUR_RULES.content, submitter: MARKED_PERSON, summary: `Của ${name}` };
    const [first, ...papers] = LABOUR_RULES.documents;
    const upload = await clerk.upload(`${name}.pdf`, new TextEncoder().encode('%PDF-1.7\n'));
    const documents = [{ ...first, uploads: [upload.body.id as string] }, ...papers];
    const received = flat(await clerk.post('/dossiers', { ...LABOUR_RULES, content, documents }));
    expect(received.status).toBe(201);
    const { code } = received.body as { code: string };
    expect((await clerk.post(`/dossiers/${code}/prints`, { kind: 'appointment-slip' })).status).toBe(201);
    const reveal = { part: 'submitter', field: 'phone', reason: `Gọi cho ${name}` };
    expect((await clerk.post(`/dossiers/${code}/reveal`, reveal)).status).toBe(200);
    for (const query of [`name=${encodeURIComponent(name)}`, `identityNumber=${identityNumber}`, `q=${email}`])
      await clerk.get(`/dossiers?${query}`);
    // Refused in many ways, each with something personal in it.
    await clerk.post('/dossiers', { ...LABOUR_RULES, content: { ...content, more: name }, documents });
    await clerk.post(`/dossiers/${encodeURIComponent(name)}/reveal`, reveal);
    await clerk.postRaw('/dossiers', `{"content":"${name}`, { 'content-type': 'application/json' });
    await clerk.get(`/dossiers?${encodeURIComponent(name)}=${phone}`);
    const people = { clerk, head, specialist, signatory };
    expect((await walk(people, received.body, WHOLE_WAY)).body).toMatchObject({ closed: true });
    while (!program.said.includes('a message was not delivered')) await new Promise((done) => setTimeout(done, 100));
    await program.end('SIGINT');

    const log = program.said;
    // There was a log, and it says which dossier and which account.
    expect(log).toContain(code);
    expect(log).toContain('"operation":"reveal"');
    const digits = phone.replace(/\D/g, '');
    for (const secret of [name, encodeURIComponent(name), identityNumber, phone, digits, email, 'Của '])
      expect(log.split('\n').filter((line) => line.includes(secret))).toEqual([]);
  } finally {
    await program.end('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
});
