import { useState } from 'react';
import { Alert, Button, Group, Paper, Stack, Text as Line, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/problem';
import { useLanguage } from '../language';
import { DateField } from '../shared/date-field';
import { dayOf, today } from '../shared/dates';
import { Failed } from '../shell/faces';
import { actOnDraft, type Act, type ActOrder, type Draft } from './calls';
import { Differences } from './differences';
import { shell } from '../shell/words';
import { owner } from './words';

type Props = { draft: Draft; unsaved: boolean; onChange: (draft: Draft) => void };

/** The difference in words, and what this person may do: ask for a review, or judge what another wrote. */
export function ReviewPanel({ draft, unsaved, onChange }: Props) {
  const { say } = useLanguage();
  const { base, stage, version, validFrom, sentBack, editors } = draft;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="review">
      <Stack>
        <Title order={2} size="h5" id="review">
          {say(owner.difference, { base })}
        </Title>
        <Differences of={draft.differences} />
        {stage === 'editing' && sentBack && (
          <Alert color="orange" title={say(owner.sentBack, { by: sentBack.by, reason: sentBack.reason })} />
        )}
        {version !== null && validFrom && stage === 'published' && (
          <Alert color="green.9" title={say(owner.publishedAs, { version, date: dayOf(validFrom) })} />
        )}
        {stage === 'in-review' && (
          <Line size="sm">
            {say(owner.firstDay)}: <b>{validFrom && dayOf(validFrom)}</b>.{' '}
            {say(owner.second, { editors: editors.join(', ') })}
          </Line>
        )}
        {unsaved ? <Line size="sm">{say(owner.saveFirst)}</Line> : <Acts draft={draft} onChange={onChange} />}
      </Stack>
    </Paper>
  );
}

function Acts({ draft, onChange }: Pick<Props, 'draft' | 'onChange'>) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [validFrom, setDay] = useState(today());
  const [reason, setReason] = useState('');
  const acting = useMutation({
    mutationFn: ({ act, more }: { act: Act; more?: Partial<ActOrder> }) =>
      actOnDraft(draft.id, act, { expectedSeq: draft.seq, ...more }),
    onSuccess: (next) => {
      onChange(next);
      notifications.show({
        message: say(owner[next.stage]),
        color: 'green.9',
        closeButtonProps: { 'aria-label': say(shell.close) },
      });
    },
    onSettled: () => Promise.all([['drafts'], ['processes']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
  const may = (act: Act) => draft.acts.includes(act);
  const faultOf = (pointer: string) => {
    const found = acting.error && problemOf(acting.error).errors.find((fault) => fault.pointer === pointer);
    return found ? say(found.message) : undefined;
  };
  const needsReason = may('send-back') || may('withdraw');
  const press = (act: Act, more?: Partial<ActOrder>) => () => acting.mutate({ act, ...(more && { more }) });
  return (
    <Stack gap="sm">
      {acting.error && <Failed error={acting.error} />}
      {may('ask-review') && (
        <Group align="flex-end">
          <DateField
            label={say(owner.firstDay)}
            value={validFrom}
            onChange={setDay}
            min={today()}
            error={faultOf('/validFrom')}
          />
          <Button loading={acting.isPending} onClick={press('ask-review', { validFrom })}>
            {say(owner.askReview)}
          </Button>
        </Group>
      )}
      {needsReason && (
        <Textarea
          label={say(owner.reason)}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maw={520}
          error={faultOf('/reason')}
        />
      )}
      <Group>
        {may('approve') && (
          <Button loading={acting.isPending} onClick={press('approve')}>
            {say(owner.approve)}
          </Button>
        )}
        {may('send-back') && (
          <Button variant="default" onClick={press('send-back', { reason: reason.trim() || undefined })}>
            {say(owner.sendBack)}
          </Button>
        )}
        {may('withdraw') && (
          <Button variant="default" onClick={press('withdraw', { reason: reason.trim() || undefined })}>
            {say(owner.withdraw)}
          </Button>
        )}
        {may('discard') && (
          <Button variant="subtle" c="red.9" onClick={press('discard')}>
            {say(owner.discard)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
