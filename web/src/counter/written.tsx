import { Text as Line } from '@mantine/core';
import { useLanguage, type Language } from '../language';
import { dayOf } from '../shared/dates';
import { shared } from '../shared/words';
import type { Happened } from './calls';

type Answer = Happened['answers'][number];

/** What was written in a form, as it stands on the record: each group of questions a line. */
export function Written({ answers }: { answers: Answer[] }) {
  const { say, language } = useLanguage();
  return groupsOf(answers).map((group, i) => (
    <Line key={i} size="sm" className="wrap">
      {group[0]?.group && <b>{say(group[0].group)}: </b>}
      {group.map(({ title, ...answer }, place) => (
        <span key={place}>
          {place > 0 && ' · '}
          <Line span size="sm" c="dimmed">
            {say(title)}:
          </Line>{' '}
          {valueOf(answer, language, (yes) => say(yes ? shared.yes : shared.no))}
        </span>
      ))}
    </Line>
  ));
}

/** Neighbours of one group together. */
function groupsOf(answers: Answer[]): Answer[][] {
  const groups: Answer[][] = [];
  for (const answer of answers) {
    const last = groups.at(-1);
    if (last?.[0]?.group?.vi === answer.group?.vi && last) last.push(answer);
    else groups.push([answer]);
  }
  return groups;
}

function valueOf(
  { value, choice, format }: Omit<Answer, 'title'>,
  language: Language,
  yesNo: (yes: boolean) => string,
) {
  if (choice) return choice[language];
  if (typeof value === 'boolean') return yesNo(value);
  return format === 'date' ? dayOf(String(value)) : String(value);
}
