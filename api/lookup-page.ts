import { createHash } from 'node:crypto';
import { dayAndTime } from '../domain/moment';
import type { PublicDossier } from './reads/lookup';

const STYLE = `
body{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}label{display:block;margin-top:1rem;font-weight:600}
input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:2px solid #555;border-radius:.25rem}
button{font:inherit;margin-top:1rem;padding:.7rem 1.5rem;border:0;border-radius:.25rem;background:#0b5394;color:#fff}
:focus-visible{outline:3px solid #d97706;outline-offset:2px}
dt{font-weight:600;margin-top:.75rem}dd{margin:0}[role=alert]{border-left:.4rem solid #b00020;padding:.5rem 1rem}
`;

/** The page has its one style sheet inside and nothing else: no script can run in it. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

type Shown = { code?: string; found?: PublicDossier; notFound?: boolean; wait?: number };

export function lookupPage({ code = '', found, notFound, wait }: Shown): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tra cứu hồ sơ</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Tra cứu tình trạng hồ sơ</h1>
${notFound ? '<p role="alert">Không tìm thấy hồ sơ. Hãy xem lại mã hồ sơ và khóa tra cứu in trên giấy tiếp nhận.</p>' : ''}
${wait ? `<p role="alert">Đã nhập sai nhiều lần. Hãy chờ ${waitText(wait)} rồi thử lại.</p>` : ''}
${found ? result(found) : ''}
<form method="get" action="/tra-cuu">
<label for="code">Mã hồ sơ</label>
<input id="code" name="code" value="${escaped(code)}" required maxlength="60" autocomplete="off">
<label for="key">Khóa tra cứu (in trên giấy tiếp nhận)</label>
<input id="key" name="key" required maxlength="30" autocomplete="off" autocapitalize="characters">
<button type="submit">Tra cứu</button>
</form>
</main>
</body>
</html>
`;
}

function waitText(seconds: number): string {
  return seconds < 120 ? `${seconds} giây` : `${Math.ceil(seconds / 60)} phút`;
}

function result({ code, procedure, unit, stage, status, receivedAt, dueAt, missing }: PublicDossier): string {
  const rows: [string, string][] = [
    ['Mã hồ sơ', code],
    ['Thủ tục', procedure.vi],
    ['Nơi tiếp nhận', [unit.name.vi, unit.address].filter(Boolean).join(', ')],
    ['Tình trạng', `${status.title.vi} – ${stage.vi}`],
    ['Ngày tiếp nhận', receivedAt ? dayAndTime(receivedAt) : '–'],
    ['Hẹn trả kết quả', dueAt ? dayAndTime(dueAt) : 'Chưa có ngày hẹn'],
  ];
  const list = missing.map((name) => `<li>${escaped(name)}</li>`).join('');
  return `<section aria-label="Kết quả tra cứu"><dl>
${rows.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`).join('\n')}
</dl>${list ? `<h2>Giấy tờ cần bổ sung</h2><ul>${list}</ul>` : ''}</section>`;
}

export function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}
