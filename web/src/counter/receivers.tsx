import type { ReactNode } from 'react';
import { Alert, Text as Line } from '@mantine/core';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { Answer } from '../shell/faces';
import { day, moment } from '../shell/format';
import { readReceivers } from './calls';
import { receiving } from './words';

type Receiving = Awaited<ReturnType<typeof readReceivers>>;

/** Shows what is in it to those who may receive in the field here and now; others are told who does, and from when. */
export function Receivers({ field, children }: { field: string; children: ReactNode }) {
  const session = useSession();
  const answer = useRead(['receivers', field], () => readReceivers(field), { staleTime: 30_000 });
  const group = session?.role === 'post-clerk' ? 'post' : 'government';
  return (
    <Answer of={answer} rows={8}>
      {(receivers) => (receivers.groups.includes(group) ? children : <NotYours receivers={receivers} group={group} />)}
    </Answer>
  );
}

function NotYours({ receivers, group }: { receivers: Receiving; group: 'post' | 'government' }) {
  const { say, language } = useLanguage();
  const { since, plannedOn } = receivers;
  const planned = plannedOn ? say(receiving.plannedOn, { day: day(plannedOn, language) }) : say(receiving.notPlanned);
  return (
    <Alert role="alert" color="orange" title={say(receiving.notYours)}>
      {group === 'post' ? (
        <Line size="sm">
          {say(receiving.governmentReceives)} {planned}
        </Line>
      ) : (
        <Line size="sm">{say(receiving.postReceives, { since: since ? moment(since, language) : '–' })}</Line>
      )}
    </Alert>
  );
}
