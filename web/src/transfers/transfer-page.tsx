import { Alert, Button, Group, SimpleGrid, Stack, Text as Line, Title } from '@mantine/core';
import { Link, useParams } from 'wouter';
import { useRead } from '../api/queries';
import { EvidenceButton } from '../auditor/evidence';
import { VerifyOne } from '../auditor/verify-one';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { dayOf, localDate, today } from '../shared/dates';
import { Fact } from '../shared/fact';
import { PageHead } from '../shared/page-head';
import { Answer } from '../shell/faces';
import { moment } from '../shell/format';
import { readPlans, readTransfer, type Plan, type Transfer } from './calls';
import { Criteria } from './criteria';
import { TransferHistory } from './transfer-history';
import { Wishes } from './wishes';
import { transfers } from './words';

/** One transfer: where it stands, what must hold, who said so, what can be done, and all that happened. */
export function TransferPage() {
  const { id = '' } = useParams();
  const transfer = useRead(['transfers', id], () => readTransfer(id), { refresh: 30_000 });
  return <Answer of={transfer}>{(of) => <Whole of={of} />}</Answer>;
}

function Whole({ of }: { of: Transfer }) {
  const { say, language } = useLanguage();
  const plans = useRead(['plans'], readPlans, { staleTime: 600_000 });
  const plan = plans.data?.find(({ id, version }) => id === of.plan.id && version === of.plan.version);
  const party = useSession()?.role === 'post-manager' ? 'post' : 'authority';
  return (
    <>
      <PageHead title={`${of.field.name[language]} – ${of.unit.name[language]}`}>
        <EvidenceButton of={`/api/v1/transfers/${of.id}`} />
        <Button component={Link} variant="default" size="xs" href={dossiersPage(of)}>
          {say(transfers.dossiers)}
        </Button>
      </PageHead>
      <Notes of={of} />
      <Facts of={of} />
      <Stack gap="xl">
        <Criteria of={of} plan={plan} party={party} />
        <Wishes of={of} plan={plan} />
        {of.gates.length > 0 && <Gates of={of} plan={plan} />}
        <VerifyOne of={{ kind: 'transfer', at: of.id }} />
        <TransferHistory id={of.id} seq={of.seq} plan={plan} />
      </Stack>
    </>
  );
}

/** What the Post received of this field at this unit since it first might. */
function dossiersPage({ unit, field, gates, stageSince }: Transfer): string {
  const from = localDate(gates[0]?.openedAt ?? stageSince);
  const place = { unit: unit.id, field: field.code, group: 'post' };
  return `/so-lieu?${new URLSearchParams({ measure: 'received', ...place, from, to: today() })}`;
}

function Notes({ of: { flagged, suspended, handBack, closed } }: { of: Transfer }) {
  const { say, language } = useLanguage();
  const notes = [
    flagged && ({ color: 'red', text: say(transfers.flag, { at: moment(flagged.graceUntil, language) }) } as const),
    suspended && ({ color: 'orange', text: say(transfers.suspended) } as const),
    handBack && {
      color: 'orange',
      text: say(transfers.backOn, { date: dayOf(handBack.on), reason: handBack.reason }),
    },
    closed && { color: 'gray', text: say(transfers.closed) },
  ];
  return (
    <Stack gap="xs" mb="md">
      {notes.map((note) => note && <Alert key={note.text} color={note.color} role="status" title={note.text} />)}
    </Stack>
  );
}

function Facts({ of }: { of: Transfer }) {
  const { say, language } = useLanguage();
  const facts = [
    [transfers.stage, `${of.stage.title[language]}, ${say(transfers.since, { at: moment(of.stageSince, language) })}`],
    [transfers.effectiveOn, dayOf(of.effectiveOn)],
    [transfers.decision, `${of.decision}${of.illustrative ? ` (${say(transfers.illustrative)})` : ''}`],
    [transfers.scope, say(transfers[of.scope])],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} mb="xl">
      {facts.map(([name, value]) => (
        <Fact key={name.en} name={say(name)} value={value} />
      ))}
    </SimpleGrid>
  );
}

const MOMENTS = ['readyAt', 'dateAt', 'openedAt'] as const;

function Gates({ of, plan }: { of: Transfer; plan?: Plan }) {
  const { say, language } = useLanguage();
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {say(transfers.gates)}
      </Title>
      <Stack gap="xs">
        {of.gates.map((gate) => (
          <Group key={`${gate.stage} ${gate.openedAt}`} gap="lg">
            <Line fw={600}>{plan?.stages.find(({ name }) => name === gate.stage)?.title[language] ?? gate.stage}</Line>
            {MOMENTS.map((name) => (
              <Line size="sm" key={name}>
                {say(transfers[name])} {gate[name] ? moment(gate[name], language) : '–'}
              </Line>
            ))}
          </Group>
        ))}
      </Stack>
    </section>
  );
}
