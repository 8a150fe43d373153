import { useState } from 'react';
import { Autocomplete, Button, Group, Paper, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/problem';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { today } from '../shared/dates';
import { shared } from '../shared/words';
import { ProblemView } from '../shell/faces';
import { orderRecount, readYear } from './calls';
import { recountWords } from './words';

/** Moves the dates that were shown, by the decision that changed the calendar. */
export function RecountForm() {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [decision, setDecision] = useState('');
  const [reason, setReason] = useState('');
  const known = useDecisions();
  const sending = useMutation({
    mutationFn: () => orderRecount({ decision: decision.trim(), reason: reason.trim() }),
    onSuccess: () => notifications.show({ message: say(shared.done), color: 'green.9' }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['recounts'] }),
  });
  const problem = sending.error && problemOf(sending.error);
  const fault = (pointer: string) => {
    const found = problem?.errors.find((error) => error.pointer === pointer);
    return found && say(found.message);
  };
  return (
    <Paper withBorder p="md" mt="md" maw={620}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack>
          <Autocomplete
            label={say(recountWords.decision)}
            data={known}
            value={decision}
            onChange={setDecision}
            error={fault('/decision')}
            comboboxProps={{ withinPortal: false }}
            maxLength={300}
            required
          />
          <Textarea
            label={say(shared.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={fault('/reason')}
            maxLength={1000}
            autosize
            minRows={2}
            required
          />
          {problem && <ProblemView problem={problem} except={['/decision', '/reason']} />}
          <Group>
            <Button type="submit" loading={sending.isPending}>
              {say(recountWords.order)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** Decisions that the calendar of this year names already. */
function useDecisions(): string[] {
  const unit = useSession()?.unit ?? '';
  const year = today().slice(0, 4);
  const calendar = useRead(['calendar', unit, year], () => readYear(unit, year), { staleTime: 600_000 });
  const named = calendar.data?.days.flatMap(({ decision }) => decision ?? []) ?? [];
  return [...new Set(named)];
}
