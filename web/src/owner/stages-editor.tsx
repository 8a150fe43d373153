import { Button, Fieldset, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { ActorsField } from './actors-field';
import { without, type Stage } from './definition';
import type { Editing } from './editing';
import { LimitField } from './limit-field';
import { CLOCKS, limitOf } from './limit-words';
import { PartList } from './part-list';
import { TitleFields } from './title-fields';
import { owner } from './words';

const FRESH: Stage = {
  name: 'buoc-moi',
  title: { vi: 'Bước mới', en: 'New stage' },
  status: 4,
  clock: 'runs',
  actors: { roles: ['specialist'], unit: 'deciding' },
};

export function StagesEditor(editing: Editing) {
  const speech = useLanguage();
  const { content, checks, locked, edit } = editing;
  return (
    <PartList
      of={content.process.stages}
      at="/process/stages"
      checks={checks}
      hint={({ limit }) => (limit ? limitOf(speech, limit) : '')}
      {...(!locked && {
        add: {
          label: owner.addStage,
          do: () => edit(({ process }) => void process.stages.push(structuredClone(FRESH))),
        },
      })}
    >
      {(stage, place) => (
        <StageFields
          stage={stage}
          editing={editing}
          onChange={(next) => edit(({ process }) => void (process.stages[place] = without(next)))}
          onRemove={() => edit(({ process }) => void process.stages.splice(place, 1))}
        />
      )}
    </PartList>
  );
}

type FieldsProps = { stage: Stage; editing: Editing; onChange: (stage: Stage) => void; onRemove: () => void };

function StageFields({ stage, editing: { content, locked }, onChange, onRemove }: FieldsProps) {
  const { say } = useLanguage();
  const set = (more: Partial<Stage>) => onChange({ ...stage, ...more });
  const waysOut = content.process.actions.filter(({ from }) => from.includes(stage.name));
  return (
    <Fieldset variant="unstyled" disabled={locked}>
      <Stack gap="sm">
        <TitleFields value={stage.title} onChange={(title) => set({ title })} />
        <LimitField rules label={say(owner.limit)} value={stage.limit} onChange={(limit) => set({ limit })} />
        {!stage.end && <ActorsField value={stage.actors} onChange={(actors) => set({ actors })} />}
        <Group align="flex-end" gap="xs">
          <TextInput
            label={say(owner.short)}
            value={stage.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={say(owner.clock)}
            value={stage.clock}
            allowDeselect={false}
            onChange={(clock) => set({ clock: (clock ?? stage.clock) as Stage['clock'] })}
            data={Object.entries(CLOCKS).map(([value, label]) => ({ value, label: say(label) }))}
          />
          <Select
            label={say(owner.status)}
            value={String(stage.status)}
            allowDeselect={false}
            onChange={(status) => set({ status: Number(status) })}
            data={Array.from({ length: 10 }, (_, i) => String(i + 1))}
            w={150}
          />
          <Select
            label={say(owner.onLimit)}
            value={stage.onLimit ?? null}
            clearable
            clearButtonProps={{ 'aria-label': say(owner.none) }}
            placeholder={say(owner.none)}
            onChange={(onLimit) => set({ onLimit: onLimit ?? undefined })}
            data={waysOut.map(({ name, title }) => ({ value: name, label: say(title) }))}
          />
        </Group>
        <Group justify="space-between">
          <Switch
            label={say(owner.end)}
            checked={stage.end ?? false}
            onChange={(event) => set({ end: event.currentTarget.checked || undefined })}
          />
          <Button variant="subtle" c="red.9" size="xs" onClick={onRemove}>
            {say(owner.remove, { name: say(stage.title) })}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}
