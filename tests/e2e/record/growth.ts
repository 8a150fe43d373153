import { readFileSync } from 'node:fs';
import { isGrown } from '../../../config/merkle-consistency';
import { AUDITOR, menu, type Place } from './place';

const DAY_MS = 86_400_000;

export function grownBetweenSeals(place: Place): void {
  test('an auditor is told whether the record has only grown since a seal that he kept, and takes the proof along', async () => {
    const onDay = (day: number) => place.restart({ MOTCUA_CLOCK: new Date(Date.now() + day * DAY_MS).toISOString() });
    // Something happens today and tomorrow, and both are over then: somebody signs in, for one.
    await onDay(1);
    await (await place.windowOf(AUDITOR)).close();
    await onDay(2);
    const page = await place.windowOf(AUDITOR);
    await menu(page, 'Niêm phong').click();
    await page.getByRole('button', { name: 'Kiểm tra', exact: true }).waitFor();
    expect(await place.faults(page)).toEqual([]);
    const keeping = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Lấy bản sao' }).last().click();
    const kept = readFileSync(await (await keeping).path());

    const verdict = page.getByRole('status');
    await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
    await verdict.getByText(/^Từ .* đến .* bản ghi chỉ dài thêm$/).waitFor();
    expect(await place.faults(page)).toEqual([]);
    const loading = page.waitForEvent('download');
    await verdict.getByRole('button', { name: 'Tải chứng minh' }).click();
    const { from, to, path } = JSON.parse(readFileSync(await (await loading).path(), 'utf8'));
    expect(to.seal.size).toBeGreaterThan(from.seal.size);
    const [first, second] = [from.seal.size, to.seal.size];
    const roots = { firstRoot: from.seal.root, secondRoot: to.seal.root };
    expect(isGrown({ first, second, ...roots, path })).toBe(true);

    // A copy that was kept elsewhere: the true one, one of another past, one of a day that the record does not have.
    const give = (buffer: Buffer) =>
      page.locator('input[type=file]').setInputFiles({ name: 'seal.json', mimeType: 'application/json', buffer });
    const { seal } = JSON.parse(kept.toString('utf8'));
    const bent = (some: object) => Buffer.from(JSON.stringify({ seal: { ...seal, ...some } }));
    for (const [copy, says] of [
      [kept, /bản ghi chỉ dài thêm$/],
      [bent({ root: 'ab'.repeat(32) }), /không còn nguyên$/],
      [bent({ day: '2020-01-01' }), /^Bản ghi không còn niêm phong ngày 01\/01\/2020/],
    ] as const) {
      await give(copy);
      await verdict.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
      await verdict.getByText(says).waitFor();
    }
    expect(await place.faults(page)).toEqual([]);
    await give(Buffer.from('{}'));
    await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
    await page.getByRole('alert').getByText('không phải bản sao của niêm phong').waitFor();
  }, 400_000);
}
