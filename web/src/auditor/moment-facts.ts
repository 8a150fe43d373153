import type { Speech, Text } from '../language';
import { behalf } from '../roles';
import { shared } from '../shared/words';
import { moment } from '../shell/format';
import type { Moment } from './calls';
import { momentWords, outcomeWords } from './moment-words';

/** Something that was so at a moment, in words. */
export type MomentFact = { name: Text; value: string };

/** All that was so of a dossier at a moment, in the order in which it is told. */
export function factsOf(of: Moment, { say, language }: Speech): MomentFact[] {
  const at = (instant: string | null | undefined) => (instant ? moment(instant, language) : '');
  const listed = (all: string[], between = ', ') => all.join(between);
  const { late, responsibility } = of;
  const groups = (all: string[]) => listed(all.map((group) => say(group === 'post' ? shared.post : shared.government)));
  const values: Record<Shown, string> = {
    code: of.code ?? '',
    stage: say(of.stage.title),
    status: say(of.status.title),
    outcome: of.outcome ? say(outcomeWords[of.outcome as keyof typeof outcomeWords]) : '',
    by: byOf(of, say),
    receivedAt: at(of.receivedAt),
    dueAt: at(of.dueAt),
    firstDueAt: at(of.firstDueAt),
    stageDueAt: at(of.stageDueAt),
    late: listed([late?.whole && say(momentWords.whole), late?.stage && say(momentWords.ofStage)].filter(isText)),
    process: `${nameOf(of.procedure)} · ${nameOf(of.process)} · ${of.rules}`,
    responsible: responsibility
      ? listed([
          say(momentWords.receive, { who: groups(responsibility.receive) }),
          say(momentWords.return, { who: groups(responsibility.return) }),
        ])
      : '',
    possible: listed((of.actions ?? []).filter(({ problem }) => problem === null).map(({ title }) => say(title))),
    papers: listed(
      (of.papers ?? []).map(({ name, originals, copies, files }) =>
        say(momentWords.paper, { name: say(name), originals, copies, files }),
      ),
      '; ',
    ),
  };
  return SHOWN.map((name) => ({ name: momentWords[name], value: values[name] || '–' }));
}

const SHOWN = [
  ...(['code', 'stage', 'status', 'outcome', 'by', 'receivedAt', 'dueAt', 'firstDueAt', 'stageDueAt', 'late'] as const),
  ...(['process', 'responsible', 'possible', 'papers'] as const),
] as const;
type Shown = (typeof SHOWN)[number];

const isText = (value: unknown): value is string => typeof value === 'string';

const nameOf = (ref: { id?: string; code?: string; version: number }) => `${ref.id ?? ref.code ?? ''}@${ref.version}`;

function byOf({ by }: Moment, say: Speech['say']): string {
  const { id, onBehalfOf } = by as { id?: string; onBehalfOf?: { id: string } };
  return [id ?? '', onBehalfOf && say(behalf, { id: onBehalfOf.id })].filter(Boolean).join(' ');
}
