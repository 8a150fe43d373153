import { Button, Group, Stack, Table, Text as Line, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay, useSession } from '../session';
import { Choice, useUnits } from '../shared/choices';
import { dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Answer } from '../shell/faces';
import { day as dayName } from '../shell/format';
import { readYear, type Day } from './calls';
import { hoursOf, isSpecial, MonthGrid } from './month-grid';
import { calendarWords, recountWords } from './words';

/** The working time of a unit: a month day by day, and all days of the year that are not as usual. */
export function CalendarPage() {
  const { say, language } = useLanguage();
  const own = useSession()?.unit ?? '';
  const [{ unit, month }, change] = useAddress({ unit: own, month: today().slice(0, 7) });
  const recounts = useMay('recount.read');
  const units = useUnits().data?.items ?? [];
  const year = month.slice(0, 4);
  const calendar = useRead(['calendar', unit, year], () => readYear(unit, year), { staleTime: 600_000 });
  return (
    <>
      <PageHead title={say(calendarWords.calendar)}>
        {recounts && (
          <Button component={Link} href="/lich/tinh-lai" variant="default" size="xs">
            {say(recountWords.recount)}
          </Button>
        )}
      </PageHead>
      <Line size="sm" mb="md" maw={820}>
        {say(calendarWords.help)}
      </Line>
      <Group align="flex-end" gap="sm" mb="md" className="no-print">
        <Choice
          label={shared.unit}
          options={units.map(({ id, name }) => ({ value: id, label: name[language] }))}
          value={unit}
          onChange={(chosen) => change({ unit: chosen })}
          all={false}
        />
        <Turn month={month} onTurn={(to) => change({ month: to })} />
      </Group>
      <Answer of={calendar}>
        {({ days }) => (
          <Stack gap="xl" align="stretch">
            <section>
              <Title order={2} size="h4" mb="xs">
                {say(calendarWords.month, { month: Number(month.slice(5)), year })}
              </Title>
              <MonthGrid days={days.filter(({ date }) => date.startsWith(month))} />
            </section>
            <section>
              <Title order={2} size="h4" mb="xs">
                {say(calendarWords.special, { year })}
              </Title>
              <Special days={days.filter(isSpecial)} />
            </section>
          </Stack>
        )}
      </Answer>
    </>
  );
}

function Turn({ month, onTurn }: { month: string; onTurn: (month: string) => void }) {
  const { say } = useLanguage();
  const by = (months: number) => {
    const [year = 0, place = 1] = month.split('-').map(Number);
    return new Date(Date.UTC(year, place - 1 + months, 1)).toISOString().slice(0, 7);
  };
  const steps = [
    [-1, calendarWords.before, IconChevronLeft],
    [1, calendarWords.after, IconChevronRight],
  ] as const;
  return (
    <Group gap="xs">
      {steps.map(([months, label, Arrow]) => (
        <Button key={months} variant="default" aria-label={say(label)} px="xs" onClick={() => onTurn(by(months))}>
          <Arrow size={18} aria-hidden />
        </Button>
      ))}
      <Button variant="default" onClick={() => onTurn(today().slice(0, 7))}>
        {say(calendarWords.today)}
      </Button>
    </Group>
  );
}

const COLUMNS = ['day', 'hours', 'reason', 'decision'] as const;

function Special({ days }: { days: Day[] }) {
  const { say, language } = useLanguage();
  if (days.length === 0) return <Line>{say(calendarWords.noSpecial)}</Line>;
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={720}
      tabIndex={0}
      role="region"
      aria-label={say(calendarWords.special, { year: dayOf(days[0]?.date ?? '').slice(6) })}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(calendarWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((one) => (
            <Table.Tr key={one.date}>
              <Table.Th scope="row" fw={500} className="number">
                {dayName(one.date, language)}
              </Table.Th>
              <Table.Td>{hoursOf(one.hours) || say(calendarWords.off)}</Table.Td>
              <Table.Td>{one.reason && say(one.reason)}</Table.Td>
              <Table.Td>{one.decision ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
