import { useState } from 'react';
import { Anchor, Badge, Paper, Stack, Table, TextInput, Title } from '@mantine/core';
import { Link } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { contains } from '../search-key';
import { PageHead } from '../shared/page-head';
import { dayOf } from '../shared/dates';
import { PagedList, usePages } from '../shared/pages';
import { Answer, Empty } from '../shell/faces';
import { readDrafts, readProcedures, type DraftStage, type DraftSummary } from './calls';
import { limitOf } from './limit-words';
import { owner } from './words';

/** All procedures in force with their processes, and the drafts that wait. */
export function ProceduresPage() {
  const speech = useLanguage();
  const { say, language } = speech;
  const [wanted, want] = useState('');
  const procedures = useRead(['processes'], readProcedures);
  return (
    <Stack>
      <PageHead title={say(owner.processes)} print={false} />
      <OpenDrafts />
      <TextInput
        label={say(owner.find)}
        value={wanted}
        onChange={(event) => want(event.currentTarget.value)}
        maw={420}
      />
      <Answer of={procedures}>
        {(all) => {
          const items = all.filter(({ code, name }) => contains(`${code} ${name[language]}`, wanted));
          if (items.length === 0) return <Empty says={owner.nothing} />;
          return (
            <Table.ScrollContainer
              type="native"
              minWidth={620}
              tabIndex={0}
              role="region"
              aria-label={say(owner.processes)}
            >
              <Table striped withTableBorder>
                <Table.Thead>
                  <Table.Tr>
                    {(['code', 'name', 'version', 'from', 'limit'] as const).map((column) => (
                      <Table.Th key={column} scope="col">
                        {say(owner[column])}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map(({ code, name, version, validFrom, limits }) => (
                    <Table.Tr key={code}>
                      <Table.Td className="number">{code}</Table.Td>
                      <Table.Td>
                        <Anchor component={Link} href={`/quy-trinh/${encodeURIComponent(code)}`} underline="always">
                          {say(name)}
                        </Anchor>
                      </Table.Td>
                      <Table.Td className="number">{version}</Table.Td>
                      <Table.Td className="number">{dayOf(validFrom)}</Table.Td>
                      <Table.Td>{limitOf(speech, limits.direct)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          );
        }}
      </Answer>
    </Stack>
  );
}

function OpenDrafts() {
  const { say } = useLanguage();
  const editing = useDrafts('editing');
  const inReview = useDrafts('in-review');
  const waiting = [inReview, editing];
  if (!waiting.some(({ items, error }) => error || items?.length)) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="drafts">
      <Title order={2} size="h5" id="drafts" mb="xs">
        {say(owner.drafts)}
      </Title>
      <Stack gap={4}>
        {waiting.map((drafts, i) => (
          <PagedList key={i} of={drafts} empty={null}>
            {(items) => items.map((draft) => <OpenDraft key={draft.id} of={draft} />)}
          </PagedList>
        ))}
      </Stack>
    </Paper>
  );
}

const useDrafts = (stage: DraftStage) =>
  usePages(['drafts', stage], (cursor) => readDrafts({ stage, ...(cursor && { cursor }) }));

function OpenDraft({ of: { id, procedure, stage, last } }: { of: DraftSummary }) {
  const { say } = useLanguage();
  return (
    <div>
      <Anchor component={Link} href={`/ban-thao/${id}`} underline="always">
        {procedure.code} · {say(procedure.name)}
      </Anchor>{' '}
      <Badge variant="default">{say(owner[stage])}</Badge> {last.by}
    </div>
  );
}
