import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { axeFaults, describeInBrowser, openBrowser, passwordsIn, signIn } from '../support/chromium';
import { untilKept } from '../support/kept';
import { freePort } from '../support/postgres';
import { Program } from '../support/program';
import { flat, LABOUR_RULES } from '../support/samples';

const CODE = LABOUR_RULES.procedure;

describeInBrowser('the pages of the process owner', () => {
  const home = mkdtempSync(join(tmpdir(), 'mot-cua-owner-'));
  let program: Program;
  let browser: Browser;
  let passwords: Map<string, string>;
  const wrong: string[] = [];

  beforeAll(async () => {
    program = new Program({
      MOTCUA_HOME: home,
      PORT: String(await freePort()),
      MOTCUA_TEMPORAL_PORT: String(await freePort()),
    });
    await program.start();
    passwords = passwordsIn(program.said);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await program?.end('SIGINT');
    rmSync(home, { recursive: true, force: true });
  });

  async function open(account: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    await signIn(page, program.url, account, passwords);
    return page;
  }

  /** What axe-core finds on the page, in both languages. */
  async function violations(page: Page): Promise<string[]> {
    const found: string[] = [];
    for (const language of ['English', 'Tiếng Việt']) {
      await page.getByRole('button', { name: language }).click();
      found.push(...(await axeFaults(page)));
    }
    return found.map((one) => `${new URL(page.url()).pathname.split('/')[1]}: ${one}`);
  }

  test('a limit is changed, refused, repaired, reviewed by a second person, and the next receipt has it', async () => {
    const clerk = program.as('government-clerk', '82');
    const before = flat(await clerk.post('/dossiers', LABOUR_RULES)).body;
    const faults: string[] = [];

    const owner = await open('chu-quy-trinh');
    await owner.goto(`${program.url}/quy-trinh`);
    await owner.getByLabel('Tìm thủ tục').fill('noi quy lao dong');
    await owner.getByRole('link', { name: 'Đăng ký nội quy lao động' }).waitFor();
    faults.push(...(await violations(owner)));
    await owner.getByRole('link', { name: 'Đăng ký nội quy lao động' }).click();
    await owner.getByRole('region', { name: 'Các bước' }).waitFor();
    faults.push(...(await violations(owner)));
    await owner.getByRole('radiogroup').getByText('Sơ đồ').click();
    await owner.locator('.react-flow__node').nth(10).waitFor();
    faults.push(...(await violations(owner)));
    await owner.getByRole('button', { name: 'Lập bản thảo mới' }).click();

    // Two days are fewer than the stages take together.
    const counter = owner.getByRole('group', { name: 'Nộp trực tiếp' });
    await counter.getByLabel('Số lượng').fill('2');
    await owner.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await owner.getByText('cộng lại').first().waitFor();
    faults.push(...(await violations(owner)));
    await owner.getByRole('button', { name: 'Đề nghị xem xét' }).click();
    await owner.getByText('Bản thảo còn lỗi cấu hình').waitFor();
    await counter.getByLabel('Số lượng').fill('9');
    await owner.keyboard.press('Control+s');
    await owner.getByText('thời hạn khi nộp trực tiếp từ 7 lên 9 ngày làm việc').waitFor();
    expect(await owner.getByText('cộng lại').count()).toBe(0);

    // What is written in a form is seen as whoever fills it in will see it, before it is saved.
    await owner.getByRole('tab', { name: 'Biểu mẫu' }).click();
    await owner.getByRole('button', { name: 'Thêm câu hỏi' }).click();
    await owner.getByRole('group', { name: 'Câu hỏi «Mục 1»' }).getByLabel('Nhãn tiếng Việt').fill('Số fax');
    await owner
      .getByRole('region', { name: /^Xem trước/ })
      .getByLabel('Số fax')
      .waitFor();
    faults.push(...(await violations(owner)));
    for (const tab of ['Các bước', 'Hành động']) {
      await owner.getByRole('tab', { name: tab }).click();
      await owner.locator('.mantine-Accordion-control').nth(5).click();
      faults.push(...(await violations(owner)));
    }
    await owner.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await owner.getByText('thêm câu hỏi «Số fax»').waitFor();
    await owner.getByRole('button', { name: 'Đề nghị xem xét' }).click();
    await owner.getByText('Chờ xem xét').first().waitFor();
    expect(await owner.getByRole('button', { name: 'Phê duyệt và công bố' }).count()).toBe(0);

    const second = await open('giam-doc.trung-tam');
    await second.goto(owner.url());
    await second.getByText('từ 7 lên 9 ngày làm việc').waitFor();
    faults.push(...(await violations(second)));
    await second.getByRole('button', { name: 'Phê duyệt và công bố' }).click();
    await second.getByText(/Đã công bố thành phiên bản 1001/).waitFor();

    const after = flat(await clerk.post('/dossiers', LABOUR_RULES)).body;
    expect(after.dueAt > before.dueAt).toBe(true);
    const version = async ({ code }: { code: string }) => (await clerk.get(`/dossiers/${code}`)).body.procedure.version;
    expect([await version(before), await version(after)]).toEqual([1, 1001]);
    await owner.goto(`${program.url}/quy-trinh/${CODE}`);
    await owner.getByText('từ 7 lên 9 ngày làm việc').waitFor();
    faults.push(...(await violations(owner)));
    expect(faults).toEqual([]);
    // What the API refuses, browsers write down as an error.
    expect(wrong.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
  });

  test('who did not save the last is told who did, and nothing typed is lost', async () => {
    const one = await open('chu-quy-trinh');
    const other = await open('chu-quy-trinh');
    await one.goto(`${program.url}/quy-trinh/2.002206`);
    await one.getByRole('button', { name: 'Lập bản thảo mới' }).click();
    await one.getByRole('group', { name: 'Nộp trực tiếp' }).waitFor();
    await other.goto(one.url());
    const amount = (page: Page) => page.getByRole('group', { name: 'Nộp trực tiếp' }).getByLabel('Số lượng');
    await amount(other).fill('8');
    await amount(one).fill('6');
    await one.getByRole('button', { name: 'Lưu bản thảo' }).click();
    await one.getByText('từ 3 lên 6 ngày làm việc').waitFor();
    // Kept on this computer: a reload does not lose it.
    await untilKept(other, '"amount":8');
    await other.reload();
    await other.getByText(/đã thay đổi bản thảo này/).waitFor();
    expect(await amount(other).inputValue()).toBe('8');
    await other.getByRole('button', { name: 'Xem bản mới, bỏ phần chưa lưu' }).click();
    await other.getByText('Không có lỗi cấu hình').waitFor();
    expect(await amount(other).inputValue()).toBe('6');
  });
});
