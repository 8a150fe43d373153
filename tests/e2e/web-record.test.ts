import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openDatabase } from '../../config/database';
import { axeFaults, describeInBrowser, openBrowser, passwordsIn, signIn } from '../support/chromium';
import { dropGuards } from '../support/guards';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { DIPLOMA_COPY, MARKED_PERSON, PERSON } from '../support/samples';
import { furtherReplays } from './record/further';
import { grownBetweenSeals } from './record/growth';
import { AUDITOR, CLERK, HEAD, menu, OFFICER, type Place } from './record/place';
import { heldAndErased } from './record/privacy';

describeInBrowser('pages of acting for another, and of the record', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-record-'));
  let variables: Record<string, string>;
  let program: Program;
  let browser: Browser;
  let passwords: Map<string, string>;
  /** What no page may do: an error that nobody caught, something that the policy stops. */
  const wrong: string[] = [];
  let code: string;

  beforeAll(async () => {
    const ports = { PORT: String(await freePort()), MOTCUA_TEMPORAL_PORT: String(await freePort()) };
    variables = { MOTCUA_HOME: home, ...ports };
    program = new Program(variables);
    await program.start();
    passwords = passwordsIn(program.said);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });

  async function computer(): Promise<BrowserContext> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
    context.setDefaultTimeout(30_000);
    return context;
  }

  type Watched = Page & { sentFor: (string | undefined)[] };

  /** A window, with for whom each of its requests was sent. */
  async function watched(on: BrowserContext): Promise<Watched> {
    const page = await on.newPage();
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => /Content Security/.test(message.text()) && wrong.push(message.text()));
    const sentFor: (string | undefined)[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/api\/v1\/(?!me$|sign-in$)/.test(pathname)) sentFor.push(request.headers()['on-behalf-of']);
    });
    return Object.assign(page, { sentFor });
  }

  /** Somebody signs in at a computer. */
  async function windowOf(account: string, on?: BrowserContext): Promise<Watched> {
    const page = await watched(on ?? (await computer()));
    await signIn(page, program.url, account, passwords);
    return page;
  }

  /** One more window of whoever is signed in there. */
  async function anotherWindow(on: BrowserContext): Promise<Watched> {
    const page = await watched(on);
    await page.goto(program.url);
    await page.getByRole('navigation').waitFor();
    return page;
  }

  /** Hands the clerk's right over to the head, on the page. */
  async function handOver(clerk: Page, name: string): Promise<void> {
    await menu(clerk, 'Ủy quyền').click();
    await clerk.getByRole('textbox', { name: 'Người được ủy quyền' }).fill(name);
    await clerk.getByRole('option', { name: 'Lãnh đạo Trung tâm' }).click();
    await clerk.getByLabel('Văn bản ủy quyền').fill('Giấy ủy quyền số 12/UQ');
    await clerk.getByRole('button', { name: 'Ủy quyền', exact: true }).click();
    await clerk.getByRole('cell', { name: /đang có hiệu lực/ }).waitFor();
  }

  /** Both languages, on the page as it is. */
  async function faults(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const language of ['English', 'Tiếng Việt']) {
      await page.getByRole('button', { name: language }).click();
      found.push(...(await axeFaults(page)).map((fault) => `${language}: ${fault}`));
    }
    return found;
  }

  const bar = (page: Page) => page.getByRole('banner').getByText('Đang làm thay Công chức một cửa (thử)');
  const place: Place = {
    home,
    program: () => program,
    windowOf,
    faults,
    restart: async (more) => {
      await program.end('SIGINT');
      program = new Program({ ...variables, ...more });
      await program.start();
    },
  };

  test('a right is handed over, used in one window and not in the other, and withdrawn', async () => {
    const clerk = await windowOf(CLERK);
    await handOver(clerk, 'lanh dao');
    expect(await faults(clerk)).toEqual([]);

    const desk = await computer();
    const own = await windowOf(HEAD, desk);
    const acting = await anotherWindow(desk);
    expect(await menu(acting, 'Tiếp nhận hồ sơ').count()).toBe(0);
    await acting.getByRole('button', { name: 'Làm thay', exact: true }).click();
    await acting.getByRole('menuitem', { name: /Công chức một cửa/ }).waitFor();
    expect(await axeFaults(acting)).toEqual([]);
    await acting.getByRole('menuitem', { name: /Công chức một cửa/ }).click();
    await bar(acting).waitFor();
    acting.sentFor.length = 0;
    // Whatever page, and after a reload too: every request is for the other.
    await menu(acting, 'Tiếp nhận hồ sơ').click();
    await acting.getByRole('textbox', { name: 'Thủ tục' }).fill('ban sao van bang');
    await acting.keyboard.press('Enter');
    await acting.getByRole('textbox', { name: 'Họ và tên' }).first().fill('Trần Thị Thay');
    await acting.getByRole('textbox', { name: 'Loại văn bằng' }).fill('Bằng tốt nghiệp THPT');
    await acting.getByRole('textbox', { name: 'Năm tốt nghiệp' }).fill('2010');
    await acting.keyboard.press('Alt+a');
    await acting.keyboard.press('Control+Enter');
    await acting.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    const code = (await acting.locator('[data-code]').textContent()) ?? '';
    await acting.getByRole('link', { name: 'Mở hồ sơ' }).click();
    await acting.getByText(`${HEAD} thay ${CLERK}`).first().waitFor();
    await acting.reload();
    await bar(acting).waitFor();
    await acting.getByRole('heading', { level: 1, name: code }).waitFor();
    expect(await faults(acting)).toEqual([]);
    expect(new Set(acting.sentFor)).toEqual(new Set([CLERK]));
    const reader = program.as('government-clerk', '82');
    const [{ by }] = (await reader.get(`/dossiers/${code}/timeline`)).body.items;
    expect(by).toMatchObject({ id: HEAD, role: 'government-clerk', onBehalfOf: { id: CLERK } });

    // The other window of the same person never acted for anybody, and shows what is his own.
    await own.reload();
    await menu(own, 'Tình hình hôm nay').waitFor();
    expect([await bar(own).count(), await menu(own, 'Tiếp nhận hồ sơ').count()]).toEqual([0, 0]);
    expect(new Set(own.sentFor)).toEqual(new Set([undefined]));

    // What is withdrawn ends where it is used, and the page says so.
    await clerk.getByRole('button', { name: /^Thu hồi ủy quyền/ }).click();
    await clerk.getByRole('dialog').getByLabel('Lý do').fill('Đi làm lại');
    await clerk.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await clerk.getByText(/thu hồi .*: Đi làm lại/).waitFor();
    await acting.getByRole('tab', { name: 'Phí, lệ phí' }).click();
    await acting.getByRole('alert').getByText('đã hết hiệu lực').first().waitFor();
    expect(await axeFaults(acting)).toEqual([]);
    await acting.getByRole('button', { name: 'Về việc của mình' }).click();
    await menu(acting, 'Tình hình hôm nay').waitFor();
    expect(await bar(acting).count()).toBe(0);
    expect(wrong).toEqual([]);
  }, 180_000);

  test('what may be done for another is said at a dossier, and signing out forgets for whom, in all windows', async () => {
    await handOver(await windowOf(CLERK), 'giam-doc');
    const desk = await computer();
    const one = await windowOf(HEAD, desk);
    const two = await anotherWindow(desk);
    await one.getByRole('button', { name: 'Làm thay', exact: true }).click();
    await one.getByRole('menuitem').click();
    await bar(one).waitFor();
    // Where somebody has nothing to do himself, it says what he could do for another, and he goes on there.
    const content = { ...DIPLOMA_COPY.content, submitter: MARKED_PERSON };
    const { body } = await program.as('government-clerk', '82').post('/dossiers', { ...DIPLOMA_COPY, content });
    await two.goto(`${program.url}/ho-so/${body.dossier.code}`);
    await two.getByText(/^Làm thay Công chức một cửa \(thử\) thì làm được: Chuyển hồ sơ/).waitFor();
    expect(await faults(two)).toEqual([]);
    expect(await two.getByRole('button', { name: 'Chuyển hồ sơ', exact: true }).count()).toBe(0);
    await two.getByRole('button', { name: 'Làm thay Công chức một cửa (thử)' }).click();
    await bar(two).waitFor();
    await two.getByRole('button', { name: 'Chuyển hồ sơ', exact: true }).waitFor();
    await two.getByRole('heading', { level: 1, name: body.dossier.code }).waitFor();
    await one.getByRole('button', { name: 'Đăng xuất' }).click();
    await one.locator('button[value=yes]').click();
    await one.getByRole('button', { name: 'Đăng nhập' }).waitFor();
    await signIn(one, program.url, HEAD, passwords);
    await two.reload();
    for (const page of [one, two]) {
      await page.getByRole('button', { name: 'Làm thay', exact: true }).waitFor();
      expect(await bar(page).count()).toBe(0);
    }
  }, 240_000);

  test('at the counter a number is seen in full for a reason, for a while, and who comes may be refused', async () => {
    const caller = program.as('government-clerk', '82');
    code = (await caller.post('/dossiers', DIPLOMA_COPY)).body.dossier.code as string;
    const page = await windowOf(CLERK);
    await page.goto(`${program.url}/ho-so/${code}`);
    await page.getByRole('button', { name: 'Xem đủ: Số định danh' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Lý do').fill('Gọi báo bổ sung giấy tờ');
    await dialog.getByRole('button', { name: 'Xem đủ' }).click();
    await page.getByText(PERSON.identityNumber).waitFor();
    expect(await faults(page)).toEqual([]);
    const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])');
    expect(kept).not.toContain(PERSON.identityNumber);
    await page.getByRole('button', { name: 'Che lại: Số định danh' }).click();
    await page.getByText(PERSON.identityNumber).waitFor({ state: 'detached' });
    const { body } = await program.as('auditor', '82').get(`/dossiers/${code}/privacy`);
    expect(body.items).toMatchObject([
      {
        kind: 'revealed',
        by: { id: CLERK },
        part: 'submitter',
        field: 'identityNumber',
        reason: 'Gọi báo bổ sung giấy tờ',
      },
    ]);

    await page.goto(`${program.url}/tiep-nhan?thu-tuc=3.000465`);
    await page.getByRole('radiogroup', { name: 'Việc' }).getByText('Từ chối tiếp nhận').click();
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Không thuộc thẩm quyền giải quyết');
    expect(await faults(page)).toEqual([]);
    await page.getByRole('main').locator('button[type=submit]').click();
    await page.getByRole('heading', { level: 1, name: /^Đã ghi: / }).waitFor();
    await page.getByRole('button', { name: /^In: Phiếu từ chối/ }).waitFor();
    expect(await faults(page)).toEqual([]);
    expect(new URL(page.url()).searchParams.get('viec')).toBe('refuse-at-desk');
  }, 240_000);

  test('an auditor has the record verified and is told whose chain was changed', async () => {
    const page = await windowOf(AUDITOR);
    await menu(page, 'Kiểm tra bản ghi').click();
    await page.getByText('Chưa kiểm tra lần nào').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bắt đầu kiểm tra' }).click();
    await page.getByRole('status').getByText('Bản ghi nguyên vẹn').waitFor();
    const id = (await program.as('auditor', '82').get(`/dossiers/${code}`)).body.id as string;
    const db = openDatabase({ file: join(home, 'mot-cua.db') }, 'write');
    await dropGuards(db);
    await db('events').where({ dossier_id: id, seq: 1 }).update({ actor: 'ai-khac' });
    await db.destroy();
    await page.goto(`${program.url}/kiem-tra/ho-so/${code}`);
    await page.getByRole('button', { name: 'Kiểm tra chuỗi của hồ sơ này' }).click();
    await page
      .getByRole('status')
      .getByText(/^Có \d+ chỗ sai$/)
      .waitFor();
    const culprit = page.getByRole('link', { name: `hồ sơ ${id}` }).first();
    expect(await culprit.getAttribute('href')).toBe(`/kiem-tra/ho-so/${id}`);
    expect(await faults(page)).toEqual([]);
    await page.goto(`${program.url}/kiem-tra/ban-ghi`);
    await page.getByRole('cell', { name: /Có \d+ chỗ sai/ }).waitFor();
    await page.getByRole('cell', { name: /Bản ghi nguyên vẹn/ }).waitFor();
    expect(await faults(page)).toEqual([]);
  }, 240_000);

  test('sign-ins, what is due for erasure and what is held about a person are found', async () => {
    const auditor = await windowOf(AUDITOR);
    await menu(auditor, 'Đăng nhập').click();
    await auditor.getByLabel('Tài khoản').fill(AUDITOR);
    await auditor.keyboard.press('Enter');
    await auditor.waitForURL(/account=kiem-tra/);
    await auditor.getByRole('cell', { name: AUDITOR, exact: true }).first().waitFor();
    await auditor.getByRole('cell', { name: CLERK, exact: true }).first().waitFor({ state: 'detached' });
    expect(await faults(auditor)).toEqual([]);
    await menu(auditor, 'Đến hạn xóa dữ liệu').click();
    await auditor.getByText('Không có hồ sơ nào đến hạn').waitFor();
    expect(await faults(auditor)).toEqual([]);

    const officer = await windowOf(OFFICER);
    await menu(officer, 'Dữ liệu về một người').click();
    await officer.getByLabel('Số định danh').fill(PERSON.identityNumber);
    await officer.getByLabel('Lý do').fill('Đơn yêu cầu ngày 24/11/2026');
    await officer.getByLabel('Chỉ dữ liệu').check();
    const file = officer.waitForEvent('download');
    await officer.getByRole('button', { name: 'Xuất và tải về' }).click();
    const held = JSON.parse(readFileSync(await (await file).path(), 'utf8'));
    expect(held).toMatchObject({ identityNumber: PERSON.identityNumber, dossiers: [{ code }] });
    await officer.getByText('1 hồ sơ ở các đơn vị của bạn').waitFor();
    expect(await faults(officer)).toEqual([]);
    expect(await officer.getByLabel('Số định danh').inputValue()).toBe('');
    expect(wrong).toEqual([]);
  }, 240_000);

  heldAndErased(place);
  furtherReplays(place);
  grownBetweenSeals(place);
  afterEach(() => expect(wrong.splice(0)).toEqual([]));
});
