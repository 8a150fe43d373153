import { Badge, List, Paper, Stack, Text as Line, Title } from '@mantine/core';
import { useLanguage, words } from '../language';
import { appointment, day, dong, moment } from '../shell/format';
import type { Deadline, OpeningForm } from './calls';
import { receiving } from './words';

const units = words({
  'working-day': { vi: '{n} ngày làm việc', en: '{n} working days' },
  'calendar-day': { vi: '{n} ngày', en: '{n} days' },
  'working-hour': { vi: '{n} giờ làm việc', en: '{n} working hours' },
  month: { vi: '{n} tháng', en: '{n} months' },
  'same-day': { vi: 'trong ngày', en: 'the same day' },
});

/** What the applicant is going to be told: when to come back, and what it costs. */
export function PromisePanel({ opening }: { opening: OpeningForm }) {
  const { say, language } = useLanguage();
  const { deadline, fee } = opening;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="promise-due">
      <Stack gap="xs">
        <Title order={2} size="h5" id="promise-due">
          {say(receiving.due)}
        </Title>
        <Line fw={600} size="lg">
          {deadline ? appointment(deadline.dueAt, language) : say(receiving.noDue)}
        </Line>
        {deadline && <WhyThisDate deadline={deadline} />}
        <Title order={2} size="h5">
          {say(receiving.fee)}
        </Title>
        {fee.length === 0 && <Line>{say(receiving.noFee)}</Line>}
        {fee.map(({ amount, perUnit, note, unverified }, line) => (
          <Line key={line}>
            <b>{dong(amount, language)}</b> {perUnit && say(receiving.per, { unit: say(perUnit) })} {note && say(note)}{' '}
            {unverified && (
              <Badge color="gray" variant="outline">
                {say(receiving.unverified)}
              </Badge>
            )}
          </Line>
        ))}
        <Line size="sm">
          {say(receiving.decides)}: {say(opening.units.deciding.name)}
        </Line>
      </Stack>
    </Paper>
  );
}

/** The working of a date, for whoever is asked about it. */
export function WhyThisDate({ deadline }: { deadline: Deadline }) {
  const { say, language } = useLanguage();
  const { from, limit, firstDay, skipped } = deadline;
  const amount = say(units[limit.unit], { n: limit.amount });
  return (
    <details>
      <summary>{say(receiving.why)}</summary>
      <Line size="sm">{say(receiving.whyFrom, { from: moment(from, language), limit: amount })}</Line>
      <Line size="sm">{say(receiving.whyFirst, { day: day(firstDay, language) })}</Line>
      <Line size="sm">{say(skipped.length ? receiving.whySkipped : receiving.whyNone)}</Line>
      <List size="sm">
        {skipped.map(({ date, reason, decision }) => (
          <List.Item key={date}>
            {day(date, language)}: {say(reason)}
            {decision && ` (${decision})`}
          </List.Item>
        ))}
      </List>
    </details>
  );
}
