import { useState, type ReactNode } from 'react';
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useLanguage } from '../language';
import { Failed } from '../shell/faces';
import { shared } from './words';

type Props<Done> = {
  title: string;
  /** What the button says. */
  does: string;
  /** What is asked for, where that is not a reason. */
  label?: string;
  /** What it does cannot be taken back. */
  final?: boolean;
  /** How many characters there must be; 0 where nothing need be said. */
  least?: number;
  most?: number;
  send: (reason: string) => Promise<Done>;
  onDone: (done: Done) => void;
  onClose: () => void;
  children?: ReactNode;
};

/** Asks why, and does a thing. What was typed stays when it is refused. */
export function ReasonForm<Done>({ title, does, label, least = 1, most = 500, send, ...rest }: Props<Done>) {
  const { say } = useLanguage();
  const [reason, setReason] = useState('');
  // The answer is handed on and not returned: the library would keep it, and it may be somebody's number.
  const sending = useMutation({ mutationFn: async () => rest.onDone(await send(reason.trim().normalize('NFC'))) });
  return (
    <Modal
      opened
      onClose={rest.onClose}
      title={title}
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
          {rest.children}
          <Textarea
            label={label ?? say(shared.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            minLength={least}
            maxLength={most}
            autosize
            minRows={2}
            required={least > 0}
            data-autofocus
          />
          {sending.error && <Failed error={sending.error} />}
          <Group>
            <Button
              type="submit"
              loading={sending.isPending}
              disabled={least > 0 && reason.trim() === ''}
              color={rest.final ? 'red' : undefined}
            >
              {does}
            </Button>
            <Button variant="default" onClick={rest.onClose}>
              {say(shared.cancel)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
