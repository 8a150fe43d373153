import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeInBrowser, openBrowser, passwordsIn, signIn } from '../support/chromium';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { DEPARTMENTS, DIPLOMA_COPY, WHOLE_WAY, walk, type Crew } from '../support/samples';

jest.setTimeout(180_000);

const CLERK = 'cong-chuc.mot-cua';
const POSTAL = 'nhan-vien.buu-dien';
const CODE = /^H20-\d{6}-\d{4}$/;

describeInBrowser('at the counter', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-web-'));
  let program: Program;
  let browser: Browser;
  let given: Map<string, string>;
  let counter: BrowserContext;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    program = new Program({
      MOTCUA_HOME: home,
      PORT: String(await freePort()),
      MOTCUA_TEMPORAL_PORT: String(await freePort()),
      MOTCUA_CLOCK: '2026-11-25T02:00:00Z',
    });
    await program.start();
    given = passwordsIn(program.said);
    browser = await openBrowser();
    counter = await newContext();
    page = await counter.newPage();
    watch(page);
    await signIn(page, program.url, CLERK, given);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });
  // A style or script that the policy stops, or an error that nobody caught, is a fault of whichever page is shown.
  afterEach(() => expect(faults.splice(0)).toEqual([]));

  const newContext = () => browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });

  function watch(watched: Page): void {
    watched.on('pageerror', (error) => faults.push(error.message));
    watched.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) faults.push(message.text());
    });
  }

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

  /** Opens the form of the shortest procedure by some letters without diacritics. */
  async function choose(on: Page = page): Promise<void> {
    await on.goto(`${program.url}/tiep-nhan`);
    const box = on.getByRole('textbox', { name: 'Thủ tục' });
    await box.waitFor();
    await box.fill('ban sao van bang');
    await on.keyboard.press('Enter');
    await on.getByRole('textbox', { name: 'Họ và tên' }).first().waitFor();
  }

  async function fill(name: string, on: Page = page): Promise<void> {
    await on.getByRole('textbox', { name: 'Họ và tên' }).first().fill(name);
    await on.getByRole('textbox', { name: 'Loại văn bằng' }).fill('Bằng tốt nghiệp THPT');
    await on.getByRole('textbox', { name: 'Năm tốt nghiệp' }).fill('2010');
    await on.keyboard.press('Alt+a');
  }

  async function received(on: Page = page): Promise<string> {
    await on.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
    return (await on.locator('[data-code]').textContent()) ?? '';
  }

  function crew(): Crew {
    const education = DEPARTMENTS.education;
    return {
      clerk: program.as('government-clerk', '82'),
      head: program.as('head-of-unit', education),
      specialist: program.as('specialist', education),
      signatory: program.as('signatory', education),
    };
  }

  test('a government clerk receives by the keyboard alone, in twelve keys and fields, and returns the result', async () => {
    const began = Date.now();
    let interactions = 0;
    const press = async (key: string) => {
      interactions += 1;
      await page.keyboard.press(key);
    };
    const type = async (text: string) => {
      interactions += 1;
      await page.keyboard.type(text);
    };
    await page.keyboard.press('Alt+n');
    await heading('Tiếp nhận hồ sơ');
    await page.locator(':focus[aria-haspopup="listbox"]').waitFor();
    await type('ban sao van bang');
    await press('Enter');
    await page.getByRole('textbox', { name: 'Họ và tên' }).first().waitFor();
    expect(await page.getByText('17:00, Thứ Tư 25/11/2026').count()).toBe(1);
    await page.locator('#receive_submitter_name:focus').waitFor();
    await type('Nguyễn Văn Ân');
    await press('Alt+ArrowDown');
    await type('Bằng tốt nghiệp THPT');
    await press('Alt+ArrowDown');
    await type('2010');
    await press('Alt+a');
    await press('Control+Enter');
    const code = await received();
    expect(code).toMatch(CODE);
    await press('Enter');
    const slip = page.frameLocator('#print-frame');
    await slip.getByText(code).first().waitFor();
    expect(interactions).toBeLessThanOrEqual(12);
    expect(Date.now() - began).toBeLessThan(30_000);

    // The slip is printed from the very page that the API made, with its style.
    const font = await page.evaluate(
      `getComputedStyle(document.querySelector('#print-frame').contentDocument.body).fontFamily`,
    );
    expect(font).toMatch(/Times|serif/i);
    await walk(crew(), { code, seq: 1 }, WHOLE_WAY.slice(0, -1));
    await page.goto(`${program.url}/cong-viec`);
    await page.getByRole('link', { name: code }).press('Enter');
    await heading(code);
    await page.getByRole('button', { name: 'Trả kết quả', exact: true }).press('Enter');
    await page.getByRole('textbox', { name: 'Người nhận' }).fill('Nguyễn Văn Ân');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-stage="returned"]').waitFor();
    await page.getByText('Lúc này bạn không có việc gì với hồ sơ này').waitFor();
  });

  test('what the API refuses stands at its field, and the first of them has the focus', async () => {
    await choose();
    await page.keyboard.press('Control+Enter');
    await page.locator('#receive_submitter_name[aria-invalid="true"]:focus').waitFor();
    expect(await page.getByText('Cần điền mục này').count()).toBeGreaterThanOrEqual(3);
  });

  test('a name in decomposed letters is stored composed, and found without diacritics', async () => {
    await choose();
    await fill('Trần Thị Thu Hường'.normalize('NFD'));
    await page.keyboard.press('Control+Enter');
    const code = await received();
    const dossier = await program.as('government-clerk', '82').get(`/dossiers/${code}`);
    expect(dossier.body.parties[0].name).toBe('Trần Thị Thu Hường'.normalize('NFC'));
    await page.keyboard.press('Control+Home');
    await page.getByRole('searchbox').fill('tran thi thu huong');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: code }).waitFor();
  });

  test('the draft outlives the page, and the API that is killed while it is sent; nothing is received twice', async () => {
    await choose();
    await fill('Lê Văn Nháp');
    await page.waitForTimeout(600);
    await page.reload();
    const name = page.getByRole('textbox', { name: 'Họ và tên' }).first();
    await name.waitFor();
    expect(await name.inputValue()).toBe('Lê Văn Nháp');
    await program.end('SIGKILL');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Không kết nối được máy chủ').waitFor();
    expect(await name.inputValue()).toBe('Lê Văn Nháp');
    await program.start();
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).dblclick();
    expect(await received()).toMatch(CODE);
    const found = await program.as('government-clerk', '82').get('/dossiers?q=le%20van%20nhap');
    expect(found.body.items).toHaveLength(1);
    await choose();
    expect(await name.inputValue()).toBe('');
  });

  test('two people on one dossier: each sees the step of the other at once, and what was typed stays', async () => {
    const order = await program.as('government-clerk', '82').post('/dossiers', DIPLOMA_COPY);
    const { code } = order.body.dossier as { code: string };
    const other = await counter.newPage();
    watch(other);
    for (const each of [page, other]) {
      await each.goto(`${program.url}/ho-so/${code}`);
      await each.getByRole('button', { name: 'Rút hồ sơ', exact: true }).waitFor();
    }
    await page.getByRole('button', { name: 'Rút hồ sơ', exact: true }).click();
    const reason = page.getByRole('textbox').last();
    await reason.fill('Người nộp xin rút lại hồ sơ để bổ sung');
    await other.getByRole('button', { name: 'Chuyển hồ sơ', exact: true }).click();
    await other.getByRole('button', { name: 'Xác nhận: Chuyển hồ sơ' }).click();
    await page.getByText('Người khác vừa làm việc với hồ sơ này').waitFor();
    await page.locator('[data-stage="forwarded"]').waitFor();
    expect(await reason.inputValue()).toBe('Người nộp xin rút lại hồ sơ để bổ sung');
    await page.getByRole('button', { name: 'Đã xem, làm tiếp' }).click();
    await page.getByRole('button', { name: 'Xác nhận: Rút hồ sơ' }).click();
    await other.locator('[data-stage="withdrawn"]').waitFor();
    await other.close();
  });

  test('many at once, with what became of each', async () => {
    const clerk = program.as('government-clerk', '82');
    const codes: string[] = [];
    for (let i = 0; i < 3; i += 1)
      codes.push((await clerk.post('/dossiers', DIPLOMA_COPY)).body.dossier.code as string);
    await page.goto(`${program.url}/cong-viec?linh-vuc=giao-duc-dao-tao`);
    for (const code of codes) await page.getByRole('checkbox', { name: `Chọn ${code}` }).check();
    await page.getByRole('textbox', { name: 'Việc làm được với hồ sơ đã chọn' }).click();
    await page.getByRole('option', { name: 'Chuyển hồ sơ' }).click();
    await page.getByRole('button', { name: 'Thực hiện' }).click();
    for (const code of codes) await page.getByText(`${code}: Xong`).waitFor();
  });

  test('a clerk of the Post is told why not, and by when', async () => {
    const post = await newContext();
    const theirs = await post.newPage();
    watch(theirs);
    await signIn(theirs, program.url, POSTAL, given);
    await theirs.goto(`${program.url}/tiep-nhan`);
    const box = theirs.getByRole('textbox', { name: 'Thủ tục' });
    await box.fill('ban sao van bang');
    await theirs.keyboard.press('Enter');
    await theirs.getByText('Bạn không tiếp nhận thủ tục này lúc này').waitFor();
    await theirs.getByText('Chưa có kế hoạch chuyển giao').waitFor();
    expect(await theirs.getByRole('button', { name: 'Tiếp nhận', exact: true }).count()).toBe(0);
    await post.close();
  });

  test('whoever signs out leaves no draft behind', async () => {
    await choose();
    await fill('Người Khác');
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(/\/oidc\//);
    await page.locator('button[value=yes]').click();
    await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
    const kept = await page.evaluate(`new Promise((done) => {
      const asked = indexedDB.open('mot-cua');
      asked.onsuccess = () => {
        const all = asked.result.transaction('drafts').objectStore('drafts').getAllKeys();
        all.onsuccess = () => done(all.result);
      };
    })`);
    expect(kept).toEqual([]);
  });
});
