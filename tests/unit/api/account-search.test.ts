import type { AccountRow } from '../../../config/account-row';
import { nameSkeleton } from '../../../domain/account';
import type { Caller } from '../../support/caller';
import { ApiUnderTest, NOW } from './api-under-test';
import { checkAnswer } from './check-answer';

let api: ApiUnderTest;
let admin: Caller;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  admin = await api.as({ role: 'administrator', sub: 'quan-tri' });
  const filler = Array.from({ length: 1100 }, (_, i) => row(`nguoi.${String(i).padStart(4, '0')}`, `Người ${i}`));
  const wanted = [row('aa.dang', 'Đặng Thị Ánh', 'locked'), row('mm.quy', 'Trần Quý'), row('zz.anh', 'Đặng Hoàng Anh')];
  await api.db.batchInsert('accounts', [...filler, ...wanted], 60);
});
afterAll(() => api.stop());

function row(id: string, name: string, state: AccountRow['state'] = 'active'): AccountRow {
  const rest = { kind: 'person', role: 'specialist', unit: '87', created_at: NOW, created_by: 'x' } as const;
  return { id, subject: id, name, state, skeleton: nameSkeleton(id), ...rest };
}

async function found(query: string): Promise<{ ids: string[]; next: string | null }> {
  const { status, body } = checkAnswer('listAccounts', await admin.get(`/accounts?${query}`));
  expect(status).toBe(200);
  return { ids: body.items.map(({ id }: { id: string }) => id), next: body.next as string | null };
}

test('accounts are found by words of the name or the account, with or without diacritics, wherever they stand', async () => {
  expect(await found('q=anh dang')).toEqual({ ids: ['aa.dang', 'zz.anh'], next: null });
  expect(await found(`q=${encodeURIComponent('ĐẶNG ánh')}`)).toEqual({ ids: ['aa.dang', 'zz.anh'], next: null });
  expect(await found(`q=${encodeURIComponent('quí')}`)).toEqual({ ids: ['mm.quy'], next: null });
  expect(await found('q=nguoi.1099')).toEqual({ ids: ['nguoi.1099'], next: null });
  expect(await found('q=dang&state=locked')).toEqual({ ids: ['aa.dang'], next: null });
  expect(await found('q=khong-co-ai')).toEqual({ ids: [], next: null });
  expect((await found('q=%20')).ids).toHaveLength(50);
});

test('what fits comes page by page, each once', async () => {
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const page = await found(`q=nguoi&limit=100${next ? `&cursor=${encodeURIComponent(next)}` : ''}`);
    seen.push(...page.ids);
    next = page.next;
  } while (next !== null);
  expect([seen.length, new Set(seen).size]).toEqual([1100, 1100]);
  expect(await found('q=dang&limit=1')).toEqual({ ids: ['aa.dang'], next: expect.any(String) });
});
