import { useState } from 'react';
import { Button, FileInput, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { useLanguage, type Text } from '../language';
import { DateField } from '../shared/date-field';
import { today } from '../shared/dates';
import { shared } from '../shared/words';
import { Failed, ProblemView } from '../shell/faces';
import { change, upload, type Transfer, type Wish } from './calls';
import { transfers, wishWords } from './words';

export type Action =
  'confirm' | 'unconfirm' | 'move-date' | 'withdraw' | 'suspend' | 'resume' | 'plan-hand-back' | 'cancel-hand-back';

type Typed = { words: string; date: string; decision: string; file: File | null };
type Props = { transfer: Transfer; action: Action; criterion?: string; onClose: () => void };

/** What an officer says to change a transfer. What was typed stays when it is refused. */
export function WishForm({ transfer, action, criterion, onClose }: Props) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [typed, setTyped] = useState<Typed>({ words: '', date: today(), decision: '', file: null });
  const sending = useMutation({
    mutationFn: async () => change(transfer.id, action, await wishOf(action, typed, criterion)),
    onSuccess: () => {
      notifications.show({ message: say(shared.done), color: 'green.9' });
      onClose();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['transfers'] }),
  });
  const problem = sending.error instanceof ProblemError ? sending.error.problem : undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(wishWords[action])}
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
          <Fields
            {...{ action, typed, errors: problem?.errors ?? [] }}
            put={(some) => setTyped({ ...typed, ...some })}
          />
          {problem && <ProblemView problem={problem} except={SHOWN} />}
          {sending.error && !problem && <Failed error={sending.error} />}
          <Group>
            <Button type="submit" loading={sending.isPending}>
              {say(wishWords[action])}
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

/** Faults that stand at their fields. */
const SHOWN = ['/note', '/reason', '/effectiveOn', '/on', '/decision'];

const DATES: { [action in Action]?: { member: 'effectiveOn' | 'on'; label: Text } } = {
  'move-date': { member: 'effectiveOn', label: wishWords.newDate },
  'plan-hand-back': { member: 'on', label: wishWords.onDate },
};

type FieldProps = {
  action: Action;
  typed: Typed;
  put: (some: Partial<Typed>) => void;
  errors: { pointer: string; message: Text }[];
};

function Fields({ action, typed, put, errors }: FieldProps) {
  const { say, language } = useLanguage();
  const fault = (name: string) => errors.find(({ pointer }) => pointer === `/${name}`)?.message[language];
  const date = DATES[action];
  return (
    <>
      {date && (
        <DateField
          label={say(date.label)}
          value={typed.date}
          onChange={(day) => put({ date: day })}
          min={today()}
          error={fault(date.member)}
        />
      )}
      <Textarea
        data-autofocus
        label={say(action === 'confirm' ? wishWords.note : shared.reason)}
        value={typed.words}
        onChange={(event) => put({ words: event.currentTarget.value })}
        error={fault(action === 'confirm' ? 'note' : 'reason')}
        maxLength={2000}
        autosize
        minRows={3}
        required
      />
      {action === 'plan-hand-back' && (
        <TextInput
          label={say(transfers.decision)}
          value={typed.decision}
          onChange={(event) => put({ decision: event.currentTarget.value })}
          error={fault('decision')}
          maxLength={60}
        />
      )}
      {action === 'confirm' && (
        <FileInput
          label={say(wishWords.attachment)}
          value={typed.file}
          onChange={(file) => put({ file })}
          clearable
          clearButtonProps={{ 'aria-label': say(shared.cancel) }}
        />
      )}
    </>
  );
}

async function wishOf(action: Action, typed: Typed, criterion: string | undefined): Promise<Wish> {
  const about = criterion ? { criterion } : {};
  if (action === 'confirm') {
    const attachment = typed.file ? { attachment: (await upload(typed.file)).id } : {};
    return { note: typed.words, ...about, ...attachment };
  }
  const date = DATES[action];
  const dated = date ? { [date.member]: typed.date } : {};
  const decision = action === 'plan-hand-back' && typed.decision ? { decision: typed.decision } : {};
  return { reason: typed.words, ...dated, ...about, ...decision };
}
