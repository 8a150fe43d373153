import { createHash } from 'node:crypto';
import { handoverPage, SLIP_POLICY } from '../../../api/handover-page';
import type { HandoverState } from '../../../domain/handover';
import { catalogue } from './tiny-catalogue';

const SCRIPT = '<script>alert(1)</script>';
const papers = [
  { code: 'don', originals: 2, copies: 1 },
  { code: 'uy-quyen', originals: 1, copies: 0 },
];
const by = { id: 'an', role: 'post-clerk' as const, unit: '87@2020-01-01' };
const slip: HandoverState = {
  id: 'slip-1',
  from: '87@2020-01-01',
  to: 'SNV@2020-01-01',
  kind: 'papers',
  seq: 1,
  stage: 'listed',
  items: [
    { dossierId: 'a', code: 'H20.87-261125-0001', papers },
    { dossierId: 'b', code: 'H20.87-261125-0002', papers },
    { dossierId: 'c', code: SCRIPT, papers: [] },
  ],
};
const procedures = new Map(['a', 'b'].map((id) => [id, { code: '1.000001', version: 1 }]));
const page = (more: Partial<HandoverState> = {}) =>
  handoverPage(catalogue, { state: { ...slip, ...more }, listedAt: '2026-11-25T00:05:00.000Z' }, procedures);
const rows = (text: string) =>
  [...text.matchAll(/<tr>.*<\/tr>/g)].map(([row]) => row.replace(/(?:<[^>]+>)+/g, '|')).slice(2);

test('what was listed stands beside what was found, paper by paper', () => {
  const counted = [
    { code: 'don', originals: 1, copies: 1 },
    { code: SCRIPT, originals: 0, copies: 7 },
  ];
  const [a, b, c] = slip.items;
  if (!a || !b || !c) throw new Error('three items');
  const note = 'Của ông Nguyễn Văn An';
  const settled = { at: '2026-11-26T08:00:00.000Z', by, note };
  const text = page({
    stage: 'received',
    items: [
      { ...a, result: 'different', counted, note, settled },
      { ...b, result: 'not-there', note },
      { ...c, result: 'received' },
    ],
    givenBy: { ...by, at: '2026-11-25T02:30:00.000Z' },
    receivedBy: { ...by, id: `b${SCRIPT}`, at: '2026-11-25T10:00:00.000Z' },
  });
  expect(rows(text)).toEqual([
    '|1|H20.87-261125-0001|Tờ khai|2|1|1|1|Chênh lệch, đã giải quyết 15 giờ 00, ngày 26/11/2026|',
    '|Giấy ủy quyền|1|0|0|0|',
    '|&lt;script&gt;alert(1)&lt;/script&gt;|0|0|0|7|',
    '|2|H20.87-261125-0002|Tờ khai|2|1|0|0|Không có|',
    '|Giấy ủy quyền|1|0|0|0|',
    '|3|&lt;script&gt;alert(1)&lt;/script&gt;|Không có giấy tờ bản giấy|0|0|Đủ|',
    '|Cộng|6|2|',
  ]);
  expect(text).toContain('Lập phiếu</dt><dd>7 giờ 05, ngày 25/11/2026');
  expect(text).toContain('Giao lúc: 9 giờ 30, ngày 25/11/2026');
  expect(text).toContain('Nhận lúc: 17 giờ 00, ngày 25/11/2026');
  expect(text).not.toMatch(/<script|Nguyễn/);
});

test('a slip that nobody has signed or counted leaves room for both', () => {
  const text = page();
  expect(rows(text)[0]).toBe('|1|H20.87-261125-0001|Tờ khai|2|1|');
  expect(text.match(/lúc: …… giờ/g)).toHaveLength(2);
  expect(text).toContain('Đã lập, chưa giao');
});

test('only its own style sheet applies', () => {
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(page()) ?? [];
  expect(SLIP_POLICY).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(page()).not.toMatch(/style="/);
});
