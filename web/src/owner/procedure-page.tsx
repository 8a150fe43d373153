import { useState } from 'react';
import { Anchor, Button, Group, Paper, Select, Stack, Table, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useLocation, useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { dayOf } from '../shared/dates';
import { Answer, Failed } from '../shell/faces';
import { readDifference, readDrafts, readVersion, readVersions, takeDraft, type Version } from './calls';
import { Differences } from './differences';
import { ProcessView } from './process-view';
import { owner } from './words';

/** One procedure: its versions, the difference between any two, and the process as it is. */
export function ProcedurePage() {
  const { say } = useLanguage();
  const { code = '' } = useParams<{ code: string }>();
  const versions = useRead(['processes', code], () => readVersions(code));
  return (
    <Answer of={versions}>
      {({ procedure, items }) => {
        const kept = items.filter(({ state }) => state !== 'withdrawn');
        const now = kept.find(({ state }) => state === 'in-force') ?? kept.at(-1);
        return (
          <Stack>
            <Group justify="space-between">
              <Title order={1} size="h3">
                {procedure.code} · {say(procedure.name)}
              </Title>
              <DraftButton code={code} />
            </Group>
            <Section id="versions" title={say(owner.versions)}>
              <VersionTable of={items} />
            </Section>
            {kept.length > 1 && <Compare code={code} of={kept} />}
            {now && <Shown code={code} version={now.version} />}
          </Stack>
        );
      }}
    </Answer>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: React.ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h5" id={id} mb="xs">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function DraftButton({ code }: { code: string }) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const edits = useMay('draft.edit');
  // One is open at most, and it is the newest.
  const drafts = useRead(['drafts', code], () => readDrafts({ procedure: code, limit: 1 }));
  const taking = useMutation({ mutationFn: () => takeDraft(code), onSuccess: ({ id }) => go(`/ban-thao/${id}`) });
  const open = drafts.data?.items.find(({ stage }) => stage === 'editing' || stage === 'in-review');
  if (open)
    return (
      <Button component={Link} href={`/ban-thao/${open.id}`}>
        {say(owner.openDraft)}
      </Button>
    );
  if (!edits) return null;
  return (
    <>
      <Button loading={taking.isPending} disabled={!drafts.data} onClick={() => taking.mutate()}>
        {say(owner.take)}
      </Button>
      {taking.error && <Failed error={taking.error} />}
    </>
  );
}

function VersionTable({ of: items }: { of: Version[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} role="region" aria-label={say(owner.versions)}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {(['version', 'state', 'from', 'until', 'origin', 'by'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {say(owner[column])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.version}>
              <Table.Td className="number">
                {item.links.draft ? (
                  <Anchor component={Link} href={`/ban-thao/${item.links.draft.split('/').pop()}`} underline="always">
                    {item.version}
                  </Anchor>
                ) : (
                  item.version
                )}
              </Table.Td>
              <Table.Td>{say(owner[item.state])}</Table.Td>
              <Table.Td className="number">{dayOf(item.validFrom)}</Table.Td>
              <Table.Td className="number">{item.validTo ? dayOf(item.validTo) : '–'}</Table.Td>
              <Table.Td>{say(owner[item.origin])}</Table.Td>
              <Table.Td>{item.publishedBy ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Compare({ code, of: items }: { code: string; of: Version[] }) {
  const { say } = useLanguage();
  const numbers = items.map(({ version }) => version);
  const [[from, to], choose] = useState([numbers.at(-2) ?? 0, numbers.at(-1) ?? 0]);
  const difference = useRead(['processes', code, 'diff', from, to], () => readDifference(code, from, to));
  const data = numbers.map(String);
  return (
    <Section id="compare" title={say(owner.compare)}>
      <Group mb="sm">
        <Select
          label={say(owner.before)}
          data={data}
          value={String(from)}
          allowDeselect={false}
          onChange={(value) => choose([Number(value), to])}
        />
        <Select
          label={say(owner.after)}
          data={data}
          value={String(to)}
          allowDeselect={false}
          onChange={(value) => choose([from, Number(value)])}
        />
      </Group>
      <Answer of={difference}>{(found) => <Differences of={found.items} />}</Answer>
    </Section>
  );
}

function Shown({ code, version }: { code: string; version: number }) {
  const { say } = useLanguage();
  const whole = useRead(['processes', code, 'version', version], () => readVersion(code, version));
  return (
    <Section id="process" title={`${say(owner.processes)} · ${say(owner.version)} ${version}`}>
      <Answer of={whole}>{({ process }) => <ProcessView of={process} />}</Answer>
    </Section>
  );
}
