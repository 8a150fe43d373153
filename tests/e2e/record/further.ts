import { join } from 'node:path';
import { openDatabase } from '../../../config/database';
import type { ReplayState } from '../../../domain/replay';
import { AUDITOR, menu, type Place } from './place';

/** More than a page of the API holds. */
const MANY = 53;

export function furtherReplays(place: Place): void {
  test('an auditor comes to the replays behind the first page', async () => {
    const db = openDatabase({ file: join(place.home, 'mot-cua.db') }, 'write');
    const scope = { from: '2026-01-01', to: '2026-01-31' };
    for (let i = 1; i <= MANY; i += 1) {
      const orderedAt = new Date(Date.UTC(2026, 1, 1, 2, i)).toISOString();
      const by = { id: AUDITOR, role: 'auditor', unit: '82' } as const;
      const reason = `Lần thứ ${i}.`;
      const state: ReplayState = { id: `r${i}`, seq: 1, scope, total: 0, orderedAt, by, stage: 'finished', reason };
      const { id, seq, stage } = state;
      await db('replays').insert({ id, seq, stage, ordered_at: orderedAt, state: JSON.stringify(state), hash: '' });
    }
    await db.destroy();
    const page = await place.windowOf(AUDITOR);
    await menu(page, 'Chạy lại hàng loạt').click();
    await page.getByText(`Lần thứ ${MANY}.`, { exact: true }).waitFor();
    const first = page.getByText('Lần thứ 1.', { exact: true });
    expect(await first.count()).toBe(0);
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await first.waitFor();
    expect(await page.getByRole('button', { name: 'Xem thêm' }).count()).toBe(0);
    expect(await place.faults(page)).toEqual([]);
  }, 240_000);
}
