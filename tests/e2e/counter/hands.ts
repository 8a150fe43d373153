import { qrSquares } from '../../../config/print-qr';
import { axeFaults } from '../../support/chromium';
import type { Desk } from '../../support/desk';
import { BUDGET_CODE, DEPARTMENTS, DIPLOMA_COPY, LABOUR_RULES, WHOLE_WAY, walk } from '../../support/samples';

/** What goes out of the clerk's hands: papers to who decides, a date that was wrong, the slip to the applicant. */
export function fromHandToHand(desk: Desk): void {
  test('papers go with a slip: signed for giving, counted with a difference, and the difference settled', async () => {
    const { page } = desk;
    const codes = [await desk.received(DIPLOMA_COPY), await desk.received(DIPLOMA_COPY)];
    for (const code of codes)
      await desk.clerk.post(`/dossiers/${code}/actions/forward`, { expectedSeq: 1, content: {} });
    await page.goto(`${desk.program.url}/giao-nhan/moi`);
    await page.getByRole('textbox', { name: 'Bên nhận' }).click();
    await page.getByRole('option', { name: 'Sở Giáo dục và Đào tạo', exact: true }).click();
    await page.getByRole('textbox', { name: 'Mã hồ sơ' }).fill(codes.join('\n'));
    await page.getByRole('button', { name: 'Lập phiếu' }).click();
    await page.getByRole('button', { name: 'Ký giao' }).click();
    await page.getByText('đã giao', { exact: true }).waitFor();

    const theirs = await desk.seat('chuyen-vien.so');
    await theirs.goto(page.url());
    await theirs.getByRole('textbox', { name: `Kết quả kiểm đếm, ${codes[1]}` }).click();
    await theirs.getByRole('option', { name: 'lệch' }).click();
    await theirs.getByRole('textbox', { name: `Ghi chú, ${codes[1]}` }).fill('Thiếu bản sao');
    const copies = theirs.getByRole('textbox', { name: /^Bản sao: .*, / }).first();
    const listed = Number(await copies.inputValue());
    await copies.fill(String(listed + 2));
    await theirs.getByRole('button', { name: 'Kiểm đếm xong, ký nhận' }).click();
    await theirs.getByText('lệch: Thiếu bản sao').waitFor();
    await theirs.getByText(`${listed + 2} bản sao`).waitFor();
    await theirs.getByRole('textbox', { name: `Ghi chú, ${codes[1]}` }).fill('Đã bổ sung bản sao');
    await theirs.getByRole('button', { name: 'Giải quyết chênh lệch' }).click();
    await theirs.getByText('Đã giải quyết: Đã bổ sung bản sao').waitFor();
    await theirs.context().close();
    await page.reload();
    await page.getByText('2 hồ sơ; đủ 1, lệch 1, thiếu 0; chờ giải quyết 0').waitFor();
  });

  test('the head of the unit puts an appointment right, and both dates stand there', async () => {
    const code = await desk.received(LABOUR_RULES);
    const page = await desk.seat('giam-doc.trung-tam');
    await page.goto(`${desk.program.url}/ho-so/${code}`);
    await page.getByRole('tab', { name: 'Thời hạn' }).click();
    await page.getByLabel('Ngày hẹn đúng').fill('07/12/2026');
    await page.getByRole('textbox', { name: 'Lý do' }).fill('Tính nhầm ngày nghỉ');
    await page.getByRole('button', { name: 'Đính chính ngày hẹn' }).click();
    await page.getByRole('alert').getByText('Đã làm: Đính chính ngày hẹn').waitFor();
    await page.getByText('Hẹn lần đầu').waitFor();
    expect((await desk.clerk.get(`/dossiers/${code}`)).body).toMatchObject({ dueAt: '2026-12-07T10:00:00.000Z' });
    await page.context().close();
  });

  test('the address in the QR of the printed slip tells the applicant on a telephone, without JavaScript, what is missing', async () => {
    const code = await desk.received(BUDGET_CODE);
    const ask = { reason: 'Thiếu dấu xác nhận của cơ quan', papers: [{ name: 'Ảnh chân dung 3×4' }] };
    const steps = [
      ...WHOLE_WAY.slice(0, 3),
      { who: 'specialist', action: 'request-supplement', content: ask } as const,
    ];
    expect((await walk(desk.crew(DEPARTMENTS.finance), { code, seq: 1 }, steps)).status).toBe(200);
    const address = await addressOnSlip(desk, code);

    const phone = { javaScriptEnabled: false, locale: 'vi-VN', viewport: { width: 390, height: 844 } };
    const context = await desk.browser.newContext(phone);
    const page = desk.watch(await context.newPage());
    await page.goto(address);
    await page.getByText('Hồ sơ còn thiếu giấy tờ').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Ảnh chân dung 3×4' }).waitFor();
    await page.getByText('Thời hạn đang tạm dừng').waitFor();
    expect(await page.locator('li[aria-current="step"]').textContent()).toContain('Giải quyết');
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.content()).not.toContain('Nguyễn Văn Ân');

    await page.getByLabel('Mã hồ sơ').fill(code);
    await page.getByLabel('Khóa tra cứu').fill('AAAAA-AAAAA');
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByRole('alert').getByText('Hãy xem lại mã hồ sơ và khóa tra cứu').waitFor();
    const wrong = page.url();
    for (let i = 0; i < 12; i += 1) await fetch(wrong);
    await page.reload();
    await page
      .getByRole('alert')
      .getByText(/Hãy chờ \d+ (giây|phút)/)
      .waitFor();
    await context.close();

    const withScript = await desk.browser.newPage({ viewport: phone.viewport });
    await withScript.goto(`${desk.program.url}/tra-cuu`);
    expect(await axeFaults(withScript)).toEqual([]);
    await withScript.close();
  });
}

/** The address that the squares on the slip stand for: code and key as they are printed beside them. */
async function addressOnSlip(desk: Desk, code: string): Promise<string> {
  const { body } = await desk.clerk.post(`/dossiers/${code}/prints`, { kind: 'appointment-slip', seq: 1 });
  const asked = { headers: { authorization: `Bearer ${desk.clerk.token}`, accept: 'text/html' } };
  const html = await (await fetch(desk.program.url + body.print.links.html, asked)).text();
  const [key = 'no key'] =
    /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec(html.replace(/H20-\d{6}-\d{4}/g, '')) ?? [];
  const address = `${desk.program.url.replace('127.0.0.1', 'localhost')}/tra-cuu?code=${code}&key=${key}`;
  const { squares } = qrSquares(address);
  expect(html).toContain(squares.map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`).join(''));
  return address;
}
