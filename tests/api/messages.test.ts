import { rmSync } from 'node:fs';
import { configWithEmails } from '../support/config-with';
import { eventually, Mailbox, Receiver } from '../support/receivers';
import { crew, DEPARTMENTS, flat, LABOUR_RULES, PERSON, walk, type Crew } from '../support/samples';
import { Stack } from '../support/stack';
import type { Caller } from '../support/caller';

const APPLICANT = 'an.nguyen@example.vn';
const OFFICE = 'phong.ld@example.vn';
const DOSSIER = {
  ...LABOUR_RULES,
  content: { ...LABOUR_RULES.content, submitter: { ...PERSON, email: APPLICANT } },
};

type Delivery = {
  id: string;
  kind: string;
  channel: string;
  state: string;
  recipient: string;
  attempts: number;
  uncertain: boolean;
  lastError: string | null;
};

describe('people are told what happens to their dossier', () => {
  const mailbox = new Mailbox();
  const gateway = new Receiver();
  let folder: string;
  let stack: Stack;
  let people: Crew;
  let admin: Caller;

  beforeAll(async () => {
    await mailbox.open();
    await gateway.open();
    folder = configWithEmails({ [DEPARTMENTS.labour]: OFFICE });
    stack = await Stack.start({
      clock: '2026-11-25T02:00:00.000Z',
      variables: {
        MOTCUA_CONFIG: folder,
        SMTP_URL: mailbox.url,
        MAIL_FROM: 'mot-cua@example.vn',
        SMS_URL: `${gateway.url}/sms`,
        SMS_SECRET: 'a secret of the gateway',
        RELAY_BACKOFF_MS: '200',
        RELAY_BACKOFF_MAX_MS: '400',
        RELAY_ATTEMPTS: '4',
        RELAY_TIMEOUT_MS: '1500',
        RELAY_POLL_MS: '50',
      },
    });
    people = await crew(stack, DEPARTMENTS.labour);
    admin = await stack.as('administrator', '82');
  });
  afterAll(async () => {
    await stack?.stop();
    await mailbox.close();
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const receive = async () => flat(await people.clerk.post('/dossiers', DOSSIER)).body as { id: string; code: string };
  const mailsOf = (code: string) => mailbox.mails.filter(({ text }) => text?.includes(code));
  const deliveries = async (code: string, more = ''): Promise<Delivery[]> =>
    (await admin.get(`/deliveries?dossier=${code}${more}`)).body.items as Delivery[];
  const settled = (code: string, channel = 'email') =>
    eventually(
      () => deliveries(code, `&channel=${channel}`),
      (items) => items.length > 0 && items.every(({ state }) => state === 'sent' || state === 'dead'),
    );

  it('a receipt leads to one letter in Vietnamese, with code and appointment, and to one text message', async () => {
    const { code } = await receive();
    await settled(code);
    const [mail, ...others] = mailsOf(code);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(`Đã tiếp nhận hồ sơ ${code}`);
    expect(mail?.to).toMatchObject({ value: [{ address: APPLICANT }] });
    // Received on 2026-11-25; seven working days.
    expect(mail?.text).toContain('Hẹn trả kết quả: 17 giờ 00, ngày 04/12/2026.');
    expect(mail?.text).toContain('The result is promised for 17:00, 04/12/2026.');
    const [delivery] = await deliveries(code, '&channel=email');
    expect(delivery).toMatchObject({ kind: 'receive', state: 'sent', attempts: 1, recipient: 'a***@example.vn' });
    expect(mail?.messageId).toBe(`<${delivery?.id}@example.vn>`);
    await settled(code, 'sms');
    const texts = gateway.posts.filter(({ text }) => text.includes(code));
    expect(texts).toHaveLength(1);
    expect(JSON.parse(texts[0]?.text ?? '')).toEqual({
      id: texts[0]?.headers['webhook-id'],
      channel: 'sms',
      to: '0912345678',
      text: `Da nhan ho so ${code}. Hen tra ket qua: 17 gio 00, ngay 04/12/2026.`,
    });
    // Zalo is not configured: that is to be seen, and is no error.
    expect(await deliveries(code, '&channel=zalo')).toMatchObject([{ state: 'off', attempts: 0, lastError: null }]);
  });

  it('an office is told of what comes to it, and only the administration sees what was told', async () => {
    const { code, ...rest } = await receive();
    await walk(people, { code, seq: 1, ...rest }, [{ who: 'clerk', action: 'forward' }]);
    const mail = await eventually(
      () => mailsOf(code).find(({ to }) => JSON.stringify(to).includes(OFFICE)),
      (found) => found !== undefined,
    );
    expect(mail?.subject).toBe(`Hồ sơ ${code} được chuyển đến`);
    expect(mail?.text).not.toContain(PERSON.name);
    expect((await people.clerk.get('/deliveries')).body.code).toBe('not-your-role');
    expect((await admin.get('/deliveries?dossier=H20.82-261125-9999')).status).toBe(404);
    const first = (await admin.get('/deliveries?limit=1')).body;
    const second = (await admin.get(`/deliveries?limit=1&cursor=${first.next}`)).body;
    expect(second.items[0].id).not.toBe(first.items[0].id);
  });

  it('an appointment that is corrected is told to the applicant with its new date', async () => {
    const { code } = await receive();
    await walk(people, { code, seq: 1 }, [{ who: 'clerk', action: 'forward' }]);
    const body = { expectedSeq: 2, dueOn: '2026-12-08', reason: 'Tính sai thời hạn' };
    expect((await people.head.post(`/dossiers/${code}/correction`, body)).status).toBe(200);
    const mail = await eventually(
      () => mailsOf(code).find(({ subject }) => subject?.startsWith('Đính chính')),
      (found) => found !== undefined,
    );
    expect(mail?.text).toContain('được đính chính thành 17 giờ 00, ngày 08/12/2026');
    // What the head wrote is for the record.
    expect(mail?.text).not.toContain('Tính sai');
  });

  it('while the mail server is down nothing is lost; when it is back the letter comes, once', async () => {
    await mailbox.close();
    const { code } = await receive();
    const [waiting] = await eventually(
      () => deliveries(code, '&channel=email'),
      ([one]) => (one?.attempts ?? 0) >= 1 && one?.lastError !== null,
    );
    expect(waiting?.lastError).toContain('ESOCKET');
    await mailbox.open();
    const [sent] = await settled(code);
    expect(sent).toMatchObject({ state: 'sent', uncertain: false });
    expect(mailsOf(code)).toHaveLength(1);
  });

  it('a server that takes a letter and breaks off before it says so gets it again, under the same number', async () => {
    mailbox.next.push('drop');
    const { code } = await receive();
    const [sent] = await settled(code);
    expect(sent).toMatchObject({ state: 'sent', uncertain: true, attempts: 2 });
    const mails = mailsOf(code);
    expect(mails).toHaveLength(2);
    expect(mails[0]?.messageId).toBe(mails[1]?.messageId);
    // Whether the first arrived nobody knows, so an administrator may have it sent once more.
    expect((await admin.post(`/deliveries/${sent?.id}/resend`, {})).status).toBe(200);
    await eventually(
      () => mailsOf(code).length,
      (count) => count === 3,
    );
  });

  it('what is given up is seen, and sent again by an administrator, who is on record', async () => {
    gateway.answer = () => ({ status: 500 });
    const { code } = await receive();
    const [dead] = await settled(code, 'sms');
    expect(dead).toMatchObject({ state: 'dead', attempts: 4, lastError: 'answered 500' });
    const ids = new Set(
      gateway.posts.filter(({ text }) => text.includes(code)).map(({ headers }) => headers['webhook-id']),
    );
    expect([...ids]).toEqual([dead?.id]);
    expect(
      ((await admin.get('/deliveries?state=dead&channel=sms')).body.items as Delivery[]).map(({ id }) => id),
    ).toEqual([dead?.id]);
    gateway.answer = () => ({ status: 200 });
    const path = `/deliveries/${dead?.id}/resend`;
    expect((await people.clerk.post(path, {})).body.code).toBe('not-your-role');
    expect((await admin.post('/deliveries/5f0e4d0e-9a63-4c7a-8a1f-5b110b8f7c1e/resend', {})).body.code).toBe(
      'delivery-not-found',
    );
    expect((await admin.post(path, { note: 'Cổng đã chạy lại' }, 'again')).status).toBe(200);
    expect((await settled(code, 'sms'))[0]).toMatchObject({ state: 'sent', attempts: 1 });
    // The same key does nothing more, and what was taken is not sent a third time.
    expect((await admin.post(path, { note: 'Cổng đã chạy lại' }, 'again')).status).toBe(200);
    expect((await admin.post(path, {})).body.code).toBe('delivery-sent');
    const [entry, ...more] = await stack.db('ledger').where({ subject: `delivery:${dead?.id}` });
    expect(more).toEqual([]);
    expect(JSON.parse(entry.event)).toMatchObject({ kind: 'resent', was: 'dead', by: { role: 'administrator' } });
  });

  it('an address that the server refuses for good is not tried again', async () => {
    mailbox.next.push('refuse');
    const { code } = await receive();
    const [dead] = await settled(code);
    expect(dead).toMatchObject({ state: 'dead', attempts: 1, lastError: 'EMESSAGE 550 DATA' });
  });
});

test('receivers that never answer keep no counter waiting', async () => {
  const mailbox = new Mailbox();
  const gateway = new Receiver();
  await mailbox.open();
  await gateway.open();
  const folder = configWithEmails({ [DEPARTMENTS.labour]: OFFICE });
  const stack = await Stack.start({
    clock: '2026-11-25T02:00:00.000Z',
    variables: {
      MOTCUA_CONFIG: folder,
      SMTP_URL: mailbox.url,
      MAIL_FROM: 'mot-cua@example.vn',
      SMS_URL: `${gateway.url}/sms`,
      SMS_SECRET: 'a secret of the gateway',
      // Longer than a caller waits: a step that waited for a receiver would be answered 202.
      RELAY_TIMEOUT_MS: '300000',
      RELAY_POLL_MS: '50',
    },
  });
  try {
    const people = await crew(stack, DEPARTMENTS.labour);
    gateway.answer = () => 'never';
    mailbox.next.push(...Array<'hang'>(20).fill('hang'));
    await people.clerk.post('/dossiers', DOSSIER);
    const sending = async () =>
      Number((await stack.db('deliveries').where({ state: 'sending' }).count({ n: '*' }).first())?.n);
    const held = await eventually(sending, (n) => n > 0);
    for (let i = 0; i < 12; i++) expect((await people.clerk.post('/dossiers', DOSSIER)).status).toBe(201);
    // They were being asked all the while.
    expect(await sending()).toBeGreaterThanOrEqual(held);
    expect(await stack.db('deliveries').where({ state: 'sent' })).toEqual([]);
  } finally {
    await mailbox.close();
    await gateway.close();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
