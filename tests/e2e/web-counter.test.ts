import type { Page } from 'playwright-core';
import { receiveByKeys } from '../support/by-keys';
import { describeInBrowser } from '../support/chromium';
import { CLERK, Desk } from '../support/desk';
import { keptDrafts, untilKept } from '../support/kept';
import { DIPLOMA_COPY, WHOLE_WAY, walk } from '../support/samples';
import { fromHandToHand } from './counter/hands';
import { byKeysAlone } from './counter/keys';
import { moneyAndPapers } from './counter/money-and-papers';
import { whenThingsGoWrong } from './counter/trouble';

const POSTAL = 'nhan-vien.buu-dien';
const CODE = /^H20-\d{6}-\d{4}$/;

describeInBrowser('at the counter', () => {
  const desk = new Desk();
  const { faults } = desk;
  let page: Page;

  beforeAll(async () => {
    await desk.open();
    page = desk.page;
  });
  afterAll(() => desk.close());
  afterEach(() => expect(faults.splice(0)).toEqual([]));

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

  test('a government clerk receives by the keyboard alone, in twelve keys and fields, and returns the result', async () => {
    const { code, interactions } = await receiveByKeys(page);
    expect(code).toMatch(CODE);
    expect(interactions).toBeLessThanOrEqual(12);

    // The slip is printed from the very page that the API made, with its style.
    const font = await page.evaluate(
      `getComputedStyle(document.querySelector('#print-frame').contentDocument.body).fontFamily`,
    );
    expect(font).toMatch(/Times|serif/i);
    await walk(desk.crew(), { code, seq: 1 }, WHOLE_WAY.slice(0, -1));
    await page.goto(`${desk.program.url}/cong-viec`);
    await page.getByRole('link', { name: code }).press('Enter');
    await heading(code);
    await page.getByText('Thông tin riêng của thủ tục:').waitFor();
    await page.getByText('Năm tốt nghiệp:').waitFor();
    await page.getByRole('button', { name: 'Trả kết quả', exact: true }).press('Enter');
    await page.getByRole('textbox', { name: 'Người nhận' }).fill('Nguyễn Văn Ân');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-stage="returned"]').waitFor();
    await page.getByText('Lúc này bạn không có việc gì với hồ sơ này').waitFor();
  });

  test('what the API refuses stands at its field, and the first of them has the focus', async () => {
    await desk.choose();
    await page.keyboard.press('Control+Enter');
    await page.locator('#receive_submitter_name[aria-invalid="true"]:focus').waitFor();
    await page.getByText('Cần điền mục này').nth(2).waitFor();
  });

  test('a name in decomposed letters is stored composed, and found without diacritics', async () => {
    await desk.choose();
    await desk.fill('Trần Thị Thu Hường'.normalize('NFD'));
    await page.keyboard.press('Control+Enter');
    const code = await desk.code();
    const dossier = await desk.clerk.get(`/dossiers/${code}`);
    expect(dossier.body.parties[0].name).toBe('Trần Thị Thu Hường'.normalize('NFC'));
    await page.keyboard.press('Control+Home');
    for (const typed of ['tran thi thu huong', 'Trần Thị Thu Hường', 'Trần Thị Thu Hường'.normalize('NFD')]) {
      await page.getByRole('searchbox').fill(typed);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('q')?.normalize('NFC') === typed.normalize('NFC'));
      await page.getByRole('link', { name: code }).waitFor();
    }
  });

  test('the draft outlives the page, and the API that is killed while it is sent; nothing is received twice', async () => {
    const code = await desk.received(DIPLOMA_COPY);
    const other = await desk.seat(CLERK);
    await other.goto(`${desk.program.url}/ho-so/${code}`);
    await other.locator('[data-stage]').waitFor();
    await desk.choose();
    await desk.fill('Lê Văn');
    await untilKept(page, '"originals":');
    // The last that is typed is kept as well when the page is left right after it.
    const name = page.getByRole('textbox', { name: 'Họ và tên' }).first();
    await name.fill('Lê Văn Nháp');
    await page.reload();
    await name.waitFor();
    expect(await name.inputValue()).toBe('Lê Văn Nháp');
    const asked: number[] = [];
    other.on('request', (request) => request.url().endsWith('/live') && asked.push(Date.now()));
    await desk.program.end('SIGKILL');
    const died = Date.now();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Không kết nối được máy chủ').waitFor();
    expect(await name.inputValue()).toBe('Lê Văn Nháp');
    await desk.program.start();
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).dblclick();
    expect(await desk.code()).toMatch(CODE);
    const found = await desk.clerk.get('/dossiers?q=le%20van%20nhap');
    expect(found.body.items).toHaveLength(1);
    await desk.choose();
    expect(await name.inputValue()).toBe('');

    // Who only looks on hears of changes again by himself, and has not hammered meanwhile.
    await desk.clerk.post(`/dossiers/${code}/actions/forward`, { expectedSeq: 1, content: {} });
    await other.locator('[data-stage="forwarded"]').waitFor();
    expect(asked.length).toBeLessThanOrEqual(3 + Math.log2(1 + (Date.now() - died) / 500));
    await other.context().close();
  });

  test('two people on one dossier: each sees the step of the other at once, and what was typed stays', async () => {
    const order = await desk.clerk.post('/dossiers', DIPLOMA_COPY);
    const { code } = order.body.dossier as { code: string };
    const other = await desk.seat(CLERK);
    for (const each of [page, other]) {
      await each.goto(`${desk.program.url}/ho-so/${code}`);
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
    await other.context().close();
  });

  test('many at once, with what became of each', async () => {
    const clerk = desk.clerk;
    const codes: string[] = [];
    for (let i = 0; i < 3; i += 1)
      codes.push((await clerk.post('/dossiers', DIPLOMA_COPY)).body.dossier.code as string);
    await page.goto(`${desk.program.url}/cong-viec?linh-vuc=giao-duc-dao-tao`);
    for (const code of codes) await page.getByRole('checkbox', { name: `Chọn ${code}` }).check();
    await page.getByRole('textbox', { name: 'Việc làm được với hồ sơ đã chọn' }).click();
    await page.getByRole('option', { name: 'Chuyển hồ sơ' }).click();
    await page.getByRole('button', { name: 'Thực hiện' }).click();
    for (const code of codes) await page.getByText(`${code}: Xong`).waitFor();
  });

  test('a clerk of the Post is told why not, and by when', async () => {
    const theirs = await desk.seat(POSTAL);
    await theirs.goto(`${desk.program.url}/tiep-nhan`);
    const box = theirs.getByRole('textbox', { name: 'Thủ tục' });
    await box.fill('ban sao van bang');
    await theirs.keyboard.press('Enter');
    await theirs.getByText('Bạn không tiếp nhận thủ tục này lúc này').waitFor();
    await theirs.getByText('Chưa có kế hoạch chuyển giao').waitFor();
    expect(await theirs.getByRole('button', { name: 'Tiếp nhận', exact: true }).count()).toBe(0);
    await theirs.context().close();
  });

  byKeysAlone(desk);
  moneyAndPapers(desk);
  whenThingsGoWrong(desk);
  fromHandToHand(desk);

  test('whoever signs out leaves no draft behind', async () => {
    await desk.choose();
    await desk.fill('Người Khác');
    await untilKept(page, '"originals":');
    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.waitForURL(/\/oidc\//);
    await page.locator('button[value=yes]').click();
    await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
    expect(await keptDrafts(page)).toEqual({});
  });
});
