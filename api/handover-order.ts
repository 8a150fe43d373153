import type { HandoverAct } from '../config/handover-body';
import type { DossierUnits } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import type { HandoverCount, HandoverItem, HandoverOpening, HandoverState } from '../domain/handover';
import { fill, PROBLEMS, Refusal, type FieldFault } from '../domain/problem';
import type { Text } from '../domain/text';
import type { ApiContext } from './context';
import { checkMembers } from './members';
import { isProblemCode } from './problem';
import { stateOf } from './reads/dossiers';
import { dossierKey, dossiersNamed, onTheirWay, papersInHand, type NamedDossier } from './reads/handovers';
import { dossiersSeen, type Onlooker } from './reads/seen';
import { present } from './views';

type Sides = Pick<HandoverOpening, 'from' | 'to' | 'kind'>;

const OTHER_UNITS: Text = {
  vi: 'không phải hồ sơ do hai đơn vị này tiếp nhận và giải quyết, theo chiều giao này',
  en: 'is not received and decided by these two units in this direction',
};
const NO_NUMBER: Text = {
  vi: 'hồ sơ chưa được tiếp nhận nên chưa có giấy tờ để giao',
  en: 'is not received yet, so it has no papers to hand over',
};

/** The items of a new slip. @throws Refusal that names every dossier which cannot be on it */
export async function itemsOf(
  { read, catalogue }: ApiContext,
  who: Onlooker,
  sides: Sides,
  refs: string[],
): Promise<HandoverItem[]> {
  const rows = await dossiersNamed(read, refs);
  const ids = rows.flatMap((row) => row?.id ?? []);
  const [taken, papers, seen] = await Promise.all([
    onTheirWay(read, ids),
    papersInHand(read, ids),
    dossiersSeen(read, catalogue, who, ids),
  ]);
  const faultOf = (row: NamedDossier | undefined, i: number): Omit<FieldFault, 'pointer'> | undefined => {
    if (!row || !seen.has(row.id)) return problem('dossier-not-found');
    if (row.code === null) return { rule: 'no-number', message: NO_NUMBER };
    if (!fits(catalogue, stateOf(row).units, sides)) return { rule: 'other-units', message: OTHER_UNITS };
    if (rows.findIndex((other) => other?.id === row.id) < i) return problem('handover-listed-twice', row.code);
    return taken.has(row.id) ? problem('handover-under-way', row.code) : undefined;
  };
  const faults = rows.flatMap((row, i) => {
    const fault = faultOf(row, i);
    return fault ? [{ pointer: `/dossiers/${i}`, ...fault }] : [];
  });
  if (faults.length > 0) throw refusalOf(faults, rows);
  return rows.flatMap((row) =>
    row?.code ? [{ dossierId: row.id, code: row.code, papers: papers.get(row.id) ?? [] }] : [],
  );
}

/** Papers go from the counter to whoever decides, results the other way; a unit hands over for those it carries on. */
function fits(catalogue: Catalogue, { receiving, deciding }: DossierUnits, { from, to, kind }: Sides): boolean {
  const [giver, taker] = kind === 'papers' ? [receiving, deciding] : [deciding, receiving];
  return catalogue.actsFor(from).includes(giver) && catalogue.actsFor(to).includes(taker);
}

function problem(code: 'dossier-not-found' | 'handover-listed-twice' | 'handover-under-way', dossier = '') {
  return { rule: code, message: fill(PROBLEMS[code].title, { code: dossier }) };
}

/** Where all dossiers have the same problem, that is the answer. */
function refusalOf(faults: FieldFault[], rows: (NamedDossier | undefined)[]): Refusal {
  const [first] = faults;
  const one = first && faults.every(({ rule }) => rule === first.rule) ? first : undefined;
  if (!one || !isProblemCode(one.rule)) return new Refusal('invalid-request', {}, faults);
  const code = rows[Number(one.pointer.split('/').at(-1))]?.code;
  return new Refusal(one.rule, one.rule === 'dossier-not-found' || !code ? {} : { code }, faults);
}

/**
 * What a repeated order means on the slip that it has written already: the papers as they were listed, whatever came
 * to the dossiers since. Nothing when the order names others.
 */
export function itemsAgain(state: HandoverState | undefined, refs: string[]): HandoverItem[] | undefined {
  const items = refs.map((ref) => state && onSlip(state, ref));
  const listed = items.flatMap((item) =>
    item ? [{ dossierId: item.dossierId, code: item.code, papers: item.papers }] : [],
  );
  return listed.length === refs.length ? listed : undefined;
}

function onSlip(state: HandoverState, ref: string): HandoverState['items'][number] | undefined {
  const { code, id } = dossierKey(ref);
  return state.items.find((item) => (code === undefined ? item.dossierId === id : item.code === code));
}

type CountBody = Omit<HandoverCount, 'dossierId'> & { dossier: string };
export type ActBody = { counts?: CountBody[]; dossier?: string; note?: string };
export type ActName = Exclude<HandoverAct['do'], 'list'>;

const NEEDS: Record<ActName, (keyof ActBody)[]> = {
  give: [],
  cancel: [],
  receive: ['counts'],
  settle: ['dossier', 'note'],
};

/** @throws Refusal invalid-request, handover-not-listed */
export function actOf(state: HandoverState, name: ActName, body: ActBody): HandoverAct {
  checkMembers(body, NEEDS[name]);
  if (name === 'receive') {
    const counts = body.counts ?? [];
    const ids = listedIds(
      state,
      counts.map(({ dossier }, i) => [`/counts/${i}/dossier`, dossier]),
    );
    const read = ({ result, counted, note }: CountBody, i: number): HandoverCount => ({
      dossierId: ids[i] ?? '',
      result,
      ...present({ counted, note }),
    });
    return { do: name, counts: counts.map(read) };
  }
  if (name !== 'settle') return { do: name };
  const [dossierId = ''] = listedIds(state, [['/dossier', body.dossier ?? '']]);
  return { do: name, dossierId, note: body.note ?? '' };
}

/** The dossiers of a slip that are meant, by code or id. @throws Refusal handover-not-listed */
function listedIds(state: HandoverState, refs: [pointer: string, ref: string][]): string[] {
  const items = refs.map(([, ref]) => onSlip(state, ref));
  const unknown = refs.filter((_ref, i) => !items[i]);
  const [first] = unknown;
  if (!first) return items.flatMap((item) => item?.dossierId ?? []);
  const { title } = PROBLEMS['handover-not-listed'];
  const faults = unknown.map(([pointer, dossier]) => ({
    pointer,
    rule: 'handover-not-listed',
    message: fill(title, { dossier }),
  }));
  throw new Refusal('handover-not-listed', { dossier: first[1] }, faults);
}
