import { createHash } from 'node:crypto';
import type { Catalogue } from '../domain/catalogue';
import type { HandoverResult, HandoverState } from '../domain/handover';
import type { Instant } from '../domain/time';
import { nameOf, type Procedures } from './handover-view';
import { dayAndTime } from '../domain/moment';
import { escaped } from './lookup-page';
import type { StoredHandover } from './reads/handovers';
import { unitName } from './views';

const STYLE = `
@page{size:A4;margin:20mm 15mm 20mm 20mm}
body{font:12pt/1.35 "Times New Roman",Tinos,serif;max-width:180mm;margin:0 auto;padding:1rem;color:#000;background:#fff}
h1{font-size:14pt;text-align:center;margin:0}h1+p{text-align:center;margin:.25rem 0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0 0 1rem}dt{font-weight:700}dd{margin:0}
table{width:100%;border-collapse:collapse;font-size:11pt}th,td{border:1px solid #000;padding:.2rem .35rem;vertical-align:top}
thead{display:table-header-group}tr{break-inside:avoid}.n{text-align:right}
.signed{display:flex;justify-content:space-between;margin-top:1.5rem;text-align:center;break-inside:avoid}
.signed section{width:48%}.signed h2{font-size:12pt;margin:0}.signed p{margin:.15rem 0}.ink{height:28mm}
@media print{body{padding:0}}
`;

/** The page has its one style sheet inside and nothing else: no script can run in it. */
export const SLIP_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const KIND = { papers: 'Giấy tờ của hồ sơ, chuyển để giải quyết', results: 'Kết quả giải quyết, chuyển để trả' };
const STAGE = {
  listed: 'Đã lập, chưa giao',
  given: 'Đã giao, chưa kiểm đếm',
  received: 'Đã nhận',
  cancelled: 'Đã hủy',
};
const RESULT: Record<HandoverResult, string> = { received: 'Đủ', different: 'Chênh lệch', 'not-there': 'Không có' };

type Item = HandoverState['items'][number];
type Line = { name: string; listed: [number, number]; found?: [number, number] };

/**
 * The slip to print and sign. It lies on desks and in vans, so it names dossiers and papers and no applicant: what
 * people wrote in notes, where a name may be, stays out too, and the column for notes is there for the pen.
 */
export function handoverPage(
  catalogue: Catalogue,
  { state, listedAt }: StoredHandover,
  procedures: Procedures,
): string {
  const { from, to, kind, stage, items, id, givenBy, receivedBy } = state;
  const [giver, taker] = [unitName(catalogue, from).name.vi, unitName(catalogue, to).name.vi];
  const facts: [string, string][] = [
    ['Bên giao', giver],
    ['Bên nhận', taker],
    ['Nội dung', KIND[kind]],
    ['Lập phiếu', dayAndTime(listedAt)],
    ['Tình trạng', STAGE[stage]],
    ['Số hồ sơ', String(items.length)],
  ];
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Phiếu giao nhận hồ sơ</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>PHIẾU GIAO NHẬN HỒ SƠ</h1>
<p>Mã phiếu: ${escaped(id)}</p>
<dl>
${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('\n')}
</dl>
${table(items, (item) => linesOf(catalogue, procedures, item))}
<div class="signed">
${place('BÊN GIAO', giver, 'Giao lúc', givenBy)}
${place('BÊN NHẬN', taker, 'Nhận lúc', receivedBy)}
</div>
</main>
</body>
</html>
`;
}

/** A line for every kind of paper that was listed or found. */
function linesOf(catalogue: Catalogue, procedures: Procedures, item: Item): Line[] {
  const { dossierId, papers, result } = item;
  const counted =
    item.counted ?? { received: papers, 'not-there': [], different: undefined, open: undefined }[result ?? 'open'];
  const sums = (list: typeof papers, code: string): [number, number] => {
    const own = list.filter((paper) => paper.code === code);
    return [own.reduce((sum, one) => sum + one.originals, 0), own.reduce((sum, one) => sum + one.copies, 0)];
  };
  return [...new Set([...papers, ...(counted ?? [])].map(({ code }) => code))].map((code) => ({
    name: nameOf(catalogue, procedures, dossierId, code).vi,
    listed: sums(papers, code),
    ...(counted && { found: sums(counted, code) }),
  }));
}

function table(items: Item[], lines: (item: Item) => Line[]): string {
  const all = items.map((item) => ({ item, lines: lines(item) }));
  const total = (form: 0 | 1) => all.flatMap((one) => one.lines).reduce((sum, { listed }) => sum + listed[form], 0);
  return `<table>
<thead>
<tr><th rowspan="2">STT</th><th rowspan="2">Mã hồ sơ</th><th rowspan="2">Giấy tờ</th><th colspan="2">Số giao</th>\
<th colspan="2">Số đếm khi nhận</th><th rowspan="2">Kết quả</th><th rowspan="2">Ghi chú</th></tr>
<tr><th>Bản chính</th><th>Bản sao</th><th>Bản chính</th><th>Bản sao</th></tr>
</thead>
<tbody>
${all.map((one, i) => rows(one.item, one.lines, i + 1)).join('\n')}
</tbody>
<tfoot><tr><th colspan="3">Cộng</th><td class="n">${total(0)}</td><td class="n">${total(1)}</td><td></td><td></td><td></td><td></td></tr></tfoot>
</table>`;
}

function rows({ code, result, settled }: Item, lines: Line[], number: number): string {
  const shown: Line[] = lines.length > 0 ? lines : [{ name: 'Không có giấy tờ bản giấy', listed: [0, 0] }];
  const span = `rowspan="${shown.length}"`;
  const outcome = `${result ? RESULT[result] : ''}${settled ? `, đã giải quyết ${dayAndTime(settled.at)}` : ''}`;
  return shown
    .map(({ name, listed, found }, i) => {
      const head = i === 0 ? `<td ${span}>${number}</td><td ${span}>${escaped(code)}</td>` : '';
      const tail = i === 0 ? `<td ${span}>${escaped(outcome)}</td><td ${span}></td>` : '';
      const numbers = [...listed, ...(found ?? ['', ''])].map((value) => `<td class="n">${value}</td>`).join('');
      return `<tr>${head}<td>${escaped(name)}</td>${numbers}${tail}</tr>`;
    })
    .join('\n');
}

function place(side: string, unit: string, moment: string, signed: { id: string; at: Instant } | undefined): string {
  const when = signed ? dayAndTime(signed.at) : '…… giờ ……, ngày …… / …… / ………';
  return `<section><h2>${side}</h2><p>${escaped(unit)}</p><p>(Ký, ghi rõ họ tên)</p><p class="ink"></p>
<p>${escaped(signed ? `Tài khoản: ${signed.id}` : '')}</p><p>${moment}: ${escaped(when)}</p></section>`;
}
