import { useState } from 'react';
import { Button, Group, SimpleGrid, Stack, Text as Line, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage, type Speech } from '../language';
import { useMay } from '../session';
import { dayOf } from '../shared/dates';
import { Fact } from '../shared/fact';
import { PageHead } from '../shared/page-head';
import { ReasonForm } from '../shared/reason-form';
import { shared } from '../shared/words';
import { Answer, Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { EventList } from './event-list';
import { changePrivacy, readPrivacy, type Privacy, type PrivacyAct } from './record-calls';
import { privacyRecord } from './record-words';

/** How long the personal data of a dossier are kept, what was done about them, and what an officer does. */
export function DossierPrivacyPage() {
  const { say } = useLanguage();
  const { ref = '' } = useParams();
  const found = useRead(['privacy', ref], () => readPrivacy(ref));
  return (
    <>
      <PageHead title={say(privacyRecord.of, { ref })}>
        <Button component={Link} variant="default" size="xs" href={`/ho-so/${encodeURIComponent(ref)}`}>
          {say(privacyRecord.dossier)}
        </Button>
      </PageHead>
      <Answer of={found}>{(of) => <Whole {...{ at: ref, of }} />}</Answer>
    </>
  );
}

function Whole({ at, of }: { at: string; of: Privacy }) {
  const speech = useLanguage();
  const { say } = speech;
  const { rule } = of;
  const source = rule.unverified ? say(privacyRecord.unverified) : rule.source;
  const kept = [say(privacyRecord.years, { years: rule.years }), source].filter(Boolean).join('; ');
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 1, xs: 2 }} maw={820}>
        <Fact name={say(privacyRecord.state)} value={stateOf(of, speech)} />
        <Fact name={say(privacyRecord.rule)} value={kept} />
      </SimpleGrid>
      {of.erasedAt !== null && <Line maw={820}>{say(privacyRecord.what)}</Line>}
      {useMay('privacy.manage') && of.erasedAt === null && <Acts {...{ at, of }} />}
      {of.items.length === 0 ? (
        <Empty says={privacyRecord.nothingYet} />
      ) : (
        <EventList items={of.items} dossiers={false} />
      )}
    </Stack>
  );
}

function stateOf({ eraseOn, heldAt, erasedAt }: Privacy, { say, language }: Speech): string {
  if (erasedAt !== null) return say(privacyRecord.erasedAt, { at: moment(erasedAt, language) });
  if (heldAt !== null) return say(privacyRecord.heldSince, { at: moment(heldAt, language) });
  return eraseOn === null ? say(privacyRecord.open) : say(privacyRecord.due, { day: dayOf(eraseOn) });
}

const HELP = {
  hold: privacyRecord.holdHelp,
  release: privacyRecord.releaseHelp,
  erase: privacyRecord.eraseHelp,
} as const;

function Acts({ at, of: { heldAt, eraseOn } }: { at: string; of: Privacy }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [act, choose] = useState<PrivacyAct>();
  const held = heldAt !== null;
  const acts: PrivacyAct[] = held ? ['release'] : eraseOn === null ? ['hold'] : ['hold', 'erase'];
  const readAnew = () =>
    Promise.all([['privacy'], ['retention'], ['dossier']].map((queryKey) => cache.invalidateQueries({ queryKey })));
  return (
    <section className="no-print">
      <Title order={2} size="h4" mb="xs">
        {say(privacyRecord.acts)}
      </Title>
      <Group>
        {acts.map((name) => (
          <Button key={name} variant="default" c={name === 'erase' ? 'red.9' : undefined} onClick={() => choose(name)}>
            {say(privacyRecord[name])}
          </Button>
        ))}
      </Group>
      {!acts.includes('erase') && (
        <Line size="sm" mt="xs">
          {say(held ? privacyRecord.eraseHeld : privacyRecord.eraseOpen)}
        </Line>
      )}
      {act && (
        <ReasonForm
          title={say(privacyRecord[act])}
          does={say(privacyRecord[act])}
          least={5}
          final={act === 'erase'}
          send={(reason) => changePrivacy(at, act, reason).finally(readAnew)}
          onDone={() => {
            notifications.show({ message: say(shared.done), color: 'green.9' });
            choose(undefined);
          }}
          onClose={() => choose(undefined)}
        >
          <Line size="sm">{say(HELP[act])}</Line>
          <Line size="sm">{say(privacyRecord.noData)}</Line>
        </ReasonForm>
      )}
    </section>
  );
}
