import PDFDocument from 'pdfkit';
import { buffer } from 'node:stream/consumers';
import { fonts } from '../config/print-fonts';
import { loadConfig } from '../config/load';
import { renderPdf } from '../config/print-pdf';
import type { DocumentBlock, PrintDocument } from '../domain/print-document';
import { Catalogue } from '../domain/catalogue';
import { resolveTemplate } from '../domain/print-document';
import { dossierVariables, type DossierFacts } from '../domain/print-dossier';
import { join } from 'node:path';

const ROUNDS = 9;
const EACH = 20;
const AT = '2026-11-25T02:05:00.000Z';

/** Appointment slips a second in one thread, as a share of a floor: the same text drawn once, line by line, without layout. */
async function main(): Promise<void> {
  const make = slipOf();
  const texts = make(0).blocks.flatMap(textsOf);
  const whole: Rate[] = [];
  const bare: Rate[] = [];
  await rate(() => renderPdf(make(0)));
  await rate(() => floor(texts));
  // Rounds in turn, so that a busy minute hits both.
  for (let i = 0; i < ROUNDS; i++) {
    whole.push(await rate((n) => renderPdf(make(i * EACH + n))));
    bare.push(await rate(() => floor(texts)));
  }
  const figures = {
    prints_per_second: round(median(whole.map(({ wall }) => wall))),
    prints_per_cpu_second: round(median(whole.map(({ cpu }) => cpu))),
    floor_per_second: round(median(bare.map(({ wall }) => wall))),
    floor_per_cpu_second: round(median(bare.map(({ cpu }) => cpu))),
    prints_share: round(median(whole.map(({ cpu }, i) => cpu / (bare[i]?.cpu ?? cpu)))),
    prints: ROUNDS * EACH,
  };
  console.log(process.argv.includes('--json') ? JSON.stringify(figures) : figures);
}

/** Slips of the shipped template: each of another dossier, so that nothing can be remembered from the one before. */
function slipOf(): (n: number) => PrintDocument {
  const catalogue = new Catalogue(loadConfig(join(__dirname, '../config/dong-thap')));
  const procedure = catalogue.procedureAt('2.001955', '2026-11-25');
  const form = catalogue.rules('2026')?.forms['appointment-slip'];
  const template = catalogue.template('appointment-slip', form);
  const centre = catalogue.unitAt('82', '2026-11-25');
  if (!procedure || !template) throw new Error('the shipped configuration has changed');
  const clock = { stageSince: AT, until: {}, dueAt: '2026-12-04T10:00:00.000Z' };
  const receipt = { receivedAt: AT, rules: '2026', limit: procedure.limits.direct };
  return (n) => {
    const code = `H20-261125-${String(n).padStart(4, '0')}`;
    const person = {
      name: `Nguyễn Văn Ân ${n}`,
      phone: `09${12345678 + n}`,
      address: `Ấp ${n}, xã Mỹ Thọ, tỉnh Đồng Tháp`,
    };
    const state = { receipt: { ...receipt, code }, channel: 'direct', clock } as unknown as DossierFacts['state'];
    const facts: DossierFacts = {
      events: [
        { seq: 1, at: AT, by: { role: 'government-clerk' }, receipt } as unknown as DossierFacts['events'][number],
      ],
      state,
      before: undefined,
      contents: new Map([[1, { submitter: person, summary: `Đăng ký nội quy lao động lần ${n}`, sets: 1 }]]),
      papers: procedure.documents.map((paper) => ({ code: paper.code, originals: 1, copies: 0, files: 0 })),
      procedure,
      field: undefined,
      units: { receiving: centre, deciding: undefined },
      unitAt: () => undefined,
      officer: 'Lê Quý Đôn',
      lookup: { base: 'https://motcua.example.vn', key: '3F7K2-9QXWM' },
      printedAt: AT,
    };
    return resolveTemplate(template, dossierVariables('appointment-slip', facts, template), AT);
  };
}

/** The same text, each piece drawn once under the one before, in one font that is parsed already. */
async function floor(texts: string[]): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A5', margin: 0, font: '', info: { CreationDate: new Date(AT) } });
  doc.registerFont('plain', fonts().plain as unknown as string).font('plain', 9);
  for (const [i, text] of texts.entries()) doc.text(text, 28, 28 + i * 9, { lineBreak: false });
  doc.end();
  return buffer(doc);
}

function textsOf(block: DocumentBlock): string[] {
  const found: string[] = [];
  JSON.stringify(block, (name, value: unknown) => {
    if (typeof value === 'string' && !['is', 'align', 'style', 'value'].includes(name)) found.push(value);
    return value;
  });
  return found.filter(Boolean);
}

/** Runs a second, of the clock and of a processor: the latter does not depend on who else is at work. */
type Rate = { wall: number; cpu: number };

async function rate(work: (n: number) => Promise<unknown>): Promise<Rate> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  for (let n = 0; n < EACH; n++) await work(n);
  const { user, system } = process.cpuUsage(cpu);
  return { wall: (EACH * 1000) / (performance.now() - start), cpu: (EACH * 1_000_000) / (user + system) };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number) => Math.round(value * 1000) / 1000;

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
