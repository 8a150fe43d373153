import { lazy, Suspense, useEffect, useRef } from 'react';
import { Badge, Button, Grid, Group, Paper, SimpleGrid, Stack, Tabs, Text as Line, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useLocation, useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { privacyPath } from '../privacy/path';
import { privacyRecord } from '../privacy/record-words';
import { useMay } from '../session';
import { Answer, Loading } from '../shell/faces';
import { appointment, moment } from '../shell/format';
import { Keys, useShortcut } from '../shell/shortcuts';
import { ActionPanel } from './action-panel';
import { readDossier, type Dossier } from './calls';
import { DueMark } from './dossier-table';
import { isOwn } from './own-steps';
import { Masked } from './masked';
import { nextInQueue, rememberOpened } from './queue';
import { counter, dossierWords, listing } from './words';

const part = {
  timeline: lazy(() => import('./dossier-timeline').then((area) => ({ default: area.DossierTimeline }))),
  papers: lazy(() => import('./dossier-papers').then((area) => ({ default: area.DossierPapers }))),
  dates: lazy(() => import('./dossier-dates').then((area) => ({ default: area.DossierDates }))),
  fees: lazy(() => import('./dossier-fees').then((area) => ({ default: area.DossierFees }))),
};
const PARTS = ['timeline', 'papers', 'dates', 'fees'] as const;

/** Everything about one dossier, and what may be done with it now. */
export function DossierPage() {
  const { ref = '' } = useParams<{ ref: string }>();
  const dossier = useRead(['dossier', ref], () => readDossier(ref));
  return <Answer of={dossier}>{(data) => <Body dossier={data} at={ref} />}</Answer>;
}

function Body({ dossier, at }: { dossier: Dossier; at: string }) {
  const { say } = useLanguage();
  const acts = useMay('dossier.act');
  const held = useRef(dossier.seq);
  useEffect(() => {
    if (held.current !== dossier.seq && !isOwn(dossier.id, dossier.seq))
      notifications.show({ message: say(dossierWords.changed, { title: say(dossier.stage.title) }), color: 'orange' });
    held.current = dossier.seq;
  }, [dossier, say]);
  return (
    <Stack>
      <Head dossier={dossier} acts={acts} />
      {acts && <ActionPanel dossier={dossier} at={at} />}
      <Grid gutter="md">
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Facts dossier={dossier} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Tabs defaultValue="timeline" keepMounted={false}>
            <Tabs.List>
              {PARTS.map((name) => (
                <Tabs.Tab key={name} value={name}>
                  {say(dossierWords[name])}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {PARTS.map((name) => {
              const Part = part[name];
              return (
                <Tabs.Panel key={name} value={name} pt="md">
                  <Suspense fallback={<Loading />}>
                    <Part dossier={dossier} at={at} />
                  </Suspense>
                </Tabs.Panel>
              );
            })}
          </Tabs>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Head({ dossier, acts }: { dossier: Dossier; acts: boolean }) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const next = () =>
    void nextInQueue(dossier.id).then((place) =>
      place ? go(place) : notifications.show({ message: say(dossierWords.noNext) }),
    );
  useShortcut('alt+J', dossierWords.nextKey, next, acts);
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever comes here by a key starts at the top of this dossier, and hears which one it is.
  useEffect(() => {
    rememberOpened(dossier.id);
    title.current?.focus();
  }, [dossier.id]);
  return (
    <Group justify="space-between" align="flex-start">
      <div>
        <Title ref={title} tabIndex={-1} order={1} size="h2" data-code>
          {dossier.code ?? say(counter.dossier)}
        </Title>
        <Line>{say(dossier.procedure.name)}</Line>
        <Group gap="xs" mt={4}>
          <Badge size="lg" variant="outline" color="blue.9" data-stage={dossier.stage.name}>
            {say(dossier.stage.title)}
          </Badge>
          <Line size="sm">{say(dossier.status.title)}</Line>
          <DueMark of={dossier} />
        </Group>
      </div>
      <Group gap="xs" className="no-print">
        {useMay('privacy.read') && (
          <Button component={Link} variant="default" href={privacyPath(dossier)}>
            {say(privacyRecord.link)}
          </Button>
        )}
        {acts && (
          <>
            <Button variant="default" onClick={next}>
              {say(dossierWords.next)}
            </Button>
            <Keys of="alt+J" />
          </>
        )}
      </Group>
    </Group>
  );
}

function Facts({ dossier }: { dossier: Dossier }) {
  const { say, language } = useLanguage();
  const facts: [keyof typeof dossierWords, string | null | undefined][] = [
    ['receivedAt', dossier.receivedAt && moment(dossier.receivedAt, language)],
    ['dueAt', dossier.dueAt && appointment(dossier.dueAt, language)],
    [
      'firstDueAt',
      dossier.firstDueAt !== dossier.dueAt && dossier.firstDueAt ? appointment(dossier.firstDueAt, language) : null,
    ],
    ['receivingUnit', say(dossier.units.receiving.name)],
    ['decidingUnit', say(dossier.units.deciding.name)],
  ];
  return (
    <Paper withBorder p="md">
      <SimpleGrid cols={1} spacing="xs">
        {dossier.parties.map(({ part: who, name, identityNumber, phone }) => (
          <div key={who}>
            <Line size="xs">{say(dossierWords[who])}</Line>
            <Line fw={600} className="wrap">
              {name}
            </Line>
            {identityNumber && (
              <Masked of={{ id: dossier.id, part: who, field: 'identityNumber' }} value={identityNumber} />
            )}
            {phone && <Masked of={{ id: dossier.id, part: who, field: 'phone' }} value={phone} />}
          </div>
        ))}
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <Line size="xs">{say(dossierWords[name])}</Line>
                <Line>{value}</Line>
              </div>
            ),
        )}
        <div>
          <Line size="xs">{say(listing.field)}</Line>
          <Line>{say(dossier.field.name)}</Line>
        </div>
      </SimpleGrid>
    </Paper>
  );
}
