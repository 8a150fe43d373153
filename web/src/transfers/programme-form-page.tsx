import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { ProblemError } from '../api/problem';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Choice } from '../shared/choices';
import { today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { order, preview, readDecisions, type Checked } from './calls';
import { NEW_DECISION, NewDecision, orderOf, type Draft } from './new-decision';
import { ProgrammePreview } from './programme-preview';
import { programmeWords } from './words';

/** Carries out a decision: what it will do is shown first, then it is begun with the same words. */
export function ProgrammeFormPage() {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const cache = useQueryClient();
  const decisions = useRead(['decisions'], readDecisions, { staleTime: 600_000 });
  const [draft, setDraft] = useState<Draft>({ ...NEW_DECISION, date: today(), effectiveOn: today() });
  const [checked, setChecked] = useState<Checked>();
  const checking = useMutation({ mutationFn: () => preview(orderOf(draft)), onSuccess: setChecked });
  const ordering = useMutation({
    mutationFn: () => order(orderOf(draft)),
    onSuccess: async () => {
      notifications.show({ message: say(programmeWords.begun), color: 'green.9' });
      await Promise.all([['transfers'], ['programmes']].map((queryKey) => cache.invalidateQueries({ queryKey })));
      go('/chuyen-giao');
    },
  });
  const put = (some: Partial<Draft>) => {
    setDraft({ ...draft, ...some });
    setChecked(undefined);
  };
  const error = ordering.error ?? checking.error;
  const problem = error instanceof ProblemError ? error.problem : undefined;
  return (
    <>
      <PageHead title={say(programmeWords.begin)} print={false} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ordering.reset();
          checking.mutate();
        }}
      >
        <Stack maw={720}>
          {decisions.error && <Failed error={decisions.error} retry={() => void decisions.refetch()} />}
          <Choice
            label={programmeWords.known}
            none={programmeWords.newOne}
            value={draft.known}
            onChange={(known) => put({ known })}
            options={(decisions.data ?? []).map(({ number, title }) => ({
              value: number,
              label: `${number} – ${say(title)}`,
            }))}
          />
          {draft.known === '' && <NewDecision draft={draft} put={put} problem={problem} />}
          {error && <Failed error={error} />}
          <Group>
            <Button type="submit" variant={checked ? 'default' : 'filled'} loading={checking.isPending}>
              {say(programmeWords.preview)}
            </Button>
            <Button variant="default" onClick={() => go('/chuong-trinh')}>
              {say(shared.cancel)}
            </Button>
          </Group>
        </Stack>
      </form>
      {checked && <ProgrammePreview checked={checked} busy={ordering.isPending} onBegin={() => ordering.mutate()} />}
    </>
  );
}
