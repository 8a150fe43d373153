import type { Page } from 'playwright-core';
import type { Desk } from '../../support/desk';
import { DIPLOMA_COPY } from '../../support/samples';

/** Waits until the focus is on what fits, with that text. */
const focusOn = (page: Page, what: string, text: string) => page.locator(`${what}:focus`, { hasText: text }).waitFor();

/** Goes through the rows to one of them, with the arrows alone. */
async function toRow(page: Page, code: string): Promise<void> {
  await page.locator('[data-row]', { hasText: code }).waitFor();
  await page.locator('[data-row]:focus').waitFor();
  const steps = await page.evaluate<number>(`(() => {
    const rows = [...document.querySelectorAll('[data-row]')];
    return rows.findIndex((row) => row.textContent === '${code}') - rows.indexOf(document.activeElement);
  })()`);
  for (let i = 0; i < Math.abs(steps); i += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
  await focusOn(page, '[data-row]', code);
}

export function byKeysAlone(desk: Desk): void {
  test('from the list through dossiers and back by keys alone, the focus always where work is', async () => {
    const { page } = desk;
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push(await desk.received(DIPLOMA_COPY));
    const [first = '', ...others] = codes;
    await page.goto(`${desk.program.url}/tim`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Alt+v');
    await toRow(page, first);
    await page.keyboard.press('Enter');
    await focusOn(page, 'h1', first);
    await page.getByRole('button', { name: 'Chuyển hồ sơ', exact: true }).waitFor();
    await page.keyboard.press('Alt+1');
    await page.locator('form :focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('Đã làm: Chuyển hồ sơ').first().waitFor();
    await focusOn(page, '#actions', 'Việc làm được lúc này');
    await page.keyboard.press('Alt+j');
    await page.locator(`h1:focus:not(:text("${first}"))`).waitFor();
    await page.keyboard.press('Alt+v');
    for (const code of others) {
      await toRow(page, code);
      await page.keyboard.press('Space');
      await page.getByRole('checkbox', { name: `Chọn ${code}`, checked: true }).waitFor();
    }
    await page.getByText('Đã chọn 2 hồ sơ').waitFor();

    // Both go with one slip, by keys alone; what can be done is read first, and only then is there a box to go to.
    await page.getByRole('textbox', { name: 'Việc làm được với hồ sơ đã chọn' }).waitFor();
    await page.keyboard.press('Alt+b');
    await page.locator('input[aria-haspopup="listbox"]:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    const slip = page.getByRole('option', { name: 'Lập phiếu giao nhận' });
    await slip.waitFor();
    for (let i = 0; i < 12 && !(await slip.getAttribute('data-combobox-selected')); i += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Thực hiện' }).waitFor();
    await page.keyboard.press('Control+Enter');
    for (const code of others) await page.getByText(new RegExp(`${code}: .*phiếu`)).waitFor();
    await page.locator('p:focus', { hasText: 'Kết quả' }).waitFor();
  });
}
