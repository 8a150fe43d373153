import { Anchor, Button, Group, SegmentedControl, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { useAddress } from '../shared/use-address';
import { Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { readSlips, type SlipSummary } from './calls';
import { slips } from './words';

const DIRECTIONS = ['both', 'out', 'in'] as const;
type Direction = (typeof DIRECTIONS)[number];
const COLUMNS = ['listedAt', 'from', 'to', 'kind', 'stage', 'balance'] as const;

/** Slips with which papers went, or will go, from hand to hand. */
export function SlipsPage() {
  const { say } = useLanguage();
  const [{ direction }, change] = useAddress<{ direction: Direction }>({ direction: 'both' });
  const writes = useMay('handover.take');
  const found = usePages(['handovers', direction], (cursor) => readSlips({ direction, ...(cursor && { cursor }) }));
  return (
    <>
      <PageHead title={say(slips.slips)} print={false}>
        {writes && (
          <Button
            {...{ component: Link, href: '/giao-nhan/moi', size: 'xs' }}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {say(slips.write)}
          </Button>
        )}
      </PageHead>
      <Group mb="md">
        <SegmentedControl
          aria-label={say(slips.direction)}
          value={direction}
          onChange={(value) => change({ direction: value as Direction })}
          data={DIRECTIONS.map((value) => ({ value, label: say(slips[value]) }))}
        />
      </Group>
      <PagedList of={found} empty={<Empty says={slips.none} />}>
        {(items) => <Slips items={items} />}
      </PagedList>
    </>
  );
}

function Slips({ items }: { items: SlipSummary[] }) {
  const { say, language } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={820} tabIndex={0} role="region" aria-label={say(slips.slips)}>
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(slips[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, listedAt, from, to, kind, stage, balance }) => (
            <Table.Tr key={id}>
              <Table.Td className="number">
                <Anchor component={Link} href={`/giao-nhan/${id}`}>
                  {moment(listedAt, language)}
                </Anchor>
              </Table.Td>
              <Table.Td>{say(from.name)}</Table.Td>
              <Table.Td>{say(to.name)}</Table.Td>
              <Table.Td>{say(slips[kind])}</Table.Td>
              <Table.Td>{say(slips[stage])}</Table.Td>
              <Table.Td>{say(slips.balanceOf, balance)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
