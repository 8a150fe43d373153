import { useEffect, useRef } from 'react';
import { Button, Code, Group, Paper, Stack, Text as Line, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Failed } from '../shell/faces';
import { Keys } from '../shell/shortcuts';
import { readDossier, readPrints, type StepDone } from './calls';
import { printDocument } from './print';
import { dossierWords, receiving } from './words';

/** A dossier that has begun otherwise than by its receipt: where it stands, and what is printed for whoever came. */
export function Begun({ of: { dossier, lookupKey }, onNext }: { of: StepDone; onNext: () => void }) {
  const { say } = useLanguage();
  const ref = dossier.code ?? dossier.dossierId;
  const opened = useRead(['dossier', ref], () => readDossier(ref));
  const prints = useRead(['dossier', ref, 'prints'], () => readPrints(ref));
  const printing = useMutation({ mutationFn: (run: () => Promise<void>) => run() });
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <Paper withBorder p="xl" maw={680} role="status">
      <Stack>
        <Title ref={title} tabIndex={-1} order={1} size="h2">
          {say(receiving.begun)}
          {opened.data && `: ${say(opened.data.stage.title)}`}
        </Title>
        {dossier.code && (
          <Line size="xl" fw={600} data-code>
            {dossier.code}
          </Line>
        )}
        {lookupKey && (
          <Line>
            {say(receiving.lookupKey)}: <Code>{lookupKey}</Code>
          </Line>
        )}
        {(printing.error ?? prints.error) && <Failed error={printing.error ?? prints.error} />}
        <Group>
          {prints.data?.map(({ kind, seq, title: name }) => (
            <Button
              key={`${kind} ${seq}`}
              loading={printing.isPending}
              onClick={() => printing.mutate(() => printDocument(ref, kind, seq))}
            >
              {say(dossierWords.print)}: {say(name)}
            </Button>
          ))}
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
