import { ActionIcon, Button, Grid, Group, Slider, Stack, Text as Line, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link, useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { privacyPath } from '../privacy/path';
import { privacyRecord } from '../privacy/record-words';
import { useMay } from '../session';
import { PageHead } from '../shared/page-head';
import { useAddress } from '../shared/use-address';
import { Answer } from '../shell/faces';
import { moment } from '../shell/format';
import { readMoments, readTimeline, type TimelineEvent } from './calls';
import { EvidenceButton } from './evidence';
import { MomentView } from './moment-view';
import { Verdict } from './verdict';
import { VerifyOne } from './verify-one';
import { auditor } from './words';

/** A dossier through time: what was so after each event, what that event changed, and whether the record agrees with itself. */
export function LifePage() {
  const { say } = useLanguage();
  const { ref = '' } = useParams();
  const events = useRead(['audit', ref, 'timeline'], () => readTimeline(ref));
  return (
    <>
      <PageHead title={`${say(auditor.dossier)}: ${ref}`}>
        <EvidenceButton of={`/api/v1/dossiers/${encodeURIComponent(ref)}`} />
        <Button component={Link} variant="default" size="xs" href={`/ho-so/${encodeURIComponent(ref)}`}>
          {say(auditor.open)}
        </Button>
        {useMay('privacy.read') && (
          <Button component={Link} variant="default" size="xs" href={privacyPath({ id: ref, code: ref })}>
            {say(privacyRecord.link)}
          </Button>
        )}
      </PageHead>
      <Answer of={events}>{(items) => <Life at={ref} events={items} />}</Answer>
    </>
  );
}

function Life({ at, events }: { at: string; events: TimelineEvent[] }) {
  const { say } = useLanguage();
  const [values, change] = useAddress({ event: String(events.length) });
  const chosen = Math.min(Math.max(Number(values.event) || 1, 1), events.length);
  const [event, before] = [events[chosen - 1], events[chosen - 2]];
  const state = useRead(
    ['audit', at, 'at', event?.at, before?.at],
    () => readMoments(at, event?.at ?? '', before?.at),
    {
      enabled: event !== undefined,
      staleTime: 600_000,
    },
  );
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack>
          <Through count={events.length} chosen={chosen} onChoose={(seq) => change({ event: String(seq) })} />
          <Answer of={state}>{(found) => <MomentView {...found} />}</Answer>
          <Verdict at={at} />
          <VerifyOne of={{ kind: 'dossier', at }} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Title order={2} size="h4" mb="xs">
          {say(auditor.timeline)}
        </Title>
        <Events events={events} chosen={chosen} onChoose={(seq) => change({ event: String(seq) })} />
      </Grid.Col>
    </Grid>
  );
}

type Chooser = { chosen: number; onChoose: (seq: number) => void };

function Through({ count, chosen, onChoose }: Chooser & { count: number }) {
  const { say } = useLanguage();
  const name = say(auditor.slider, { seq: chosen, count });
  return (
    <div className="no-print">
      <Line size="sm" mb={4} aria-live="polite">
        {name}
      </Line>
      <Group wrap="nowrap">
        <ActionIcon
          {...{ variant: 'default', size: 'lg', disabled: chosen <= 1, onClick: () => onChoose(chosen - 1) }}
          aria-label={say(auditor.before)}
        >
          <IconChevronLeft aria-hidden />
        </ActionIcon>
        <Slider
          {...{ min: 1, max: Math.max(count, 2), step: 1, value: chosen, flex: 1, label: null }}
          thumbLabel={say(auditor.sliderName)}
          thumbProps={{ 'aria-valuetext': name }}
          marks={count <= 30 ? Array.from({ length: count }, (_, i) => ({ value: i + 1 })) : undefined}
          onChange={(seq) => onChoose(Math.min(seq, count))}
        />
        <ActionIcon
          {...{ variant: 'default', size: 'lg', disabled: chosen >= count, onClick: () => onChoose(chosen + 1) }}
          aria-label={say(auditor.after)}
        >
          <IconChevronRight aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  );
}

function Events({ events, chosen, onChoose }: Chooser & { events: TimelineEvent[] }) {
  const { language } = useLanguage();
  return (
    <ol className="events">
      {events.map(({ seq, at, action, by }, i) => (
        <li key={seq}>
          <button type="button" aria-current={i + 1 === chosen ? 'true' : undefined} onClick={() => onChoose(i + 1)}>
            <b>
              {seq}. {action.title[language]}
            </b>
            <span>
              {moment(at, language)} · {by.id}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
