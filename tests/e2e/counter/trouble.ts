import { CLERK, type Desk } from '../../support/desk';
import { DIPLOMA_COPY } from '../../support/samples';

/** The session ends, the network breaks, somebody else was faster. */
export function whenThingsGoWrong(desk: Desk): void {
  const foundBy = async (q: string) => (await desk.clerk.get(`/dossiers?q=${encodeURIComponent(q)}`)).body.items;

  test('the session ends in the middle of a form: one signs in beside it, and nothing that was typed is lost', async () => {
    const page = await desk.seat(CLERK);
    await desk.choose(page);
    await desk.fill('Võ Hết Phiên', page);
    await page.context().clearCookies();
    // As when the token has run out: the issuer does not know the browser any more either.
    await page.route('**/api/v1/dossiers', (route) => route.fulfill({ status: 401, json: {} }), { times: 1 });
    await page.keyboard.press('Control+Enter');
    const again = page.getByRole('alert').getByRole('button', { name: 'Đăng nhập' });
    await again.waitFor();
    const [beside] = await Promise.all([page.waitForEvent('popup'), again.click()]);
    await beside.locator('#account').fill(CLERK);
    await beside.locator('#password').fill(desk.given.get(CLERK) ?? '');
    await Promise.all([beside.waitForEvent('close'), beside.locator('button[type=submit]').click()]);
    await again.waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: 'Họ và tên' }).first().inputValue()).toBe('Võ Hết Phiên');
    await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
    await desk.code(page);
    expect(await foundBy('vo het phien')).toHaveLength(1);
    await page.context().close();
  });

  test('the answer is lost on its way: the same is asked again under the same key, and done once', async () => {
    const { page } = desk;
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/v1/dossiers'))
        keys.push(request.headers()['idempotency-key']);
    });
    await desk.choose();
    await desk.fill('Hồ Mất Mạng');
    await page.route(
      '**/api/v1/dossiers',
      async (route) => {
        await route.fetch();
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    await page.keyboard.press('Control+Enter');
    await page.getByText('Không kết nối được máy chủ').waitFor();
    await page.keyboard.press('Control+Enter');
    const code = await desk.code();
    expect(await foundBy('ho mat mang')).toMatchObject([{ code }]);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
  });

  test('who has not heard of the other’s step is refused with it, and overwrites nothing', async () => {
    const page = await desk.seat(CLERK);
    const code = await desk.received(DIPLOMA_COPY);
    await page.route('**/api/v1/live', (route) => route.abort());
    await page.goto(`${desk.program.url}/ho-so/${code}`);
    await page.getByRole('button', { name: 'Rút hồ sơ', exact: true }).click();
    await page.getByRole('textbox').last().fill('Người nộp xin rút lại');
    await desk.clerk.post(`/dossiers/${code}/actions/forward`, { expectedSeq: 1, content: {} });
    await page.keyboard.press('Control+Enter');
    await page.getByText('Người khác vừa làm việc với hồ sơ này').waitFor();
    await page.locator('[data-stage="forwarded"]').waitFor();
    expect((await desk.clerk.get(`/dossiers/${code}`)).body.seq).toBe(2);
    await page.context().close();
  });
}
