import { Paper, SimpleGrid, Table, Text as Line, Title } from '@mantine/core';
import { useLanguage } from '../language';
import { behalf } from '../roles';
import { moment } from '../shell/format';
import type { Moment } from './calls';
import { auditor } from './words';

/** What was so at a moment, and what differs from the event before. */
export function MomentView({ of, first }: { of: Moment; first: boolean }) {
  const { say } = useLanguage();
  return (
    <>
      <Paper withBorder p="md" component="section">
        <Title order={2} size="h4" mb="sm">
          {say(auditor.state)}
        </Title>
        <Facts of={of} />
      </Paper>
      <section>
        <Title order={2} size="h4" mb="xs">
          {say(auditor.changed)}
        </Title>
        {first ? <Line size="sm">{say(auditor.first)}</Line> : <Changes of={of.differences ?? []} />}
      </section>
    </>
  );
}

function Facts({ of }: { of: Moment }) {
  const { say, language } = useLanguage();
  const at = (instant: string | null | undefined) => (instant ? moment(instant, language) : '–');
  const by = of.by as { id?: string; onBehalfOf?: { id: string } };
  const papers = (of.papers ?? []).map(({ name, originals, copies }) => `${say(name)} (${originals}/${copies})`);
  const possible = (of.actions ?? []).filter(({ problem }) => problem === null).map(({ title }) => say(title));
  const facts = [
    [auditor.stage, say(of.stage.title)],
    [auditor.status, say(of.status.title)],
    [auditor.by, [by.id ?? '–', by.onBehalfOf && say(behalf, { id: by.onBehalfOf.id })].filter(Boolean).join(' ')],
    [auditor.dueAt, at(of.dueAt)],
    [auditor.firstDueAt, at(of.firstDueAt)],
    [auditor.process, `${versionOf(of.process)} · ${of.rules}`],
    [auditor.possible, possible.join(', ') || '–'],
    [auditor.papers, papers.join('; ') || '–'],
  ] as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      {facts.map(([name, value]) => (
        <div key={name.en}>
          <Line size="sm" c="dimmed">
            {say(name)}
          </Line>
          <Line size="sm">{value}</Line>
        </div>
      ))}
    </SimpleGrid>
  );
}

function versionOf(ref: { id?: string; code?: string; version: number }): string {
  return `${ref.id ?? ref.code ?? ''}@${ref.version}`;
}

function Changes({ of }: { of: NonNullable<Moment['differences']> }) {
  const { say } = useLanguage();
  if (of.length === 0) return <Line size="sm">{say(auditor.unchanged)}</Line>;
  return (
    <Table.ScrollContainer type="native" minWidth={480} tabIndex={0} role="region" aria-label={say(auditor.changed)}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {(['item', 'was', 'is'] as const).map((name) => (
              <Table.Th key={name} scope="col">
                {say(auditor[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {of.map(({ path, left, right }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row" fw={500} className="wrap">
                {path}
              </Table.Th>
              <Table.Td className="wrap">{shown(right)}</Table.Td>
              <Table.Td className="wrap">{shown(left)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
