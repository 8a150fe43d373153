import { resolveTemplate, type PrintDocument } from '../../../domain/print-document';
import { dossierVariables, type DossierFacts } from '../../../domain/print-dossier';
import { ledgerVariables } from '../../../domain/print-ledger';
import { DOSSIER_PRINTS, PRINT_KINDS, type DossierPrint } from '../../../domain/print-template';
import { LISTS, TEXTS } from '../../../domain/print-variables';
import { letterhead } from '../../../domain/print-unit';
import {
  fullFacts,
  isDossierTemplate,
  ledgerFacts,
  minimalFacts,
  OWNER,
  sampleOf,
  shipped,
  SUBMITTER,
} from '../../support/print-samples';

const templates = shipped.data.templates ?? [];
const named = templates.map((template) => [`${template.kind} ${template.regulation}`, template] as const);

test('the six forms of 2018, the seven of 2025, a stop notice before there was a form, and two lists are shipped', () => {
  const numbers = (regulation: string) =>
    templates.filter((one) => one.regulation === regulation).map(({ number }) => number);
  expect(numbers('Thông tư 01/2018/TT-VPCP').sort()).toEqual(['01', '02', '03', '04', '05', '06']);
  expect(numbers('Thông tư 03/2025/TT-VPCP').sort()).toEqual(['01', '02', '03', '04', '05', '06', '07']);
  expect(new Set(templates.map(({ kind }) => kind))).toEqual(new Set(PRINT_KINDS));
  const none = templates.find(({ regulation }) => regulation === '—');
  expect(none?.unverified).toEqual(expect.arrayContaining(['regulation', 'number', 'blocks']));
});

test('01 to 05 are A5 and the ledger is A4; a bare number means nothing: 05 is the control slip, then the stop notice', () => {
  for (const { kind, page } of templates) {
    expect([kind, page.size]).toEqual([kind, kind === 'ledger' || kind.startsWith('handover') ? 'A4' : 'A5']);
  }
  const form = (regulation: string, kind: DossierPrint) => shipped.template(kind, { regulation, number: '05' })?.kind;
  expect(form('Thông tư 01/2018/TT-VPCP', 'control-slip')).toBe('control-slip');
  expect(form('Thông tư 01/2018/TT-VPCP', 'stop-notice')).toBeUndefined();
  expect(form('Thông tư 03/2025/TT-VPCP', 'stop-notice')).toBe('stop-notice');
});

test.each(named)('%s holds what is known, and nothing is left to fill in', (_name, template) => {
  const text = textOf(sampleOf(template));
  expect(text).not.toMatch(/\{\{|\}\}|undefined|null|NaN/);
  if (!isDossierTemplate(template) || template.kind === 'control-slip') return;
  for (const known of [SUBMITTER.name, OWNER.name, 'H20-261125-0007', 'Lê Quý Đôn', '3F7K2-9QXWM']) {
    expect(text).toContain(known);
  }
});

