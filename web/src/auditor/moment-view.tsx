import { Paper, SimpleGrid, Table, Text as Line, Title } from '@mantine/core';
import { useLanguage, type Text } from '../language';
import { moment } from '../shell/format';
import type { Moment } from './calls';
import { factsOf } from './moment-facts';
import { momentWords } from './moment-words';
import { auditor } from './words';

/** What was so at a moment, and what differs from the event before. */
export function MomentView({ of, before }: { of: Moment; before?: Moment }) {
  const speech = useLanguage();
  const { say } = speech;
  return (
    <>
      <Paper withBorder p="md" component="section">
        <Title order={2} size="h4" mb="sm">
          {say(auditor.state)}
        </Title>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {factsOf(of, speech).map(({ name, value }) => (
            <div key={name.en}>
              <Line size="sm" c="dimmed">
                {say(name)}
              </Line>
              <Line size="sm" className="wrap">
                {value}
              </Line>
            </div>
          ))}
        </SimpleGrid>
      </Paper>
      <section>
        <Title order={2} size="h4" mb="xs">
          {say(auditor.changed)}
        </Title>
        {before ? <Changes of={of} before={before} /> : <Line size="sm">{say(auditor.first)}</Line>}
      </section>
    </>
  );
}

type Change = { name: string; was: string; is: string };

/** In words; below them every value, for whoever wants to know what a sentence was made of. */
function Changes({ of, before }: { of: Moment; before: Moment }) {
  const speech = useLanguage();
  const { say, language } = speech;
  const earlier = factsOf(before, speech);
  const changes = factsOf(of, speech)
    .map(({ name, value }, i) => ({ name: say(name), was: earlier[i]?.value ?? '–', is: value }))
    .filter(({ was, is }) => was !== is);
  const exact = (of.differences ?? []).map(({ path, left, right }) => ({
    ...{ name: path, was: exactly(right, language), is: exactly(left, language) },
  }));
  return (
    <>
      {changes.length > 0 ? (
        <ChangeTable of={changes} title={auditor.changed} />
      ) : (
        <Line size="sm">{say(auditor.unchanged)}</Line>
      )}
      {exact.length > 0 && (
        <details>
          <summary>{say(momentWords.exact)}</summary>
          <ChangeTable of={exact} title={momentWords.exact} />
        </details>
      )}
    </>
  );
}

function ChangeTable({ of, title }: { of: Change[]; title: Text }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={480} tabIndex={0} role="region" aria-label={say(title)}>
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
          {of.map(({ name, was, is }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500} className="wrap">
                {name}
              </Table.Th>
              <Table.Td className="wrap">{was}</Table.Td>
              <Table.Td className="wrap">{is}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** An instant with what the clock at the counter showed then. */
function exactly(value: unknown, language: Parameters<typeof moment>[1]): string {
  if (value === undefined || value === null) return '–';
  if (typeof value !== 'string') return JSON.stringify(value);
  return INSTANT.test(value) ? `${moment(value, language)} (${value})` : value;
}
