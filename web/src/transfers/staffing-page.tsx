import { Badge, Group, Table, Text as Line } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage, type Text } from '../language';
import { Choice } from '../shared/choices';
import { DateField } from '../shared/date-field';
import { dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { filled, useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Answer, Empty } from '../shell/faces';
import { staffingWords } from './words';

const LEVELS = ['province', 'district', 'commune'] as const;
type Level = (typeof LEVELS)[number];
const COLUMNS = ['needed', 'present', 'post', 'government', 'difference'] as const;

/** Counters that the workload of each unit needs, against the official staff who are there on a date. */
export function StaffingPage() {
  const { say, language } = useLanguage();
  const [values, change] = useAddress<{ date: string; level: Level | '' }>({ date: today(), level: '' });
  const query = { date: values.date, ...(filled({ level: values.level }) as { level?: Level }) };
  const staffing = useRead(['staffing', query], () => answerOf(api.GET('/api/v1/staffing', { params: { query } })));
  return (
    <>
      <PageHead title={say(staffingWords.staffing)} />
      <Group align="flex-end" gap="sm" mb="md" className="no-print">
        <DateField label={say(shared.date)} value={values.date} onChange={(date) => change({ date })} />
        <Choice
          label={staffingWords.level}
          value={values.level}
          onChange={(level) => change({ level: level as Level })}
          options={LEVELS.map((level) => ({ value: level, label: say(staffingWords[level]) }))}
        />
      </Group>
      <Answer of={staffing}>
        {({ items, rule, data }) => (
          <>
            <Line size="sm" mb="sm">
              {say(staffingWords.rule, {
                ...{ from: dayOf(data.from), to: dayOf(data.to), minutes: rule.target.waitMinutes },
                share: rule.target.share.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB', { style: 'percent' }),
              })}
            </Line>
            {items.length === 0 ? <Empty says={shared.nothing} /> : <Units items={items} />}
          </>
        )}
      </Answer>
    </>
  );
}

type Item = {
  unit: { id: string; name: Text };
  needed: number;
  present: { post: number; government: number; total: number };
  difference: number;
};

function Units({ items }: { items: Item[] }) {
  const { say, language } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={640}
      tabIndex={0}
      role="region"
      aria-label={say(staffingWords.staffing)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(shared.unit)}</Table.Th>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col" ta="right">
                {say(staffingWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ unit, needed, present, difference }) => (
            <Table.Tr key={unit.id}>
              <Table.Th scope="row" fw={500}>
                {unit.name[language]}
              </Table.Th>
              {[needed, present.total, present.post, present.government].map((count, i) => (
                <Table.Td key={i} ta="right" className="number">
                  {count}
                </Table.Td>
              ))}
              <Table.Td ta="right" className="number">
                {difference < 0 && (
                  <Badge color="red.8" mr="xs">
                    {say(staffingWords.short)}
                  </Badge>
                )}
                {difference > 0 ? `+${difference}` : String(difference).replace('-', '−')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
