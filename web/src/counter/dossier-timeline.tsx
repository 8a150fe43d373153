import { Text as Line, Timeline } from '@mantine/core';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { behalf, roleWords } from '../roles';
import { Answer } from '../shell/faces';
import { moment } from '../shell/format';
import { readTimeline, type Dossier } from './calls';
import { Written } from './written';

/** Everything that happened, the newest first. */
export function DossierTimeline({ at }: { dossier: Dossier; at: string }) {
  const { say, language } = useLanguage();
  const events = useRead(['dossier', at, 'timeline'], () => readTimeline(at));
  const roleOf = (role: string) => (role in roleWords ? say(roleWords[role as keyof typeof roleWords]) : role);
  return (
    <Answer of={events}>
      {(items) => (
        <Timeline bulletSize={18} lineWidth={2} active={items.length}>
          {[...items].reverse().map((event) => (
            <Timeline.Item key={event.seq} title={say(event.action.title)}>
              <Line size="sm">
                {moment(event.at, language)} · {event.by.id}
                {event.by.onBehalfOf && ` ${say(behalf, { id: event.by.onBehalfOf.id })}`}, {roleOf(event.by.role)}
                {event.by.unit && `, ${say(event.by.unit.name)}`}
              </Line>
              <Line size="sm">
                {event.from.name !== 'new' && event.from.name !== event.to.name && `${say(event.from.title)} → `}
                {say(event.to.title)}
              </Line>
              <Written answers={event.answers} />
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Answer>
  );
}
