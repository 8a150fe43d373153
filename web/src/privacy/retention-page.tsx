import { Anchor, Button, Group, Table, Text as Line } from '@mantine/core';
import { Link } from 'wouter';
import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { DateField } from '../shared/date-field';
import { dayOf, localDate, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { useAddress } from '../shared/use-address';
import { Empty } from '../shell/faces';
import { privacyPath } from './path';
import { privacyRecord } from './record-words';
import { privacy } from './words';

type Erasable = components['schemas']['Erasable'];

const readErasable = (until: string, cursor: string) =>
  answerOf(api.GET('/api/v1/retention', { params: { query: { until, ...(cursor && { cursor }) } } }));

/** Whose personal data are erased by a day. */
export function RetentionPage() {
  const { say } = useLanguage();
  const [{ until }, change] = useAddress({ until: today() });
  const due = usePages(['retention', until], (cursor) => readErasable(until, cursor));
  return (
    <>
      <PageHead title={say(privacy.retention)}>
        {useMay('privacy.report') && (
          <Button component={Link} variant="default" size="xs" href="/du-lieu-ca-nhan/nhat-ky?kind=erased">
            {say(privacy.erased)}
          </Button>
        )}
      </PageHead>
      <Line size="sm" mb="md">
        {say(privacy.retentionHelp)}
      </Line>
      <Group mb="md" className="no-print">
        <DateField label={say(privacy.until)} value={until} onChange={(day) => change({ until: day })} />
      </Group>
      <PagedList of={due} empty={<Empty says={privacy.nothingDue} />}>
        {(items) => <Due items={items} />}
      </PagedList>
    </>
  );
}

const COLUMNS = ['dossier', 'procedure', 'closedAt', 'eraseOn', 'rule'] as const;

function Due({ items }: { items: Erasable[] }) {
  const { say } = useLanguage();
  const mayRead = useMay('privacy.read');
  const all = () => answerOf(api.GET('/api/v1/procedures', {})).then((found) => found.items);
  const procedures = useRead(['procedures', 'all'], all, { staleTime: 300_000 });
  const nameOf = (code: string) => procedures.data?.find((procedure) => procedure.code === code)?.name;
  return (
    <Table.ScrollContainer type="native" minWidth={680} tabIndex={0} role="region" aria-label={say(privacy.retention)}>
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(privacy[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ dossier, procedure, closedAt, eraseOn, rule }) => {
            const name = nameOf(procedure);
            return (
              <Table.Tr key={dossier.id}>
                <Table.Td className="number">
                  <Anchor component={Link} href={`/ho-so/${encodeURIComponent(dossier.code ?? dossier.id)}`}>
                    {dossier.code ?? dossier.id.slice(0, 8)}
                  </Anchor>
                  {mayRead && (
                    <Anchor component={Link} href={privacyPath(dossier)} display="block" size="sm" className="no-print">
                      {say(privacyRecord.link)}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td>{name ? say(name) : procedure}</Table.Td>
                <Table.Td className="number">{dayOf(localDate(closedAt))}</Table.Td>
                <Table.Td className="number">{dayOf(eraseOn)}</Table.Td>
                <Table.Td>
                  {say(privacy.years, { years: rule.years })}
                  <Line size="xs">{rule.unverified ? say(privacy.unverified) : rule.source}</Line>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
