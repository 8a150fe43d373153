import { Text as Line, Timeline, Title } from '@mantine/core';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { roleWords } from '../roles';
import { dayOf } from '../shared/dates';
import { Answer } from '../shell/faces';
import { moment } from '../shell/format';
import { readHistory, type Plan, type TransferEvent } from './calls';
import { eventWords, transfers } from './words';

/** All that happened, the newest first, each with when it held and when the record learnt of it. */
export function TransferHistory({ id, seq, plan }: { id: string; seq: number; plan?: Plan }) {
  const { say } = useLanguage();
  const events = useRead(['transfers', id, 'events', seq], () => readHistory(id));
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {say(transfers.history)}
      </Title>
      <Answer of={events}>
        {(items) => (
          <Timeline bulletSize={18} lineWidth={2} active={items.length}>
            {[...items].reverse().map((event) => (
              <Timeline.Item key={event.seq} title={nameOf(event.kind, say)}>
                <Happened event={event} plan={plan} />
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Answer>
    </section>
  );
}

type Say = ReturnType<typeof useLanguage>['say'];

function nameOf(kind: string, say: Say): string {
  return kind in eventWords ? say(eventWords[kind as keyof typeof eventWords]) : kind;
}

function Happened({ event, plan }: { event: TransferEvent; plan?: Plan }) {
  const { say, language } = useLanguage();
  const { at, recordedAt, by } = event;
  const role = by.role in roleWords ? `, ${say(roleWords[by.role as keyof typeof roleWords])}` : '';
  const late = recordedAt.slice(0, 16) !== at.slice(0, 16);
  return (
    <>
      <Line size="sm">
        {moment(at, language)} · {by.id}
        {role}
        {late && ` (${say(transfers.known, { at: moment(recordedAt, language) })})`}
      </Line>
      {detailsOf(event, plan, language).map((text) => (
        <Line size="sm" key={text}>
          {text}
        </Line>
      ))}
    </>
  );
}

type More = {
  gate?: { stage: string };
  stage?: string;
  confirmation?: { criterion: string; note: string };
  from?: string;
  to?: string;
  on?: string;
  decision?: string;
};

function detailsOf(event: TransferEvent, plan: Plan | undefined, language: 'vi' | 'en'): string[] {
  const { gate, stage, confirmation, from, to, on, reason, decision } = event as TransferEvent & More;
  const entered = gate?.stage ?? stage;
  return [
    entered && (plan?.stages.find(({ name }) => name === entered)?.title[language] ?? entered),
    confirmation?.note,
    from && to && `${dayOf(from)} → ${dayOf(to)}`,
    on && dayOf(on),
    reason,
    decision,
  ].filter((text): text is string => typeof text === 'string' && text !== '');
}
