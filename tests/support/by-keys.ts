import type { Page } from 'playwright-core';

/** What was received, and how: each key and each field that is typed in is one interaction. */
export type ReceivedByKeys = { code: string; interactions: number };

/**
 * Receives a dossier of the shortest procedure by the keyboard alone, from any page of the counter to the printed slip.
 * @param page somebody who receives, with the focus on no field
 */
export async function receiveByKeys(page: Page): Promise<ReceivedByKeys> {
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
  await page.getByRole('heading', { level: 1, name: 'Tiếp nhận hồ sơ' }).waitFor();
  await page.locator(':focus[aria-haspopup="listbox"]').waitFor();
  await type('ban sao van bang');
  await press('Enter');
  await page.getByRole('textbox', { name: 'Họ và tên' }).first().waitFor();
  await page.getByText(/^17:00, Thứ /).waitFor();
  await page.locator('#receive_submitter_name:focus').waitFor();
  await type('Nguyễn Văn Ân');
  await press('Alt+ArrowDown');
  await type('Bằng tốt nghiệp THPT');
  await press('Alt+ArrowDown');
  await type('2010');
  await press('Alt+a');
  await press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Đã tiếp nhận' }).waitFor();
  const code = (await page.locator('[data-code]').textContent()) ?? '';
  await press('Enter');
  await page.frameLocator('#print-frame').getByText(code).first().waitFor();
  return { code, interactions };
}
