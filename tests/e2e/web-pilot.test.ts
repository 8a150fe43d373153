import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Browser, Page } from 'playwright-core';
import { axeFaults, describeInBrowser, openBrowser, signIn } from '../support/chromium';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { BUDGET_CODE } from '../support/samples';
import { CENTRE, confirmBoth, equip, lookAgain, postStaff, until, type Officers } from '../support/transfers';

/** Decision 1469 was signed on 2020-09-21; three fields of the centre went over on 2020-10-05, 00:00 in Viet Nam. */
const ORDERED = '2020-09-22T02:00:00Z';
const AFTER = '2020-10-05T01:30:00Z';
const DECISION = '1469/QĐ-UBND-HC';
const UNIT = '87';
const PEOPLE = { 'government-clerk': 'cong-chuc.trung-tam', 'post-clerk': 'bd.87.official' } as const;
const [GOVERNMENT, POST] = [PEOPLE['government-clerk'], PEOPLE['post-clerk']];

/** Who receives is told where somebody begins to: before the day of a transfer, and after it. */
describeInBrowser('a counter at which a field is transferred to the Post', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-pilot-'));
  const given = new Map<string, string>();
  let ports: Record<string, string>;
  let program: Program;
  let browser: Browser;
  let people: Officers;
  let transfers: string[];

  const as = (role: string) => program.as(role, UNIT);
  async function startOn(clock: string): Promise<void> {
    program = new Program({ MOTCUA_HOME: home, ...ports, MOTCUA_CLOCK: clock });
    await program.start();
    people = { authority: as('authority-officer'), post: as('post-manager'), head: as('head-of-unit') };
  }

  beforeAll(async () => {
    ports = { PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
    browser = await openBrowser();
    await startOn(ORDERED);
    for (const [role, id] of Object.entries(PEOPLE)) {
      const { status, body } = await as('administrator').post('/accounts', {
        id,
        name: id,
        role,
        unit: UNIT,
        kind: 'person',
      });
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
      given.set(id, body.password as string);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });

  /** The page of receiving, of the procedure whose field goes over, for somebody at the centre. */
  async function receiving(account: string): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'vi-VN' })).newPage();
    await signIn(page, program.url, account, given);
    await page.goto(`${program.url}/tiep-nhan?thu-tuc=${BUDGET_CODE.procedure}`);
    return page;
  }
  const send = (page: Page) => page.getByRole('button', { name: 'Tiếp nhận', exact: true });

  test('without a plan the Post is told that government staff receive', async () => {
    const page = await receiving(POST);
    const alert = page.getByRole('alert').filter({ hasText: 'Bạn không tiếp nhận thủ tục này lúc này' });
    await alert.getByText('Lĩnh vực này do công chức của đơn vị tiếp nhận. Chưa có kế hoạch chuyển giao.').waitFor();
    await page.context().close();
  });

  test('once it is decided the Post is told the day; government staff receive until then', async () => {
    const ordered = await people.authority.post('/programmes', { decision: DECISION });
    expect(ordered.status).toBe(201);
    const list = `/transfers?unit=${UNIT}&programme=${ordered.body.programme.id}`;
    const { items } = await until(people.authority, list, (body) => body.items?.length === 3);
    const fields = (items as { field: { code: string } }[]).map(({ field }) => field.code);
    expect(fields.sort()).toEqual(['an-toan-thuc-pham', 'khu-kinh-te', 'tai-chinh']);
    expect((await people.post.post('/staff', { entries: postStaff(UNIT, fields, '2020-06-01') })).status).toBe(200);
    expect((await equip(people, CENTRE)).status).toBe(200);
    transfers = (items as { id: string }[]).map(({ id }) => id);
    for (const id of transfers) for (const { status } of await confirmBoth(people, id)) expect(status).toBe(200);

    const page = await receiving(POST);
    const alert = page.getByRole('alert').filter({ hasText: 'Bạn không tiếp nhận thủ tục này lúc này' });
    await alert.getByText('Dự kiến chuyển giao cho Bưu điện ngày Thứ 2, 05/10/2020.').waitFor();
    expect(await send(page).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();

    const government = await receiving(GOVERNMENT);
    await send(government).waitFor();
    await government.context().close();
  });

  test('on the day the Post receives, and government staff are told since when', async () => {
    await program.end('SIGINT');
    await startOn(AFTER);
    const connection = await Connection.connect({ address: `127.0.0.1:${ports.MOTCUA_TEMPORAL_PORT}` });
    await lookAgain(new Client({ connection, namespace: 'mot-cua' }), transfers);
    await connection.close();
    const inForce = `/transfers?unit=${UNIT}&stage=in-force`;
    const { items } = await until(people.authority, inForce, (body) => body.items?.length === 3);
    expect(items).toHaveLength(3);

    const page = await receiving(POST);
    await send(page).waitFor();
    expect(await page.getByText('Bạn không tiếp nhận thủ tục này lúc này').count()).toBe(0);
    // What there is to choose has a name, not the word that stands on the record.
    const level = page.getByRole('textbox', { name: 'Cấp ngân sách' });
    // And nothing is chosen by itself.
    expect(await level.inputValue()).toBe('');
    await level.click();
    await page.getByRole('option', { name: 'Ngân sách cấp xã', exact: true }).waitFor();
    await page.context().close();

    const government = await receiving(GOVERNMENT);
    const since = 'Việc tiếp nhận lĩnh vực này tại đơn vị đã chuyển giao cho nhân viên Bưu điện từ 00:00, 05/10/2020.';
    await government.getByRole('alert').getByText(since).waitFor();
    expect(await send(government).count()).toBe(0);
    expect(await axeFaults(government)).toEqual([]);
    await government.context().close();
  });
});
