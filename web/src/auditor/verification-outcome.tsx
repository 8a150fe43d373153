import { Alert, Anchor, Button, Group, Progress, Stack, Table, Text as Line } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { Failed } from '../shell/faces';
import { cancelVerification, pageOfChain, type Fault, type Verification } from './verification-calls';
import { verification } from './verification-words';

/** Looked at so often while it runs. */
export const LOOK_MS = 1000;

/** How far a verification is, or what it came to. */
export function VerificationOutcome({ of }: { of: Verification }) {
  if (of.stage === 'running') return <Running of={of} />;
  return <Ended of={of} />;
}

export function Running({ of: { id, checked, total } }: { of: Verification }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => cancelVerification(id),
    onSettled: () => cache.invalidateQueries({ queryKey: ['verifications'] }),
  });
  return (
    <Stack gap={4} role="status" maw={420}>
      <Line size="sm">
        {say(verification.running)} {say(verification.checked, { checked, total })}
      </Line>
      <Progress
        value={total === 0 ? 0 : Math.min(100, (checked / total) * 100)}
        aria-label={say(verification.progress)}
      />
      <Group>
        <Button size="compact-xs" variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
          {say(verification.stop)}
        </Button>
      </Group>
      {stopping.error && <Failed error={stopping.error} />}
    </Stack>
  );
}

function Ended({ of: { stage, verdict } }: { of: Verification }) {
  const { say } = useLanguage();
  if (!verdict) {
    const says = say(stage === 'cancelled' ? verification.cancelled : verification.failed);
    return <Alert role="status" color="gray" title={says} />;
  }
  const { sound, faults, more, chains, events, seals } = verdict;
  const title = say(sound ? verification.sound : verification.faults, { count: faults.length + more });
  return (
    <Stack>
      <Alert role="status" color={sound ? 'green' : 'red'} title={title}>
        {say(verification.counts, { chains, events, seals })}
      </Alert>
      {faults.length > 0 && <Faults items={faults} />}
      {more > 0 && <Line size="sm">{say(verification.more, { count: more })}</Line>}
    </Stack>
  );
}

function Faults({ items }: { items: Fault[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={560} tabIndex={0} role="region" aria-label={say(verification.what)}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(verification.culprit)}</Table.Th>
            <Table.Th scope="col">{say(verification.row)}</Table.Th>
            <Table.Th scope="col">{say(verification.what)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ subject, seq, what, meaning }) => (
            <Table.Tr key={`${subject} ${seq} ${what}`}>
              <Table.Td className="wrap">
                <Chain subject={subject} />
              </Table.Td>
              <Table.Td className="number">{seq === 0 ? say(verification.whole) : seq}</Table.Td>
              <Table.Td>{say(meaning)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** A chain by its name, which leads to what it is about where that has a page. */
export function Chain({ subject }: { subject: string }) {
  const { say } = useLanguage();
  const page = pageOfChain(subject);
  if (!page) return subject;
  const [kind, id] = subject.split(':');
  return (
    <Anchor component={Link} href={page}>
      {say(kind === 'dossier' ? verification.dossier : verification.transfer)} {id}
    </Anchor>
  );
}
