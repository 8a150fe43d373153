import { useRef, useState } from 'react';
import { Alert, Button, Group, Paper, Stack, Text as Line, Title } from '@mantine/core';
import { useRead } from '../api/queries';
import { ForOther } from '../delegation/for-other';
import { useLanguage } from '../language';
import { Answer } from '../shell/faces';
import { moment } from '../shell/format';
import { useShortcut } from '../shell/shortcuts';
import { ActionForm } from './action-form';
import { readActions, type Actions, type Dossier } from './calls';
import { dossierWords } from './words';

/** What this person may do with a dossier now. What a transfer gives to others is named, with its reason. */
export function ActionPanel({ dossier, at }: { dossier: Dossier; at: string }) {
  const { say, language } = useLanguage();
  const actions = useRead(['dossier', at, 'actions', language], () => readActions(at));
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="actions" className="no-print">
      <Stack gap="sm">
        <Title order={2} size="h5" id="actions" tabIndex={-1}>
          {say(dossierWords.actions)}
        </Title>
        <Answer of={actions} rows={1}>
          {(data) => <Choice dossier={dossier} at={at} actions={data} />}
        </Answer>
      </Stack>
    </Paper>
  );
}

type ChoiceProps = { dossier: Dossier; at: string; actions: Actions };

function Choice({ dossier, at, actions }: ChoiceProps) {
  const { say, language } = useLanguage();
  const [chosen, choose] = useState<string>();
  const action = actions.items.find(({ name }) => name === chosen);
  const buttons = useRef<HTMLDivElement>(null);
  // The form takes the focus with it: it goes back to its button, or after a step to where the next one is chosen.
  const close = (stepTaken: boolean) => {
    const place = actions.items.findIndex(({ name }) => name === chosen);
    choose(undefined);
    if (stepTaken) document.getElementById('actions')?.focus();
    else buttons.current?.querySelectorAll('button')[place]?.focus();
  };
  return (
    <>
      {actions.items.length === 0 && actions.withheld.length === 0 && <Line>{say(dossierWords.noActions)}</Line>}
      <Group gap="xs" ref={buttons}>
        {actions.items.map(({ name, title, until }, place) => (
          <ActionButton
            key={name}
            place={place + 1}
            title={until ? `${say(title)} (≤ ${moment(until, language)})` : say(title)}
            pressed={name === chosen}
            onPress={() => choose(name === chosen ? undefined : name)}
          />
        ))}
      </Group>
      {actions.withheld.map(({ name, title, problem }) => (
        <Alert key={name} color="orange" title={say(title)}>
          {say(problem.titles)}
        </Alert>
      ))}
      {actions.forOthers.map((other) => (
        <ForOther key={other.onBehalfOf.delegation} of={other} />
      ))}
      {chosen && !action && <Alert role="alert" color="orange" title={say(dossierWords.gone)} />}
      {action && (
        <ActionForm key={action.name} dossier={dossier} at={at} seq={actions.seq} action={action} onClose={close} />
      )}
    </>
  );
}

type ButtonProps = { place: number; title: string; pressed: boolean; onPress: () => void };

function ActionButton({ place, title, pressed, onPress }: ButtonProps) {
  const { say } = useLanguage();
  const words = {
    vi: `${dossierWords.actionKey.vi.replace('{n}', String(place))}: ${title}`,
    en: `${dossierWords.actionKey.en.replace('{n}', String(place))}: ${title}`,
  };
  useShortcut(`alt+${place}`, words, onPress, place < 10);
  return (
    <Button variant={pressed ? 'filled' : 'default'} aria-expanded={pressed} onClick={onPress} title={say(words)}>
      {title}
    </Button>
  );
}
