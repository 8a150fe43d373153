import { useState } from 'react';
import { Button, List, Stack, Table, Text as Line, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { DateField } from '../shared/date-field';
import { Answer, Failed } from '../shell/faces';
import { appointment, moment } from '../shell/format';
import { correctAppointment, readTime, type Dossier } from './calls';
import { markOwn } from './own-steps';
import { WhyThisDate } from './promise';
import { dossierWords } from './words';

/** Why the appointment is that day, when it moved, and in whose hands the time went. */
export function DossierDates({ dossier, at }: { dossier: Dossier; at: string }) {
  const { say, language } = useLanguage();
  const time = useRead(['dossier', at, 'time'], () => readTime(at));
  const corrects = useMay('dossier.correct');
  return (
    <Stack>
      <Answer of={time}>
        {({ reckoning, moved, stages }) => (
          <Stack>
            {reckoning && <WhyThisDate deadline={reckoning} />}
            {moved.length > 0 && (
              <section>
                <Title order={3} size="h5">
                  {say(dossierWords.moved)}
                </Title>
                <List>
                  {moved.map(({ seq, at: when, by, dueAt, reason }) => (
                    <List.Item key={seq}>
                      {moment(when, language)}, {by.id}: {dueAt ? appointment(dueAt, language) : '–'} {reason}
                    </List.Item>
                  ))}
                </List>
              </section>
            )}
            <Table.ScrollContainer minWidth={480} type="native">
              <Table captionSide="top">
                <Table.Caption>{say(dossierWords.stages)}</Table.Caption>
                <Table.Tbody>
                  {stages.map(({ stage, unit, from, minutes }) => (
                    <Table.Tr key={`${stage.name} ${from}`}>
                      <Table.Td>{say(stage.title)}</Table.Td>
                      <Table.Td>{say(unit.name)}</Table.Td>
                      <Table.Td>{moment(from, language)}</Table.Td>
                      <Table.Td>{say(dossierWords.minutes, { n: Math.round(minutes) })}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Stack>
        )}
      </Answer>
      {corrects && !dossier.closed && dossier.dueAt && <Correction dossier={dossier} at={at} />}
    </Stack>
  );
}

function Correction({ dossier, at }: { dossier: Dossier; at: string }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [dueOn, setDate] = useState('');
  const [reason, setReason] = useState('');
  // What stood there when typing began: a step of somebody else since then is refused, and seen, before it is built on.
  const [seen, see] = useState<number>();
  const sending = useMutation({
    mutationFn: () =>
      correctAppointment(dossier.id, { expectedSeq: seen ?? dossier.seq, dueOn, reason: reason.normalize('NFC') }),
    onSuccess: ({ dossier: after }) => {
      markOwn(dossier.id, after.seq);
      setDate('');
      setReason('');
      see(undefined);
      notifications.show({ message: say(dossierWords.done, { title: say(dossierWords.correct) }), color: 'green.9' });
    },
    onError: () => see(undefined),
    onSettled: () => cache.invalidateQueries({ queryKey: ['dossier', at] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Stack maw={480} gap="xs">
        <Line fw={600}>{say(dossierWords.correct)}</Line>
        <DateField
          label={say(dossierWords.newDate)}
          value={dueOn}
          onChange={(date) => {
            see(seen ?? dossier.seq);
            setDate(date);
          }}
          required
        />
        <Textarea
          label={say(dossierWords.reason)}
          value={reason}
          onChange={(event) => {
            see(seen ?? dossier.seq);
            setReason(event.currentTarget.value);
          }}
          minLength={3}
          maxLength={1000}
          required
        />
        {sending.error && <Failed error={sending.error} />}
        <Button type="submit" variant="default" loading={sending.isPending}>
          {say(dossierWords.correct)}
        </Button>
      </Stack>
    </form>
  );
}
