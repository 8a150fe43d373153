import { useState } from 'react';
import { Anchor, Button, Group, Progress, Stack, Table, Text as Line, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { DateField } from '../shared/date-field';
import { addDays, dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { shared } from '../shared/words';
import { Empty, Failed } from '../shell/faces';
import { moment } from '../shell/format';
import { cancelReplay, orderReplay, previewReplay, readReplays, type Replay } from './calls';
import { Chain } from './verification-outcome';
import { auditor } from './words';

/** Replays of all that began in a period: ordered after a count, in the background, with their progress. */
export function RunsPage() {
  const { say } = useLanguage();
  const runs = usePages(['replays', 'all'], readReplays, { refresh: 3000 });
  return (
    <>
      <PageHead title={say(auditor.runs)} />
      {useMay('history.replay') && <OrderForm />}
      <PagedList of={runs} empty={<Empty says={auditor.noRuns} />}>
        {(items) => <Runs items={items} />}
      </PagedList>
    </>
  );
}

function OrderForm() {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [period, setPeriod] = useState({ from: addDays(today(), -30), to: today() });
  const [reason, setReason] = useState('');
  const counting = useMutation({ mutationFn: () => previewReplay(period) });
  const ordering = useMutation({
    mutationFn: () => orderReplay({ ...period, ...(reason && { reason }) }),
    onSuccess: () => counting.reset(),
    onSettled: () => cache.invalidateQueries({ queryKey: ['replays'] }),
  });
  const put = (some: Partial<typeof period>) => {
    setPeriod({ ...period, ...some });
    counting.reset();
  };
  const error = ordering.error ?? counting.error;
  return (
    <Stack mb="xl" className="no-print" align="flex-start">
      <Line fw={600}>{say(auditor.order)}</Line>
      <Group align="flex-end">
        <DateField label={say(shared.from)} value={period.from} max={period.to} onChange={(from) => put({ from })} />
        <DateField label={say(shared.to)} value={period.to} min={period.from} onChange={(to) => put({ to })} />
        <TextInput
          label={say(shared.reason)}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button variant="default" loading={counting.isPending} onClick={() => counting.mutate()}>
          {say(auditor.preview)}
        </Button>
      </Group>
      {counting.data && (
        <Group>
          <Line role="status">
            {say(auditor.counts, {
              ...{ dossiers: counting.data.dossiers, transfers: counting.data.transfers },
              without: counting.data.withoutHistory,
            })}
          </Line>
          <Button loading={ordering.isPending} onClick={() => ordering.mutate()}>
            {say(auditor.begin)}
          </Button>
        </Group>
      )}
      {error && <Failed error={error} />}
    </Stack>
  );
}

const COLUMNS = ['orderedAt', 'period', 'progress', 'differing'] as const;

function Runs({ items }: { items: Replay[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={720} tabIndex={0} role="region" aria-label={say(auditor.runs)}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(auditor[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Run({ run }: { run: Replay }) {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => cancelReplay(run.id),
    onSettled: () => cache.invalidateQueries({ queryKey: ['replays'] }),
  });
  const { scope } = run;
  const share = run.total === 0 ? 100 : Math.round((run.done / run.total) * 100);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} href={`/kiem-tra/chay-lai/${run.id}`}>
          {moment(run.orderedAt, language)}
        </Anchor>
        <Line size="sm">{run.by.id}</Line>
      </Table.Td>
      <Table.Td>
        {'from' in scope ? `${dayOf(scope.from)} – ${dayOf(scope.to)}` : <Chain subject={scope.subject} />}
        {run.reason && <Line size="sm">{run.reason}</Line>}
      </Table.Td>
      <Table.Td>
        <Line size="sm">
          {say(auditor[run.stage])}: {run.done}/{run.total}
        </Line>
        <Progress value={share} aria-label={say(auditor.progress)} />
        {run.stage === 'running' && (
          <Button
            size="compact-xs"
            variant="default"
            mt={4}
            loading={stopping.isPending}
            onClick={() => stopping.mutate()}
          >
            {say(auditor.stop)}
          </Button>
        )}
        {stopping.error && <Failed error={stopping.error} />}
      </Table.Td>
      <Table.Td className="number">{run.differing}</Table.Td>
    </Table.Tr>
  );
}
