import { problemDocument, retryAfter } from '../../../api/problem';
import { Refusal } from '../../../domain/problem';

test('a problem document says the same in both languages', () => {
  const document = problemDocument(new Refusal('stale-sequence', { expected: 2, actual: 3 }), 'en', 'abc');
  expect(document).toEqual({
    type: '/problems/stale-sequence',
    title: 'The dossier has changed: it is at 3, you sent 2',
    status: 409,
    code: 'stale-sequence',
    titles: {
      vi: 'Hồ sơ đã thay đổi: đang ở số 3, bạn gửi số 2',
      en: 'The dossier has changed: it is at 3, you sent 2',
    },
    params: { expected: 2, actual: 3 },
    errors: [],
    instance: 'urn:uuid:abc',
  });
});

test('faults are told one by one, and together in the detail', () => {
  const fault = { pointer: '/a', rule: 'type', message: { vi: 'sai', en: 'wrong' } };
  expect(problemDocument(new Refusal('form-invalid', {}, [fault]), 'vi')).toMatchObject({
    detail: '/a: sai',
    errors: [fault],
  });
});

test('only what passes by itself says when to come again', () => {
  expect([429, 503, 500, 507].map(retryAfter)).toEqual([2, 5, undefined, undefined]);
});

test('a date in a problem is written as Vietnamese readers write it, and stays ISO for programs', () => {
  const refusal = new Refusal('not-transferred-yet', { field: 'tai-chinh', from: '2020-10-05' });
  const { titles, params } = problemDocument(refusal, 'vi');
  expect(titles.vi).toContain('từ 05/10/2020');
  expect(titles.en).toContain('on 2020-10-05');
  expect(params.from).toBe('2020-10-05');
});
