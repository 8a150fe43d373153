import { createHmac } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { axeFaults, describeInBrowser, signIn } from '../support/chromium';
import { configWithDayOff } from '../support/config-with';
import { Desk } from '../support/desk';
import { eventually, Receiver } from '../support/receivers';
import { DIPLOMA_COPY, LABOUR_RULES } from '../support/samples';

jest.setTimeout(400_000);

const DECISION = 'Quyết định 90/QĐ-UBND (thử)';
const HEADER = 'id,name,group,unit,kind,postedFrom,postedTo,approvedBy,publishedOn,phone,accountOn,leftOn,certificates';

describeInBrowser('pages of those who keep the place in order', () => {
  const desk = new Desk();
  const gateway = new Receiver();
  let config = '';
  beforeAll(async () => {
    await gateway.open();
    gateway.answer = () => ({ status: 500 });
    await desk.open({
      SMS_URL: gateway.url,
      SMS_SECRET: 'một khóa dài của cổng',
      RELAY_ATTEMPTS: '1',
      WEBHOOK_ALLOW_PRIVATE: '1',
    });
  });
  afterAll(async () => {
    await desk.close();
    await gateway.close();
    if (config) rmSync(config, { recursive: true, force: true });
  });
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  const go = (page: Page, path: string) =>
    page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'));`,
    );

  /** Both languages, and nothing wider than a telephone. */
  async function accessible(page: Page, heading: RegExp, other: RegExp): Promise<void> {
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: other }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Tiếng Việt' }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.setViewportSize({ width: 1366, height: 768 });
  }

  async function choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('textbox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  async function withReason(page: Page, act: string, reason: string): Promise<void> {
    await page.getByRole('button', { name: act, exact: true }).click();
    await page.getByRole('dialog').getByLabel('Lý do').fill(reason);
    await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  async function signInWith(page: Page, account: string, word: string): Promise<void> {
    await page.getByRole('button', { name: /Đăng nhập/ }).click();
    await page.locator('#account').fill(account);
    await page.locator('#password').fill(word);
    await page.locator('button[type=submit]').click();
    await page.getByRole('navigation').waitFor();
  }

  const rowOf = (page: Page, name: RegExp) => page.getByRole('row', { name });

  const password = async (page: Page) => (await page.locator('[data-password]').textContent()) ?? '';

  test('an account is opened, its owner signs in and changes the password, and it is locked and let in again', async () => {
    const admin = await desk.seat('quan-tri');
    await go(admin, '/tai-khoan');
    await admin.getByLabel('Tên hoặc tài khoản').fill('mot cua cong chuc');
    await admin.getByRole('button', { name: 'Tìm', exact: true }).click();
    await admin.getByRole('cell', { name: 'cong-chuc.mot-cua', exact: true }).waitFor();
    expect(await admin.getByRole('cell', { name: 'quan-tri', exact: true }).count()).toBe(0);
    await accessible(admin, /^Tài khoản$/, /^Accounts$/);

    await admin.getByRole('link', { name: 'Mở tài khoản' }).click();
    await accessible(admin, /Mở tài khoản/, /Open an account/);
    await admin.getByLabel('Họ và tên').fill('Trần Thị Bình');
    await admin.getByLabel('Tên tài khoản').fill('cong.chuc-mot-cua');
    await choose(admin, 'Vai trò', 'Công chức Một cửa');
    await admin.getByRole('textbox', { name: 'Đơn vị', exact: true }).fill('trung tam phuc vu hanh chinh cong');
    await admin.getByRole('option').first().click();
    await admin.getByRole('button', { name: 'Mở tài khoản' }).click();
    // A name that the eye takes for another is refused at its field, and what was typed stays.
    await admin
      .getByRole('alert')
      .getByText(/cong-chuc\.mot-cua/)
      .waitFor();
    await admin.getByLabel('Tên tài khoản').fill('binh.tran');
    await admin.getByRole('button', { name: 'Mở tài khoản' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Đã mở tài khoản binh.tran' }).waitFor();
    const given = new Map([['binh.tran', await password(admin)]]);
    expect(await axeFaults(admin)).toEqual([]);
    expect(await admin.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).not.toContain(
      given.get('binh.tran'),
    );

    const own = desk.watch(await (await desk.newContext()).newPage());
    await signIn(own, desk.program.url, 'binh.tran', given);
    await own.getByRole('link', { name: 'Tài khoản của tôi' }).click();
    await own.getByText('Trần Thị Bình').waitFor();
    await own.getByRole('cell', { name: 'Mở hồ sơ', exact: true }).waitFor();
    await accessible(own, /Tài khoản của tôi/, /My account/);
    const chosen = 'thuyền về bến cũ trăng lên';
    await own.getByRole('link', { name: 'Đổi mật khẩu' }).click();
    await own.locator('#password').fill(given.get('binh.tran') ?? '');
    await own.locator('#new').fill(chosen);
    await own.locator('#repeat').fill(chosen);
    expect(await axeFaults(own)).toEqual([]);
    await own.locator('button[type=submit]').click();
    await own.getByRole('heading', { name: 'Đã đổi mật khẩu' }).waitFor();
    await own.getByRole('link', { name: /Đăng nhập bằng mật khẩu mới/ }).click();
    await signInWith(own, 'binh.tran', chosen);

    // Left open at another computer, and ended from here.
    const left = desk.watch(await (await desk.newContext()).newPage());
    await left.goto(desk.program.url);
    await signInWith(left, 'binh.tran', chosen);
    await own.getByRole('link', { name: 'Tài khoản của tôi' }).click();
    const sessions = own.getByRole('region', { name: 'Tôi đang đăng nhập ở đâu' });
    await sessions.getByText('Phiên này').waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await sessions.getByRole('button', { name: /^Kết thúc phiên đăng nhập lúc / }).click();
    await sessions.getByRole('button').waitFor({ state: 'detached' });
    await left.reload();
    await left.getByRole('button', { name: /Đăng nhập/ }).waitFor();
    await left.close();

    await go(admin, '/tai-khoan/binh.tran');
    await accessible(admin, /Trần Thị Bình/, /Trần Thị Bình/);
    const change = 'Sửa tên, vai trò, đơn vị';
    await admin.getByRole('button', { name: change }).click();
    const form = admin.getByRole('dialog');
    await form.getByLabel('Họ và tên').fill('Trần Thị Bính');
    await choose(admin, 'Vai trò', 'Chuyên viên');
    await form.getByText('Mọi ủy quyền', { exact: false }).waitFor();
    expect(await axeFaults(admin)).toEqual([]);
    await form.getByLabel('Lý do').fill('Điều động theo Quyết định 45/QĐ-UBND');
    await form.getByRole('button', { name: change }).click();
    await admin.getByRole('heading', { level: 1, name: 'Trần Thị Bính' }).waitFor();
    await own.reload();
    await own.getByText('Chuyên viên').first().waitFor();
    await withReason(admin, 'Khóa', 'Nghỉ phép không về');
    await admin.getByText('Đang khóa').waitFor();
    await own.reload();
    await own.getByRole('button', { name: /Đăng nhập/ }).waitFor();
    await withReason(admin, 'Cấp mật khẩu mới', 'Quên mật khẩu');
    given.set('binh.tran', await password(admin));
    await withReason(admin, 'Mở khóa', 'Đã trở lại');
    await admin.getByText('Đang dùng').waitFor();
    const back = desk.watch(await (await desk.newContext()).newPage());
    await signIn(back, desk.program.url, 'binh.tran', given);
    await go(admin, '/tai-khoan/quan-tri');
    await admin.getByText('Đây là tài khoản của bạn', { exact: false }).waitFor();
    expect(await admin.getByRole('button', { name: 'Khóa', exact: true }).count()).toBe(0);
    await Promise.all([admin, own, back].map((page) => page.close()));
  });

  test('staff and equipment are recorded where a transfer says that they are missing', async () => {
    const officer = desk.program.as('authority-officer', '82');
    const today = '2026-11-25';
    const plan = { id: 'direct', version: 1 };
    const ordered = await officer.post('/programmes', {
      ...{ decision: '12/QĐ-UBND', date: today, effectiveOn: today, title: 'Chuyển giao tài chính', reference: '–' },
      transfers: [{ unit: '82', field: 'tai-chinh', plan }],
    });
    expect(ordered.status).toBe(201);
    const manager = await desk.seat('quan-ly.buu-dien');
    await go(manager, '/chuyen-giao');
    await manager.getByRole('link', { name: /Đang chuẩn bị|Đã có kế hoạch/ }).click();
    await manager.getByRole('link', { name: 'Sổ nhân viên của đơn vị' }).first().click({ timeout: 60_000 });
    await accessible(manager, /Nhân viên, thiết bị/, /Staff and equipment/);
    await manager.getByText('Chưa ghi ai ở đơn vị này').waitFor();

    // From a file: what is wrong stands at its row, and nothing is recorded.
    await manager.getByRole('link', { name: 'Ghi từ tệp CSV' }).click();
    await accessible(manager, /Ghi nhân viên từ tệp CSV/, /Record staff from a CSV file/);
    const send = (...lines: string[]) =>
      manager.locator('input[type=file]').setInputFiles({
        name: 'nhan-vien.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from([HEADER, ...lines].join('\r\n')),
      });
    const sen =
      'bd.sen,Trần Thị Sen,bưu điện,82,chính thức,01/11/2026,01/11/2027,01/QĐ-BĐ,02/11/2026,02773898989,03/11/2026,,';
    const man = 'bd.man,Lê Văn Mận,bưu điện,82,dự phòng,01/11/2026,01/11/2027,,,,,,';
    await send(`${sen}tai-chinh:2026-11-10`, `${man}khong-co:2026-11-10`, 'bd.la,Ai Đó,bưu điện');
    const row = (name: RegExp) => rowOf(manager, name);
    await row(/^3 Có lỗi .*Lê Văn Mận.*không có lĩnh vực/).waitFor();
    await row(/^2 Mới Trần Thị Sen/).waitFor();
    await row(/^4 Có lỗi/).waitFor();
    expect(await axeFaults(manager)).toEqual([]);
    expect(await manager.getByRole('button', { name: /^Ghi \d/ }).count()).toBe(0);
    await send(`${sen}tai-chinh:2026-11-10`, `${man}tai-chinh:2026-11-10`);
    const post = desk.program.as('post-manager', '82');
    await manager.getByRole('button', { name: 'Ghi 2 người' }).waitFor();
    expect((await post.get('/staff?unit=82')).body.items).toEqual([]);
    await manager.getByRole('button', { name: 'Ghi 2 người' }).click();
    await manager.getByText('Đã ghi 2 người').waitFor();
    await manager.getByRole('link', { name: 'Nhân viên, thiết bị' }).last().click();

    // One of them by hand.
    await row(/Trần Thị Sen.*Tài chính.*đến 10\/11\/2028/).waitFor();
    await manager.getByRole('link', { name: 'Lê Văn Mận' }).click();
    await manager.getByLabel('Điện thoại', { exact: true }).fill('0277 389 1111');
    await accessible(manager, /Ghi nhân viên/, /Record staff/);
    await manager.getByRole('button', { name: 'Ghi', exact: true }).click();
    await row(/Lê Văn Mận.*02773891111/).waitFor();
    expect((await post.get('/staff?unit=82')).body.items.map(({ id }: { id: string }) => id)).toEqual([
      'bd.man',
      'bd.sen',
    ]);

    for (const item of ['Quầy làm việc', 'Máy tính', 'Máy quét', 'Máy in']) {
      await manager.getByRole('textbox', { name: item }).fill('2');
      await manager.getByRole('button', { name: 'Ghi', exact: true }).click();
      // A count that is saved has nothing to save.
      await row(new RegExp(`^${item}.*2026`)).waitFor();
    }
    await manager.getByText('Không thiếu nhân viên hay thiết bị').waitFor({ timeout: 60_000 });
    expect(await axeFaults(manager)).toEqual([]);
    await manager.getByRole('link', { name: 'Tài chính', exact: true }).click();
    await row(/^Đạt.*nhân viên Bưu điện chính thức/).waitFor();
    await row(/^Đạt.*Quầy có đủ trang thiết bị/).waitFor();

    // Whoever only reads finds nothing to record by.
    await go(desk.page, '/so-nhan-vien');
    await desk.page.getByText('Lê Văn Mận').waitFor();
    expect(await desk.page.getByRole('link', { name: 'Ghi một người' }).count()).toBe(0);
    await manager.close();
  });

  test('what could not be sent is seen with its reason, and sent again; a program is told what happens', async () => {
    const code = await desk.received(DIPLOMA_COPY);
    const admin = await desk.seat('quan-tri');
    await go(admin, `/thong-bao?state=dead&dossier=${code}`);
    await rowOf(admin, new RegExp(`${code}.*Đã tiếp nhận.*Tin nhắn.*Đã bỏ.*answered 500`)).waitFor();
    await accessible(admin, /Thông báo đã gửi/, /Messages/);
    gateway.answer = () => ({ status: 200 });
    await admin.getByRole('button', { name: 'Gửi lại' }).click();
    await admin.getByRole('dialog').getByLabel('Ghi chú').fill('Cổng đã chạy lại');
    expect(await axeFaults(admin)).toEqual([]);
    await admin.getByRole('dialog').getByRole('button', { name: 'Gửi lại' }).click();
    await admin.getByRole('dialog').waitFor({ state: 'detached' });
    await go(admin, `/thong-bao?channel=sms&dossier=${code}`);
    await rowOf(admin, /Tin nhắn.*Đã gửi/).waitFor({ timeout: 60_000 });
    expect(await admin.getByRole('button', { name: 'Gửi lại' }).count()).toBe(0);

    await admin.getByRole('link', { name: 'Nơi nhận sự kiện' }).click();
    await admin.getByText('Chưa có nơi nhận nào').waitFor();
    await admin.getByRole('button', { name: 'Đăng ký nơi nhận' }).click();
    await accessible(admin, /Nơi nhận sự kiện/, /Webhooks/);
    await admin.getByLabel('Địa chỉ (https)').fill(`${gateway.url}/hook`);
    await admin.getByLabel('Loại sự kiện').fill('hồ sơ');
    await admin.getByRole('button', { name: 'Đăng ký nơi nhận' }).click();
    await admin.getByRole('alert').waitFor();
    await admin.getByLabel('Loại sự kiện').fill('dossier.*');
    await admin.getByRole('button', { name: 'Đăng ký nơi nhận' }).click();
    const secret = (await admin.locator('[data-secret]').textContent()) ?? '';
    expect(secret).toMatch(/^whsec_/);
    const later = await desk.received(DIPLOMA_COPY);
    const told = await eventually(
      () => gateway.posts.find(({ path, text }) => path === '/hook' && text.includes(later)),
      (post) => post !== undefined,
      60_000,
    );
    const { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature } = told?.headers ?? {};
    const mac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'));
    expect(signature).toBe(`v1,${mac.update(`${String(id)}.${String(seconds)}.${told?.text}`).digest('base64')}`);
    await rowOf(admin, /\/hook.*dossier\.\*.*Đang gửi/).waitFor();
    await admin.getByRole('button', { name: 'Tạm dừng' }).click();
    await admin.getByRole('button', { name: 'Tiếp tục' }).waitFor();
    await admin.getByRole('button', { name: 'Bỏ', exact: true }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Bỏ', exact: true }).click();
    await admin.getByText('Chưa có nơi nhận nào').waitFor();
    await admin.close();
  });

  test('a new decision on days off: who is affected is shown, and each is moved once', async () => {
    const code = await desk.received(LABOUR_RULES);
    config = configWithDayOff('2026-12-01', DECISION);
    await desk.restart({ MOTCUA_CONFIG: config });
    const officer = await desk.seat('can-bo.kstthc');
    await go(officer, '/lich?month=2026-12');
    await officer.getByRole('cell', { name: /^1 Nghỉ Nghỉ bù bão/ }).waitFor();
    await rowOf(officer, /01\/12\/2026 Nghỉ .*Quyết định 90/).waitFor();
    await accessible(officer, /Lịch làm việc/, /Working calendar/);
    await officer.getByRole('link', { name: 'Tính lại ngày hẹn' }).click();
    await rowOf(officer, new RegExp(`${code}.*17:00, 04/12/2026.*17:00, 07/12/2026`)).waitFor();
    await accessible(officer, /Tính lại ngày hẹn/, /Recount appointments/);
    await officer.getByRole('textbox', { name: 'Quyết định về ngày nghỉ' }).fill('Quyết định 90');
    await officer.getByRole('option', { name: DECISION }).click();
    await officer.getByLabel('Lý do').fill('Nghỉ bù do bão');
    await officer.getByRole('button', { name: 'Tính lại cho các hồ sơ trên' }).click();
    await rowOf(officer, /Quyết định 90.*Nghỉ bù do bão.*[1-9]\d* hồ sơ/).waitFor({ timeout: 60_000 });
    await officer.getByText('không có gì để tính lại', { exact: false }).waitFor({ timeout: 60_000 });
    expect((await desk.clerk.get(`/dossiers/${code}`)).body.dueAt).toBe('2026-12-07T10:00:00.000Z');
    expect((await desk.program.as('authority-officer', '82').get('/recounts')).body.items).toHaveLength(1);
    await officer.close();
  });
});
