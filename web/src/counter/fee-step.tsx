import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button, Group, Paper, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage, type Text } from '../language';
import { Failed } from '../shell/faces';
import { fees } from './fee-words';
import { dossierWords } from './words';

/** Where the focus goes when the button of a step has gone with what it was for. */
export const FEES = 'fees';

type Props = {
  at: string;
  title: Text;
  /** Of what, for those who hear the button alone. */
  of: string;
  send: () => Promise<unknown>;
  children: ReactNode;
};

/** One thing that is done with money: a button, and in its place the form. What was typed stays when it is refused. */
export function FeeStep({ at, title, of, send, children }: Props) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      setOpen(false);
      notifications.show({ message: say(fees.done, { title: say(title) }), color: 'green.9' });
      document.getElementById(FEES)?.focus();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['dossier', at, 'fees'] }),
  });
  useEffect(() => {
    if (open) form.current?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus();
  }, [open]);
  const close = () => {
    sending.reset();
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <Button
        ref={button}
        variant="default"
        size="compact-sm"
        aria-expanded={open}
        aria-label={`${say(title)}: ${of}`}
        onClick={() => (open ? close() : setOpen(true))}
      >
        {say(title)}
      </Button>
      {open && (
        <Paper withBorder p="sm" w="100%">
          <form
            ref={form}
            aria-label={`${say(title)}: ${of}`}
            onSubmit={(event) => {
              event.preventDefault();
              if (!sending.isPending) sending.mutate();
            }}
          >
            <Stack gap="xs" maw={480}>
              {children}
              {sending.error && <Failed error={sending.error} />}
              <Group>
                <Button type="submit" loading={sending.isPending}>
                  {say(dossierWords.confirm, { title: say(title) })}
                </Button>
                <Button variant="subtle" onClick={close}>
                  {say(dossierWords.cancel)}
                </Button>
              </Group>
            </Stack>
          </form>
        </Paper>
      )}
    </>
  );
}
