import type { Outcome } from './process';
import type { HandoverPaper, HandoverResult, HandoverState } from './handover';
import type { PrintTemplate } from './print-template';
import { letterhead } from './print-unit';
import type { Variables } from './print-variables';
import { momentWords, OUTCOMES } from './print-words';
import type { Instant } from './time';
import type { Unit } from './unit';

export type HandoverFacts = {
  state: HandoverState;
  listedAt: Instant;
  giver: Unit | undefined;
  taker: Unit | undefined;
  /** What each dossier is about, and how it ended; no applicant is named, as the list lies on desks and in vans. */
  dossiers: Map<string, { procedure: string; outcome: Outcome | undefined }>;
  paperName: (dossierId: string, code: string) => string;
  printedAt: Instant;
};

type Form = Pick<PrintTemplate, 'regulation' | 'number'>;
type Item = HandoverState['items'][number];

const FOUND: Record<HandoverResult, string> = { received: 'Đủ', different: 'Chênh lệch', 'not-there': 'Không có' };

/** The list of dossiers whose papers go to who decides: a line for every paper. */
export function papersVariables(facts: HandoverFacts, form: Form): Variables<'handover-papers'> {
  const items = facts.state.items.flatMap((item, i) => paperLines(facts, item, String(i + 1)));
  return { texts: common(facts, form), lists: { items } };
}

/** The list of results that go back to the counter: a line for every dossier. */
export function resultsVariables(facts: HandoverFacts, form: Form): Variables<'handover-results'> {
  const items = facts.state.items.map((item, i) => {
    const dossier = facts.dossiers.get(item.dossierId);
    const sum = (what: 'originals' | 'copies') => String(item.papers.reduce((total, paper) => total + paper[what], 0));
    return {
      no: String(i + 1),
      code: item.code,
      procedure: dossier?.procedure ?? '',
      outcome: dossier?.outcome ? OUTCOMES[dossier.outcome] : '',
      originals: sum('originals'),
      copies: sum('copies'),
      found: item.result ? FOUND[item.result] : '',
    };
  });
  return { texts: common(facts, form), lists: { items } };
}

function common({ state, listedAt, giver, taker, printedAt }: HandoverFacts, { regulation, number }: Form) {
  return {
    ...letterhead(giver, printedAt, taker),
    regulation,
    formNumber: number,
    slip: state.id,
    giver: giver?.name.vi ?? state.from,
    taker: taker?.name.vi ?? state.to,
    listedAt: momentWords(listedAt),
    givenAt: momentWords(state.givenBy?.at),
    takenAt: momentWords(state.receivedBy?.at),
    dossiers: String(state.items.length),
  };
}

function paperLines({ paperName }: HandoverFacts, item: Item, no: string) {
  const counted =
    item.counted ?? (item.result === 'received' ? item.papers : item.result === 'not-there' ? [] : undefined);
  const sum = (list: HandoverPaper[], code: string, what: 'originals' | 'copies') =>
    String(list.filter((paper) => paper.code === code).reduce((total, paper) => total + paper[what], 0));
  const codes = [...new Set([...item.papers, ...(counted ?? [])].map(({ code }) => code))];
  const head = (i: number) => (i === 0 ? { no, code: item.code } : { no: '', code: '' });
  const found = item.result ? FOUND[item.result] : '';
  if (codes.length === 0) {
    const none = { originals: '0', copies: '0', countedOriginals: '', countedCopies: '' };
    return [{ ...head(0), paper: 'Không có giấy tờ bản giấy', ...none, found }];
  }
  return codes.map((code, i) => ({
    ...head(i),
    paper: paperName(item.dossierId, code),
    originals: sum(item.papers, code, 'originals'),
    copies: sum(item.papers, code, 'copies'),
    countedOriginals: counted ? sum(counted, code, 'originals') : '',
    countedCopies: counted ? sum(counted, code, 'copies') : '',
    found: i === 0 ? found : '',
  }));
}