test.each(named.filter(([, template]) => isDossierTemplate(template)))(
  '%s does without everything',
  (_name, template) => {
    if (!isDossierTemplate(template)) return;
    const variables = dossierVariables(template.kind, minimalFacts(template.kind), template);
    const text = textOf(resolveTemplate(template, variables, minimalFacts(template.kind).printedAt));
    expect(text).not.toMatch(/\{\{|undefined|null|NaN/);
    expect(text).not.toContain('tra-cuu');
  },
);

test.each(DOSSIER_PRINTS)('the variables of %s are exactly those that templates are checked against', (kind) => {
  const form = { regulation: 'r', number: 'n' };
  for (const facts of [fullFacts(kind), minimalFacts(kind)]) {
    const { texts, lists } = dossierVariables(kind, facts, form);
    expect(Object.keys(texts).sort()).toEqual([...TEXTS[kind]].sort());
    expect(Object.keys(lists).sort()).toEqual(Object.keys(LISTS[kind]).sort());
    for (const [name, items] of Object.entries<object[]>(lists)) {
      const known = (LISTS[kind] as Record<string, readonly string[]>)[name] ?? [];
      for (const item of items) expect(Object.keys(item).sort()).toEqual([...known].sort());
    }
  }
});

test('NFD and NFC input give the same document', () => {
  for (const template of templates.filter(isDossierTemplate)) {
    const facts = fullFacts(template.kind);
    const nfd = new Map([...facts.contents].map(([seq, content]) => [seq, deNormalised(content)]));
    expect(JSON.stringify(nfd.get(1))).not.toBe(JSON.stringify(facts.contents.get(1)));
    expect(sampleOf(template, { contents: nfd })).toEqual(sampleOf(template));
  }
});

test('who hands it in and whose it is stay apart; without an owner none is named', () => {
  const facts = fullFacts('appointment-slip');
  const of = (more: Partial<DossierFacts>) =>
    dossierVariables('appointment-slip', { ...facts, ...more }, { regulation: '', number: '' }).texts;
  expect([of({}).submitter, of({}).owner]).toEqual([SUBMITTER.name, OWNER.name]);
  const alone = of({ contents: new Map([[1, { submitter: SUBMITTER }]]) });
  expect([alone.submitter, alone.owner, alone.ownerAddress]).toEqual([SUBMITTER.name, '', '']);
});

test('a later form that names the submitter replaces him whole, as the register of people does', () => {
  const facts = fullFacts('supplement-slip');
  const contents = new Map([
    ...facts.contents,
    [2, { submitter: { name: 'Trần Thị Đường' }, reason: 'x', papers: [] }],
  ]);
  const { texts } = dossierVariables('supplement-slip', { ...facts, contents }, { regulation: '', number: '' });
  expect([texts.submitter, texts.submitterPhone, texts.owner]).toEqual(['Trần Thị Đường', '', OWNER.name]);
});

test('the apology names the appointment as it was and as it is now', () => {
  const { texts } = dossierVariables('apology-slip', fullFacts('apology-slip'), { regulation: '', number: '' });
  expect(texts.oldDueAt).toBe('17 giờ 00 phút, ngày 04 tháng 12 năm 2026');
  expect(texts.newDueAt).toBe('17 giờ 00 phút, ngày 11 tháng 12 năm 2026');
});

test('papers of one kind that came in at several steps are counted together', () => {
  const facts = fullFacts('appointment-slip');
  const papers = [
    { code: 'van-ban', originals: 1, copies: 0, files: 1 },
    { code: 'noi-quy', originals: 0, copies: 1, files: 0 },
    { code: 'van-ban', originals: 2, copies: 1, files: 0 },
  ];
  const { lists } = dossierVariables('appointment-slip', { ...facts, papers }, { regulation: '', number: '' });
  expect(lists.papers.map(({ no, originals, copies, files }) => [no, originals, copies, files])).toEqual([
    ['1', '3', '1', '1'],
    ['2', '0', '1', '0'],
  ]);
});

test('entries of a ledger keep their number of the year', () => {
  const facts = ledgerFacts(2);
  const entries = facts.entries.map((entry) => ({ ...entry, no: entry.no + 98 }));
  const { lists } = ledgerVariables({ ...facts, entries }, { regulation: '', number: '' });
  expect(lists.entries.map(({ no }) => no)).toEqual(['99', '100']);
});

test.each([
  ['82', '2026-11-25', 'ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP', 'Đồng Tháp'],
  ['867', '2020-10-05', 'ỦY BAN NHÂN DÂN THÀNH PHỐ SA ĐÉC', 'Sa Đéc'],
  ['29866', '2020-10-05', 'ỦY BAN NHÂN DÂN PHƯỜNG 1', 'Phường 1'],
  ['30208', '2026-11-25', 'ỦY BAN NHÂN DÂN XÃ HOÀ LONG', 'Hoà Long'],
])('unit %s on %s heads its papers with %s at %s', (code, date, agency, place) => {
  const head = letterhead(shipped.unitAt(code, date), `${date}T02:00:00.000Z`);
  expect(head.agency).toBe(agency);
  expect(head.placeAndDay.split(',')[0]).toBe(place);
});

test('a department that does not say where it is takes the place from the other unit', () => {
  const [own, near] = [shipped.unitAt('so-noi-vu', '2026-11-25'), shipped.unitAt('82', '2026-11-25')];
  expect(letterhead(own, '2026-11-25T02:00:00.000Z', near).placeAndDay).toBe('Đồng Tháp, ngày 25 tháng 11 năm 2026');
  expect(letterhead(own, '2026-11-25T02:00:00.000Z').placeAndDay).toBe('Ngày 25 tháng 11 năm 2026');
});

const textOf = (document: PrintDocument): string => JSON.stringify(document.blocks) + document.footer;

function deNormalised<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFD') as T;
  if (Array.isArray(value)) return value.map(deNormalised) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deNormalised(inner)])) as T;
}
