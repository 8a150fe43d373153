import type { Page } from 'playwright-core';
import { GUIDE_CARD } from '../../support/fees';
import type { Desk } from '../../support/desk';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const LIMIT = 20 * 1024 * 1024;

async function openFees(desk: Desk, code: string): Promise<Page> {
  const { page } = desk;
  await page.goto(`${desk.program.url}/ho-so/${code}`);
  await page.getByRole('tab', { name: 'Phí, lệ phí' }).click();
  await page.locator('[data-money="left"]').waitFor();
  return page;
}

export function moneyAndPapers(desk: Desk): void {
  test('a fee is reduced by law, paid on a receipt that counts on by itself, and given back', async () => {
    const [one, two] = [await desk.received(GUIDE_CARD), await desk.received(GUIDE_CARD)];
    const page = await openFees(desk, one);
    const left = (amount: RegExp) => page.locator('[data-money="left"]', { hasText: amount }).waitFor();
    await left(/650\.000/);
    await page.getByRole('button', { name: /^Ghi miễn, giảm/ }).click();
    await page.getByRole('textbox', { name: 'Miễn, giảm' }).click();
    await page.getByRole('option', { name: 'Giảm', exact: true }).click();
    await page.getByRole('textbox', { name: 'Số tiền giảm' }).fill('900000');
    await page.getByRole('textbox', { name: 'Căn cứ pháp lý' }).fill('Thông tư 33/2018/TT-BTC, Điều 4');
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Người có công');
    const confirm = page.getByRole('button', { name: 'Xác nhận: Ghi miễn, giảm' });
    await confirm.click();
    // More than the whole is refused, and what was typed is still there to be put right.
    await page.getByRole('form').getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: 'Số tiền giảm' }).fill('150000');
    await confirm.click();
    await left(/500\.000/);
    await page.locator('#fees:focus').waitFor();

    await page.getByRole('textbox', { name: 'Ký hiệu biên lai' }).fill('AB/26P');
    await page.getByRole('textbox', { name: 'Số biên lai' }).fill('0000123');
    await page.getByRole('button', { name: /^Thu 500/ }).click();
    await left(/^0/);
    await page.getByRole('button', { name: /^Hoàn tiền: biên lai AB\/26P số 0000123/ }).click();
    await page.getByRole('textbox', { name: 'Số tiền hoàn' }).fill('100000');
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Thu thừa');
    await page.getByRole('button', { name: 'Xác nhận: Hoàn tiền' }).click();
    await page.getByText('Đã hoàn 100.000').waitFor();

    await openFees(desk, two);
    await page.getByRole('textbox', { name: 'Ký hiệu biên lai' }).fill('AB/26P');
    const number = page.getByRole('textbox', { name: 'Số biên lai' });
    await number.fill('0000123');
    await page.getByRole('button', { name: /^Thu 650/ }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await number.inputValue()).toBe('0000123');
    const { body } = await desk.clerk.get(`/dossiers/${one}/payments`);
    expect(body.balance).toMatchObject({ whole: 650_000, off: 150_000, paid: 500_000, refunded: 100_000 });
  });

  test('a scan dropped on its row goes with the dossier; what is no document or too big is refused in its row', async () => {
    const { page } = desk;
    await desk.choose();
    await desk.fill('Đỗ Thị Quét');
    const row = page.locator('fieldset table tbody tr').first();
    const input = row.locator('input[type="file"]');
    await input.setInputFiles({ name: 'don.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ no document') });
    await row.getByRole('alert').waitFor();
    await input.setInputFiles({
      name: 'to.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.concat([PDF, Buffer.alloc(LIMIT)]),
    });
    await row.getByRole('alert').getByText('20 MB').waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const held = new DataTransfer();
      held.items.add(new File([${JSON.stringify(PDF.toString())}], '${'đơn.pdf'.normalize('NFD')}', { type: 'application/pdf' }));
      return held;
    })()`);
    await row.dispatchEvent('drop', { dataTransfer: dropped });
    await row.getByRole('button', { name: /^Bỏ tệp/ }).waitFor();
    expect(await row.getByRole('alert').count()).toBe(0);
    // Beside the rows nothing happens; the browser would show the file in place of the form.
    const stays = await page.evaluate(
      `!document.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true }))`,
    );
    expect(stays).toBe(true);
    await page.keyboard.press('Control+Enter');
    const { body } = await desk.clerk.get(`/dossiers/${await desk.code()}`);
    expect(body.attachments).toMatchObject([{ name: 'đơn.pdf', mediaType: 'application/pdf' }]);
  });

  test('a scan on its way is waited for, and what is typed meanwhile stays', async () => {
    const { page } = desk;
    const opened: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/dossiers')) opened.push(request.postData() ?? '');
    });
    let fate: (to: 'continue' | 'abort') => void = () => undefined;
    await page.route('**/api/v1/uploads', async (route) => {
      const to = await new Promise<'continue' | 'abort'>((decide) => (fate = decide));
      await route[to]();
    });
    await desk.choose();
    await desk.fill('Mai Văn Chờ');
    const row = page.locator('fieldset table tbody tr').first();
    const scan = async (name: string) => {
      const asked = page.waitForRequest('**/api/v1/uploads');
      await row
        .locator('input[type="file"]')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(PDF) });
      await asked;
      await row.getByRole('status').getByText(name).waitFor();
    };
    await scan('mất.pdf');
    await page.getByRole('textbox', { name: 'Năm tốt nghiệp' }).fill('2011');
    await page.keyboard.press('Control+Enter');
    fate('abort');
    await row.getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).and(page.locator(':enabled')).waitFor();
    expect(opened).toEqual([]);

    await scan('đơn.pdf');
    await page.getByRole('textbox', { name: 'Năm tốt nghiệp' }).fill('2012');
    await page.keyboard.press('Control+Enter');
    fate('continue');
    const { body } = await desk.clerk.get(`/dossiers/${await desk.code()}`);
    expect(body.attachments).toMatchObject([{ name: 'đơn.pdf' }]);
    expect(opened).toHaveLength(1);
    expect(opened[0]).toContain('2012');
    await page.unroute('**/api/v1/uploads');
  });
}
