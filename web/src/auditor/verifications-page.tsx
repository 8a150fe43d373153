import { useState } from 'react';
import {
  Anchor,
  Badge,
  Button,
  Group,
  Paper,
  Radio,
  Stack,
  Table,
  Text as Line,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { useLanguage } from '../language';
import { DateField } from '../shared/date-field';
import { addDays, dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { shared } from '../shared/words';
import { Empty, Failed } from '../shell/faces';
import { moment } from '../shell/format';
import { readVerifications, startVerification, type Verification } from './verification-calls';
import { Chain, Running } from './verification-outcome';
import { verification } from './verification-words';

const REFRESH_MS = 3000;

/** Verifications of the record: ordered here, done in the background, with what each came to. */
export function VerificationsPage() {
  const { say } = useLanguage();
  const runs = usePages(['verifications', 'all'], readVerifications, {
    refresh: (items) => (items.some(({ stage }) => stage === 'running') ? REFRESH_MS : false),
  });
  return (
    <>
      <PageHead title={say(verification.verifications)} />
      <Line size="sm" mb="md">
        {say(verification.help)}
      </Line>
      <OrderForm />
      <Title order={2} size="h4" mb="xs">
        {say(verification.earlier)}
      </Title>
      <PagedList of={runs} empty={<Empty says={verification.none} />}>
        {(items) => <Runs items={items} />}
      </PagedList>
    </>
  );
}

function OrderForm() {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const cache = useQueryClient();
  const [scope, setScope] = useState('all');
  const [period, setPeriod] = useState({ from: addDays(today(), -30), to: today() });
  const [reason, setReason] = useState('');
  const ordering = useMutation({
    mutationFn: () =>
      startVerification({
        ...(scope === 'period' && period),
        ...(reason.trim() && { reason: reason.trim().normalize('NFC') }),
      }),
    onSuccess: ({ id }) => go(`/kiem-tra/ban-ghi/${id}`),
    onSettled: () => cache.invalidateQueries({ queryKey: ['verifications'] }),
  });
  return (
    <Paper withBorder p="md" mb="xl" component="section" aria-labelledby="order" className="no-print">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ordering.mutate();
        }}
      >
        <Stack align="flex-start">
          <Title order={2} size="h4" id="order">
            {say(verification.order)}
          </Title>
          <Radio.Group label={say(verification.scope)} value={scope} onChange={setScope}>
            <Group mt={4}>
              <Radio value="all" label={say(verification.all)} />
              <Radio value="period" label={say(verification.period)} />
            </Group>
          </Radio.Group>
          {scope === 'period' && (
            <Group>
              <DateField
                label={say(shared.from)}
                value={period.from}
                max={period.to}
                onChange={(from) => setPeriod({ ...period, from })}
              />
              <DateField
                label={say(shared.to)}
                value={period.to}
                min={period.from}
                onChange={(to) => setPeriod({ ...period, to })}
              />
            </Group>
          )}
          <TextInput
            label={say(shared.reason)}
            value={reason}
            maxLength={500}
            w="100%"
            maw={480}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={ordering.isPending}>
            {say(verification.begin)}
          </Button>
          {ordering.error && <Failed error={ordering.error} />}
        </Stack>
      </form>
    </Paper>
  );
}

const COLUMNS = ['orderedAt', 'scope', 'verdict'] as const;

function Runs({ items }: { items: Verification[] }) {
  const { say, language } = useLanguage();
  return (
    <Table.ScrollContainer
      {...{ type: 'native', minWidth: 680, tabIndex: 0, role: 'region' }}
      aria-label={say(verification.earlier)}
    >
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(verification[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} href={`/kiem-tra/ban-ghi/${run.id}`}>
                  {moment(run.orderedAt, language)}
                </Anchor>
                <Line size="sm">{run.by.id}</Line>
              </Table.Td>
              <Table.Td className="wrap">
                <ScopeOf of={run} />
                {run.reason && <Line size="sm">{run.reason}</Line>}
              </Table.Td>
              <Table.Td>{run.stage === 'running' ? <Running of={run} /> : <Short of={run} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export function ScopeOf({ of: { scope } }: { of: Verification }) {
  const { say } = useLanguage();
  if ('subject' in scope) return <Chain subject={scope.subject} />;
  return 'from' in scope ? `${dayOf(scope.from)} – ${dayOf(scope.to)}` : say(verification.all);
}

function Short({ of: { verdict, stage } }: { of: Verification }) {
  const { say } = useLanguage();
  if (!verdict) return say(stage === 'cancelled' ? verification.cancelled : verification.failed);
  const { sound, faults, more, ...counts } = verdict;
  return (
    <>
      <Badge color={sound ? 'green.9' : 'red.9'} c={sound ? 'dark.9' : 'red.9'} variant="outline">
        {say(sound ? verification.sound : verification.faults, { count: faults.length + more })}
      </Badge>
      <Line size="sm">{say(verification.counts, counts)}</Line>
    </>
  );
}
