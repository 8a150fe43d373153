import { createHash } from 'node:crypto';
import type { DocumentBlock, DocumentField, PrintDocument } from '../domain/print-document';
import type { PrintPage } from '../domain/print-template';
import { qrSquares } from './print-qr';

/** A page for the browser's own print, and the policy under which nothing but its one style sheet has any effect. */
export type PrintPageHtml = { html: string; policy: string };

/** The same document as HTML: the look is the style sheet's, every text is escaped, no script can run. */
export function renderHtml(document: PrintDocument): PrintPageHtml {
  const style = styleOf(document.page, document.footer);
  const html = `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${document.logo ? `<img src="${escaped(document.logo)}" alt="">` : ''}
${document.blocks.map(blockHtml).join('\n')}
</main>
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { html, policy };
}

function styleOf({ size, landscape, margin, fontSize }: PrintPage, footer: string): string {
  const wide = { A5: [148, 210], A4: [210, 297] }[size][landscape ? 1 : 0] ?? 210;
  const foot = `font:${fontSize * 0.84}pt "Be Vietnam Pro",sans-serif`;
  return `
@page{size:${size}${landscape ? ' landscape' : ''};margin:${margin}mm;\
@bottom-left{${foot};content:${cssText(footer)}}@bottom-right{${foot};content:counter(page) "/" counter(pages)}}
body{font:${fontSize}pt/1.34 "Be Vietnam Pro",Arial,sans-serif;color:#000;background:#fff;margin:0}
main{max-width:${wide - 2 * margin}mm;margin:0 auto}
p{margin:0}img{display:block;max-height:12mm;max-width:46%}
header{display:grid;grid-template-columns:46% 54%;text-align:center;font-size:.86em;margin-bottom:.4em}
header .mark{grid-column:1/3;text-align:right;font-style:italic}header hr{width:32%;border:0;border-top:.6pt solid #000;margin:.2em auto .4em}
header .b{font-weight:700}header .under{font-style:italic;font-size:1.16em}
h1{font-size:1.3em;text-align:center;margin:.3em 0 0;white-space:pre-line}.title{margin-bottom:.4em}.title p{text-align:center;font-weight:700}
.bold{font-weight:700}.italic{font-style:italic}.center{text-align:center}.right{text-align:right}.indent{text-indent:8mm}
.text,.v{white-space:pre-line}
.line{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;column-gap:2mm}.f{display:flex;gap:.3em}.f .v{flex:1}
.f .blank{border-bottom:.7pt dotted #000;margin-bottom:.3em}.strong{font-weight:700}
table{width:100%;border-collapse:collapse;font-size:.94em;margin-bottom:.3em;table-layout:fixed;overflow-wrap:anywhere}
th,td{border:.5pt solid #000;padding:.15em .25em;vertical-align:top;text-align:left}thead{display:table-header-group}
th{text-align:center}tr,.signed,.together,.qr{break-inside:avoid}
.signed{display:flex;justify-content:flex-end;text-align:center;margin:.4em 0 .3em}.signed section{width:50%}
.signed h2{font-size:1em;margin:0}.signed .ink{height:13mm}
.qr{display:flex;gap:2mm;align-items:center;font-size:.88em}.qr svg{width:21mm;height:21mm;flex:none}
.note{font-size:.88em;margin-top:.3em}.note ul{margin:0;padding:0;list-style:"- ";list-style-position:inside;font-style:italic}
`;
}

function blockHtml(block: DocumentBlock): string {
  switch (block.is) {
    case 'heading':
      return headingHtml(block);
    case 'title':
      return `<div class="title"><h1>${escaped(block.text)}</h1>${paragraphs(block.under)}</div>`;
    case 'paragraph': {
      const names = ['text', block.style, block.align, ...(block.indent ? ['indent'] : [])];
      return `<p class="${names.join(' ')}">${escaped(block.text)}</p>`;
    }
    case 'fields':
      return block.lines.map((line) => `<div class="line">${line.map(fieldHtml).join('')}</div>`).join('\n');
    case 'table':
      return tableHtml(block);
    case 'signatures':
      return `<div class="signed">${block.places.map(signatureHtml).join('')}</div>`;
    case 'qr':
      return `<div class="qr">${qrSvg(block.value)}<div>${paragraphs(block.caption)}</div></div>`;
    case 'note': {
      const items = block.lines.map((line) => `<li>${escaped(line)}</li>`).join('');
      return `<div class="note"><p class="bold">Ghi chú:</p><ul>${items}</ul></div>`;
    }
    case 'together':
      return `<div class="together">${block.blocks.map(blockHtml).join('\n')}</div>`;
  }
}

function headingHtml({ left, right, number, day, mark }: Extract<DocumentBlock, { is: 'heading' }>): string {
  const column = (texts: string[], bold: number, under: string) => {
    const lines = texts.map((text, i) => `<p${i < bold ? '' : ' class="b"'}>${escaped(text)}</p>`).join('');
    return `<div>${lines}<hr>${under ? `<p class="under">${escaped(under)}</p>` : ''}</div>`;
  };
  const top = mark ? `<p class="mark">${escaped(mark)}</p>` : '';
  return `<header>${top}${column(left, left.length - 1, number)}${column(right, 0, day)}</header>`;
}

function fieldHtml({ label, value, strong }: DocumentField): string {
  const kind = value === '' ? 'v blank' : strong ? 'v strong' : 'v';
  return `<div class="f"><span>${escaped(label)}</span><span class="${kind}">${escaped(value)}</span></div>`;
}

function tableHtml({ columns, rows }: Extract<DocumentBlock, { is: 'table' }>): string {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const cols = columns.map(({ width }) => `<col width="${((100 * width) / total).toFixed(2)}%">`).join('');
  const head = columns.map((column) => `<th scope="col">${escaped(column.head)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, i) => `<td class="${columns[i]?.align ?? 'left'}">${escaped(cell)}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><colgroup>${cols}</colgroup><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function signatureHtml({ role, note, name }: { role: string; note: string; name: string }): string {
  const signer = name ? `<p class="bold">${escaped(name)}</p>` : '';
  return `<section><h2>${escaped(role)}</h2><p class="italic">${escaped(note)}</p><p class="ink"></p>${signer}</section>`;
}

function qrSvg(value: string): string {
  const { across, squares } = qrSquares(value);
  const path = squares.map(({ x, y, length }) => `M${x} ${y}h${length}v1h-${length}z`).join('');
  const label = 'Mã QR để tra cứu hồ sơ';
  return `<svg role="img" aria-label="${label}" viewBox="0 0 ${across} ${across}" shape-rendering="crispEdges"><path d="${path}"/></svg>`;
}

const paragraphs = (texts: string[]) => texts.map((text) => `<p>${escaped(text)}</p>`).join('');

const NAMES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => NAMES[letter] ?? letter);

/** A text as CSS has it in quotes; `<` must not end the style sheet. */
const cssText = (text: string): string =>
  `"${text.replace(/[^\p{L}\p{N} .,–-]/gu, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `)}"`;
