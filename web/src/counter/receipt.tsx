import { Button, Code, Group, Paper, Stack, Text as Line, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { Failed } from '../shell/faces';
import { appointment } from '../shell/format';
import { Keys, useShortcut } from '../shell/shortcuts';
import type { StepDone } from './calls';
import { printDocument } from './print';
import { receiving } from './words';

/** A dossier that has just been received: Enter prints the slip, and the next applicant may come. */
export function Receipt({ of: { dossier, lookupKey }, onNext }: { of: StepDone; onNext: () => void }) {
  const { say, language } = useLanguage();
  const ref = dossier.code ?? dossier.dossierId;
  const printing = useMutation({ mutationFn: () => printDocument(ref, 'appointment-slip') });
  const print = () => printing.mutate();
  useShortcut('mod+P', receiving.printKey, print);
  return (
    <Paper withBorder p="xl" maw={680} role="status">
      <Stack>
        <Title order={1} size="h2">
          {say(receiving.received)}
        </Title>
        <Line size="xl" fw={600} data-code>
          {dossier.code}
        </Line>
        {dossier.dueAt && (
          <Line>
            {say(receiving.due)}: <b>{appointment(dossier.dueAt, language)}</b>
          </Line>
        )}
        {lookupKey && (
          <Line>
            {say(receiving.lookupKey)}: <Code>{lookupKey}</Code>
          </Line>
        )}
        {printing.error && <Failed error={printing.error} />}
        <Group>
          <Button
            autoFocus
            leftSection={<IconPrinter size={18} aria-hidden />}
            loading={printing.isPending}
            onClick={print}
          >
            {say(receiving.printReceipt)}
          </Button>
          <Keys of="mod+P" />
          <Button variant="default" onClick={onNext}>
            {say(receiving.next)}
          </Button>
          <Keys of="alt+N" />
          <Button variant="subtle" component={Link} href={`/ho-so/${encodeURIComponent(ref)}`}>
            {say(receiving.openIt)}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
