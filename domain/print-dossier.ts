import { groupOf } from './authority';
import type { DossierEvent, DossierState } from './dossier';
import type { DossierPrint, PrintTemplate } from './print-template';
import { letterhead } from './print-unit';
import type { Variables } from './print-variables';
import { countWords, feeWords, limitWords, momentWords, money, dayWords } from './print-words';
import type { Channel, Procedure } from './procedure';
import type { Text } from './text';
import { localDate, type Instant } from './time';
import type { Unit, UnitId } from './unit';

type Content = { [name: string]: unknown };

/** A dossier as it stood at one of its steps: nothing that came later changes what is printed of that step. */
export type DossierFacts = {
  /** Events up to the step, that one last. */
  events: DossierEvent[];
  /** The state that these come to, and the one before the step. */
  state: DossierState;
  before: DossierState | undefined;
  /** What was written in the forms, by the number of the step; what was erased is not there. */
  contents: Map<number, Content>;
  /** Papers and files handed in up to the step, by step. */
  papers: { code: string; originals: number; copies: number; files: number }[];
  procedure: Procedure;
  field: Text | undefined;
  units: { receiving: Unit | undefined; deciding: Unit | undefined };
  /** The agency whose turn it is at a stage, for the way of the dossier. */
  unitAt: (stage: string) => { id: UnitId; name: string } | undefined;
  /** Name of whoever took the step, where staff are recorded. */
  officer: string;
  /** Where the applicant looks the dossier up: the address of the product, and the dossier's key. */
  lookup: { base: string; key: string };
  printedAt: Instant;
};

type Form = Pick<PrintTemplate, 'regulation' | 'number'>;

/** The variables of a document of a dossier. Who hands it in (người nộp) and whose it is (chủ hồ sơ) stay apart. */
export function dossierVariables<K extends DossierPrint>(kind: K, facts: DossierFacts, form: Form): Variables<K> {
  return MAKERS[kind](facts, common(facts, form));
}

type Common = ReturnType<typeof common>;
const MAKERS: { [K in DossierPrint]: (facts: DossierFacts, common: Common) => Variables<K> } = {
  'appointment-slip': appointment,
  'supplement-slip': (facts, base) => ({
    texts: { ...base, reason: said(facts, 'reason'), contact: said(facts, 'contact') },
    lists: { asked: askedPapers(facts) },
  }),
  'refusal-slip': (facts, base) => ({ texts: { ...base, ...reasons(facts) }, lists: {} }),
  'stop-notice': (facts, base) => ({ texts: { ...base, ...reasons(facts) }, lists: {} }),
  'apology-slip': (facts, base) => ({
    texts: {
      ...base,
      reason: said(facts, 'reason'),
      oldDueAt: momentWords(facts.before?.clock.dueAt),
      newDueAt: momentWords(facts.state.clock.dueAt),
    },
    lists: {},
  }),
  'control-slip': (facts, base) => ({ texts: base, lists: { handovers: handovers(facts) } }),
};

function common(facts: DossierFacts, { regulation, number }: Form) {
  const { state, procedure, field, units, officer, lookup, printedAt } = facts;
  const received = state.receipt?.receivedAt;
  return {
    ...letterhead(units.receiving, printedAt),
    formNumber: number,
    regulation,
    code: state.receipt?.code ?? '',
    procedure: oneLine(procedure.name.vi),
    procedureCode: procedure.code,
    field: field?.vi ?? '',
    summary: text(latest(facts, 'summary')) || oneLine(procedure.name.vi),
    channel: CHANNELS[state.channel],
    deciding: units.deciding?.name.vi ?? '',
    ...people(facts),
    receivedAt: momentWords(received),
    receivedDay: received ? dayWords(localDate(received)) : '',
    limit: limitWords(state.receipt ? state.receipt.limit : procedure.limits[state.channel]),
    unitAddress: units.receiving?.address ?? '',
    officer,
    // Who decides refuses in his own name; who hands the paper over signs for the counter.
    clerk: groupOf(facts.events.at(-1)?.by.role ?? 'system') ? officer : '',
    ...lookedUp(state.receipt?.code, lookup),
  };
}

/** Without a code there is nothing to look up. (Thông tư 01/2018/TT-VPCP, Điều 19: the code may come as QR) */
function lookedUp(code: string | undefined, { base, key }: DossierFacts['lookup']) {
  if (!code) return { lookupUrl: '', lookupKey: '' };
  return {
    lookupUrl: `${base}/tra-cuu?code=${encodeURIComponent(code)}&key=${encodeURIComponent(key)}`,
    lookupKey: key,
  };
}

