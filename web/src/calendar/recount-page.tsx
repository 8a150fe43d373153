import { useEffect, useRef } from 'react';
import { Anchor, Stack, Table, Text as Line, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { shared } from '../shared/words';
import { Empty, Loading } from '../shell/faces';
import { moment } from '../shell/format';
import { readAffected, readRecounts, type Affected, type Recount } from './calls';
import { RecountForm } from './recount-form';
import { recountWords } from './words';

/** Whose dates a change of the calendar moves, the order that moves them, and those that were given. */
export function RecountPage() {
  const { say } = useLanguage();
  const orders = useMay('recount.order');
  const affected = usePages(['recounts', 'preview'], readAffected);
  const { items = [], hasNextPage, isFetchingNextPage, fetchNextPage } = affected;
  // A page may be empty and have one after it: only the end says that nobody is affected.
  const searching = items.length === 0 && hasNextPage;
  useEffect(() => {
    if (searching && !isFetchingNextPage) void fetchNextPage();
  }, [searching, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      <PageHead title={say(recountWords.recount)} print={false} />
      <Line size="sm" mb="md" maw={820}>
        {say(recountWords.help)}
      </Line>
      <Stack gap="xl" align="stretch">
        <section>
          <Title order={2} size="h4" mb="xs">
            {say(recountWords.affected)}
          </Title>
          <PagedList of={affected} empty={searching ? <Loading rows={2} /> : <Empty says={recountWords.none} />}>
            {(all) => <Moving items={all} more={hasNextPage} />}
          </PagedList>
          {orders && items.length > 0 && <RecountForm />}
        </section>
        <Ordered />
      </Stack>
    </>
  );
}

const COLUMNS = ['code', 'procedure', 'before', 'after'] as const;

function Moving({ items, more }: { items: Affected[]; more: boolean }) {
  const { say } = useLanguage();
  return (
    <>
      <Line mb="xs">{say(more ? recountWords.atLeast : recountWords.count, { count: items.length })}</Line>
      <Table.ScrollContainer
        type="native"
        minWidth={720}
        tabIndex={0}
        role="region"
        aria-label={say(recountWords.affected)}
      >
        <Table striped withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say(recountWords.code)}</Table.Th>
              <Table.Th scope="col">{say(shared.unit)}</Table.Th>
              {COLUMNS.slice(1).map((name) => (
                <Table.Th key={name} scope="col">
                  {say(recountWords[name])}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function Row({ item: { id, code, procedure, receiving, before, after } }: { item: Affected }) {
  const { say, language } = useLanguage();
  const opens = useMay('dossier.read');
  const at = (instant: string | null) => (instant ? moment(instant, language) : '–');
  const name = code ?? id.slice(0, 8);
  return (
    <Table.Tr>
      <Table.Td className="number">
        {opens ? (
          <Anchor component={Link} href={`/ho-so/${encodeURIComponent(code ?? id)}`} underline="always" inherit>
            {name}
          </Anchor>
        ) : (
          name
        )}
      </Table.Td>
      <Table.Td>{say(receiving.name)}</Table.Td>
      <Table.Td className="number">{procedure}</Table.Td>
      <Table.Td className="number">{at(before.dueAt)}</Table.Td>
      <Table.Td>
        {before.dueAt === after.dueAt
          ? say(recountWords.stageOnly, { from: at(before.stageDueAt), to: at(after.stageDueAt) })
          : at(after.dueAt)}
      </Table.Td>
    </Table.Tr>
  );
}

function Ordered() {
  const { say } = useLanguage();
  const recounts = usePages(['recounts', 'ordered'], readRecounts, { refresh: 10_000 });
  useMoved(recounts.items?.reduce((sum, { moved }) => sum + moved, 0));
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {say(recountWords.ordered)}
      </Title>
      <PagedList of={recounts} rows={2} empty={<Line>{say(recountWords.noneOrdered)}</Line>}>
        {(items) => <OrderedTable items={items} />}
      </PagedList>
    </section>
  );
}

function OrderedTable({ items }: { items: Recount[] }) {
  const { say, language } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={720}
      tabIndex={0}
      role="region"
      aria-label={say(recountWords.ordered)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {[recountWords.at, recountWords.by, recountWords.decision, shared.reason, recountWords.moved].map(
              (name) => (
                <Table.Th key={name.en} scope="col">
                  {say(name)}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, orderedAt, by, decision, reason, moved }) => (
            <Table.Tr key={id}>
              <Table.Td className="number">{moment(orderedAt, language)}</Table.Td>
              <Table.Td>{by.id}</Table.Td>
              <Table.Td>{decision}</Table.Td>
              <Table.Td>{reason}</Table.Td>
              <Table.Td className="number">{say(recountWords.count, { count: moved })}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Dates are moved one after the other while the page stands there: whoever was moved is affected no more. */
function useMoved(moved: number | undefined): void {
  const cache = useQueryClient();
  const known = useRef(moved);
  useEffect(() => {
    const before = known.current;
    known.current = moved;
    if (before !== undefined && before !== moved) void cache.invalidateQueries({ queryKey: ['recounts', 'preview'] });
  }, [moved, cache]);
}
