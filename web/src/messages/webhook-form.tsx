import { useState } from 'react';
import { Button, Group, Paper, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/problem';
import { useLanguage } from '../language';
import { shared } from '../shared/words';
import { ProblemView } from '../shell/faces';
import { createWebhook, type WebhookCreated } from './calls';
import { webhookWords } from './words';

type Props = { onDone: (done: WebhookCreated) => void; onClose: () => void };

/** A new receiver: where, of what it is told, and from when on. */
export function WebhookForm({ onDone, onClose }: Props) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [url, setUrl] = useState('');
  const [kinds, setKinds] = useState('*');
  const [from, setFrom] = useState<'now' | 'all'>('now');
  const sending = useMutation({
    mutationFn: () => createWebhook({ url: url.trim(), kinds: listed(kinds), ...(from === 'all' && { after: 0 }) }),
    onSuccess: onDone,
    onSettled: () => cache.invalidateQueries({ queryKey: ['webhooks'] }),
    // It holds a secret: nothing of it is kept once the page is left.
    gcTime: 0,
  });
  const problem = sending.error && problemOf(sending.error);
  const fault = (place: string) => {
    const found = problem?.errors.find(({ pointer }) => pointer.startsWith(place));
    return found && say(found.message);
  };
  return (
    <Paper withBorder p="md" maw={620}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack>
          <TextInput
            type="url"
            label={say(webhookWords.url)}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
            error={fault('/url')}
            maxLength={1000}
            required
          />
          <TextInput
            label={say(webhookWords.kinds)}
            description={say(webhookWords.kindsHelp)}
            value={kinds}
            onChange={(event) => setKinds(event.currentTarget.value)}
            error={fault('/kinds')}
            spellCheck={false}
            required
          />
          <SegmentedControl
            aria-label={say(webhookWords.start)}
            value={from}
            onChange={(value) => setFrom(value as 'now' | 'all')}
            data={(['now', 'all'] as const).map((value) => ({ value, label: say(webhookWords[value]) }))}
          />
          {problem && <ProblemView problem={problem} />}
          <Group>
            <Button type="submit" loading={sending.isPending}>
              {say(webhookWords.begin)}
            </Button>
            <Button variant="default" onClick={onClose}>
              {say(shared.cancel)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

const listed = (text: string) =>
  text
    .split(/[\s,;]+/)
    .map((kind) => kind.trim())
    .filter(Boolean);