const CHANNELS: Record<Channel, string> = {
  direct: 'Trực tiếp',
  post: 'Dịch vụ bưu chính công ích',
  online: 'Trực tuyến',
};

function people(facts: DossierFacts) {
  const [submitter, owner] = [party(facts, 'submitter'), party(facts, 'owner')];
  return {
    submitter: submitter.name,
    submitterAddress: submitter.address,
    submitterPhone: submitter.phone,
    submitterEmail: submitter.email,
    submitterIdentity: submitter.identityNumber,
    owner: owner.name,
    ownerAddress: owner.address,
    ownerPhone: owner.phone,
    ownerIdentity: owner.identityNumber || owner.taxCode,
  };
}

/** As the register of people keeps them: a later form that names somebody replaces the earlier one whole. */
function party(facts: DossierFacts, part: 'submitter' | 'owner') {
  const named = written(facts).filter((content) => typeof (content[part] as Content | undefined)?.name === 'string');
  const found = (named.at(-1)?.[part] ?? {}) as Content;
  const of = (name: string) => text(found[name]);
  const [name, address, phone, email] = [of('name'), of('address'), of('phone'), of('email')];
  return { name, address, phone, email, identityNumber: of('identityNumber'), taxCode: of('taxCode') };
}

function appointment(facts: DossierFacts, base: Common): Variables<'appointment-slip'> {
  const { state, procedure, events } = facts;
  const step = events.at(-1);
  const [sets, paid, by] = [latest(facts, 'sets'), latest(facts, 'feePaid'), latest(facts, 'returnBy')];
  return {
    texts: {
      ...base,
      sets: typeof sets === 'number' ? countWords(sets) : '',
      dueAt: momentWords(state.clock.dueAt),
      // A slip for a supplement: the period began anew with it. (Nghị định 61/2018/NĐ-CP, Điều 19 khoản 4)
      supplementedAt: step && !step.receipt ? momentWords(step.at) : '',
      returnPlace: by === 'post' || by === 'online' ? CHANNELS[by] : (facts.units.receiving?.name.vi ?? ''),
      fee: feeWords(procedure.fee),
      feePaid: typeof paid === 'number' ? money(paid) : '',
      note: said(facts, 'note'),
    },
    lists: { papers: sumPapers(facts) },
  };
}

function sumPapers({ papers, procedure }: DossierFacts) {
  return [...new Set(papers.map(({ code }) => code))].map((code, i) => {
    const own = papers.filter((paper) => paper.code === code);
    const sum = (form: 'originals' | 'copies' | 'files') => own.reduce((total, paper) => total + paper[form], 0);
    const known = procedure.documents.find((paper) => paper.code === code);
    return {
      no: String(i + 1),
      name: known ? oneLine(known.name.vi) : code,
      originals: String(sum('originals')),
      copies: String(sum('copies')),
      files: String(sum('files')),
    };
  });
}

function askedPapers(facts: DossierFacts) {
  const papers = latestStep(facts).papers;
  return (Array.isArray(papers) ? (papers as Content[]) : []).map(({ name, note }, i) => ({
    no: String(i + 1),
    name: text(name),
    note: text(note),
  }));
}

function reasons(facts: DossierFacts) {
  return { reason: said(facts, 'reason'), legalBasis: said(facts, 'legalBasis') };
}

/** Every move between two agencies so far: given with the step that led there, taken with the next step there. */
function handovers({ events, unitAt }: DossierFacts) {
  return events
    .flatMap((event, i) => {
      const [giver, taker] = [unitAt(event.from), unitAt(event.to)];
      if (!giver || !taker || giver.id === taker.id) return [];
      const taken = events[i + 1];
      return [
        { giver: giver.name, taker: taker.name, givenAt: momentWords(event.at), takenAt: momentWords(taken?.at) },
      ];
    })
    .map((row, i) => ({ no: String(i + 1), ...row }));
}

const written = ({ contents }: DossierFacts) => [...contents.entries()].sort(([a], [b]) => a - b).map(([, one]) => one);

/** The latest answer to a question in any form so far. */
function latest(facts: DossierFacts, name: string): unknown {
  return written(facts).findLast((content) => content[name] !== undefined)?.[name];
}

const latestStep = ({ contents, events }: DossierFacts): Content => contents.get(events.at(-1)?.seq ?? 0) ?? {};

/** What the form of this step says. */
const said = (facts: DossierFacts, name: string): string => text(latestStep(facts)[name]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Names of procedures come with line breaks and double blanks in them. */
const oneLine = (value: string): string => value.replace(/\s+/g, ' ').trim();
