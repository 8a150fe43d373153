import type { Page } from 'playwright-core';
import { DEPARTMENTS, flat, LABOUR_RULES, MARKED_PERSON, walk, WHOLE_WAY } from '../../support/samples';
import { AUDITOR, menu, OFFICER, type Place } from './place';

/** A dossier that has gone its whole way, by its code. */
async function closed({ program }: Place): Promise<string> {
  const as = (role: string, unit: string = DEPARTMENTS.labour) => program().as(role, unit);
  const people = {
    clerk: as('government-clerk', '82'),
    head: as('head-of-unit'),
    specialist: as('specialist'),
    signatory: as('signatory'),
  };
  const content = { ...LABOUR_RULES.content, submitter: MARKED_PERSON };
  const { body } = flat(await people.clerk.post('/dossiers', { ...LABOUR_RULES, content }));
  expect((await walk(people, body, WHOLE_WAY)).body).toMatchObject({ closed: true });
  return body.code as string;
}

async function withReason(page: Page, act: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: act, exact: true }).click();
  await page.getByRole('dialog').getByLabel('Lý do').fill(reason);
  await page.getByRole('dialog').getByRole('button', { name: act, exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

export function heldAndErased(place: Place): void {
  test('an officer holds the data of a dossier, lets them go, and erases them; an auditor sees who did it, and why', async () => {
    const code = await closed(place);
    const clerk = place.program().as('government-clerk', '82');
    await clerk.post(`/dossiers/${code}/reveal`, { part: 'submitter', field: 'phone', reason: 'Gọi báo có kết quả' });

    const officer = await place.windowOf(OFFICER);
    await officer.goto(`${place.program().url}/luu-giu?until=2040-01-01`);
    const due = officer.getByRole('row', { name: new RegExp(code) });
    await due.getByRole('link', { name: 'Dữ liệu cá nhân' }).click();
    await officer.getByRole('heading', { level: 1, name: `Dữ liệu cá nhân của hồ sơ ${code}` }).waitFor();
    await officer.getByText(/^Được xóa vào \d\d\/\d\d\/2036$/).waitFor();
    await withReason(officer, 'Giữ lại', 'Đang giải quyết khiếu nại số 12');
    await officer.getByText(/^Đang giữ lại từ /).waitFor();
    expect(await officer.getByRole('button', { name: 'Xóa dữ liệu cá nhân' }).count()).toBe(0);
    expect(await place.faults(officer)).toEqual([]);
    const { body } = await place.program().as('authority-officer', '82').get('/retention?until=2040-01-01');
    expect(body.items.map(({ dossier }: { dossier: { code: string } }) => dossier.code)).not.toContain(code);

    await withReason(officer, 'Thôi giữ', 'Đã giải quyết xong khiếu nại số 12');
    await officer.getByText(/^Được xóa vào /).waitFor();
    expect((await clerk.get(`/dossiers/${code}`)).body.parties).toMatchObject([{ name: MARKED_PERSON.name }]);
    await withReason(officer, 'Xóa dữ liệu cá nhân', 'Đơn yêu cầu ngày 24/11/2026');
    await officer.getByText(/^Đã xóa lúc /).waitFor();
    await officer.getByText(/^Đã xóa: nội dung tờ khai/).waitFor();
    expect(await officer.getByRole('button', { name: 'Giữ lại' }).count()).toBe(0);
    await officer.getByRole('row', { name: new RegExp(`Xóa ${OFFICER}.*Đơn yêu cầu ngày 24/11/2026`) }).waitFor();
    expect(await place.faults(officer)).toEqual([]);
    expect((await clerk.get(`/dossiers/${code}`)).body.parties).toMatchObject([{ name: '' }]);

    const auditor = await place.windowOf(AUDITOR);
    await menu(auditor, 'Nhật ký dữ liệu cá nhân').click();
    const seen = auditor.getByRole('row', {
      name: new RegExp(`Xem đủ điện thoại, người nộp ${code}.*Gọi báo có kết quả`),
    });
    await seen.waitFor();
    expect(await place.faults(auditor)).toEqual([]);
    await auditor.getByRole('textbox', { name: 'Việc' }).click();
    await auditor.getByRole('option', { name: 'Xóa', exact: true }).click();
    await auditor.waitForURL(/kind=erased/);
    await seen.waitFor({ state: 'detached' });
    await auditor.getByLabel('Tài khoản').fill(OFFICER);
    await auditor.keyboard.press('Enter');
    await auditor.waitForURL(/account=can-bo/);
    const erased = auditor.getByRole('row', { name: new RegExp(`Xóa ${code} ${OFFICER}`) });
    await erased.getByRole('link', { name: code }).click();
    await auditor.getByRole('row', { name: /Thôi giữ.*Đã giải quyết xong khiếu nại số 12/ }).waitFor();
    // Whoever only reads finds nothing to do.
    expect(await auditor.getByRole('heading', { name: 'Việc có thể làm' }).count()).toBe(0);
  }, 240_000);
}
