import { useState } from 'react';
import { Button, Group, Modal, Stack, Text as Line, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { resend, type Delivery } from './calls';
import { kindOf, messageWords } from './words';

/** Sends a message once more, with a word on why. */
export function ResendForm({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [note, setNote] = useState('');
  const sending = useMutation({
    mutationFn: () => resend(delivery, note.trim()),
    onSuccess: () => {
      notifications.show({ message: say(messageWords.again), color: 'green.9' });
      onClose();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['deliveries'] }),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${say(messageWords.resend)}: ${say(kindOf(delivery.kind))}`}
      closeButtonProps={{ 'aria-label': say(shared.cancel) }}
      transitionProps={{ duration: 0 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack>
          <Line size="sm">{say(messageWords.resendHelp)}</Line>
          {delivery.uncertain && <Line size="sm">{say(messageWords.uncertainHelp)}</Line>}
          <Textarea
            data-autofocus
            label={say(messageWords.note)}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
          />
          {sending.error && <Failed error={sending.error} />}
          <Group>
            <Button type="submit" loading={sending.isPending}>
              {say(messageWords.resend)}
            </Button>
            <Button variant="default" onClick={onClose}>
              {say(shared.cancel)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
