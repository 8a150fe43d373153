import { Button, Table } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { dayOf } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { Answer, Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { readPlans, readProgrammes } from './calls';
import { programmeWords } from './words';

const COLUMNS = ['number', 'title', 'effectiveOn', 'begunAt', 'count', 'stages'] as const;

/** Decisions that are carried out, and how far their transfers are. */
export function ProgrammesPage() {
  const { say } = useLanguage();
  const officer = useMay('programme.order');
  const programmes = useRead(['programmes'], readProgrammes);
  return (
    <>
      <PageHead title={say(programmeWords.programmes)}>
        {officer && (
          <Button
            {...{ component: Link, href: '/chuong-trinh/moi', size: 'xs' }}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {say(programmeWords.begin)}
          </Button>
        )}
      </PageHead>
      <Answer of={programmes}>
        {(items) => (items.length === 0 ? <Empty says={programmeWords.none} /> : <Programmes items={items} />)}
      </Answer>
    </>
  );
}

function Programmes({ items }: { items: Awaited<ReturnType<typeof readProgrammes>> }) {
  const { say, language } = useLanguage();
  const plans = useRead(['plans'], readPlans, { staleTime: 600_000 });
  const titles = new Map(plans.data?.flatMap(({ stages }) => stages.map(({ name, title }) => [name, title] as const)));
  const titleOf = (stage: string) => titles.get(stage)?.[language] ?? stage;
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={820}
      tabIndex={0}
      role="region"
      aria-label={say(programmeWords.programmes)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(programmeWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, decision, title, effectiveOn, begunAt, transfers: count, stages }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row">{decision}</Table.Th>
              <Table.Td>{title}</Table.Td>
              <Table.Td className="number">{dayOf(effectiveOn)}</Table.Td>
              <Table.Td className="number">{moment(begunAt, language)}</Table.Td>
              <Table.Td className="number">{count}</Table.Td>
              <Table.Td>{stages.map(({ stage, count: of }) => `${titleOf(stage)}: ${of}`).join('; ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
