import { Button, Table, Text as Line } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { useLanguage } from '../language';
import { addDays, dayOf } from '../shared/dates';
import { keepFile } from '../shared/file';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { GrowthCheck } from './growth-check';
import { auditor } from './words';

const readSeals = (cursor: string) =>
  answerOf(api.GET('/api/v1/audit/seals', { params: { query: cursor ? { cursor } : {} } }));
type Seals = Awaited<ReturnType<typeof readSeals>>['items'];

const COLUMNS = ['day', 'chains', 'events', 'root', 'takenAt'] as const;

/** The daily seals over the heads of all chains, the newest first; a day without one is told, since it should not be. */
export function SealsPage() {
  const { say } = useLanguage();
  const seals = usePages(['audit', 'seals'], readSeals);
  return (
    <>
      <PageHead title={say(auditor.seals)} />
      <Line size="sm" mb="md">
        {say(auditor.sealsHelp)}
      </Line>
      <PagedList of={seals} empty={<Empty says={auditor.noSeals} />}>
        {(items) => (
          <>
            <GrowthCheck seals={items.map(({ seal }) => seal)} />
            <Sealed items={items} />
          </>
        )}
      </PagedList>
    </>
  );
}

function Sealed({ items }: { items: Seals }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={820} tabIndex={0} role="region" aria-label={say(auditor.seals)}>
      <Table striped withTableBorder>
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
          {items.map((item, i) => (
            <Seal key={item.seal.day} item={item} later={items[i - 1]?.seal.day} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Seal({ item, later }: { item: Seals[number]; later?: string }) {
  const { say, language } = useLanguage();
  const { day, chains, events, root, takenAt } = item.seal;
  const gap = later !== undefined && addDays(day, 1) !== later;
  const keep = () => keepFile(new Blob([JSON.stringify(item)], { type: 'application/json' }), `seal-${day}.json`);
  return (
    <Table.Tr>
      <Table.Th scope="row" className="number">
        {dayOf(day)}
        {gap && <Line size="sm">{say(auditor.gapAfter)}</Line>}
      </Table.Th>
      <Table.Td className="number">{chains}</Table.Td>
      <Table.Td className="number">{events}</Table.Td>
      <Table.Td className="wrap">
        {root}{' '}
        <Button size="compact-xs" variant="default" className="no-print" onClick={keep}>
          {say(auditor.takeSeal)}
        </Button>
      </Table.Td>
      <Table.Td className="number">{moment(takenAt, language)}</Table.Td>
    </Table.Tr>
  );
}
