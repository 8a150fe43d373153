import { Button, Fieldset, Group, MultiSelect, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { ActorsField } from './actors-field';
import { formKey, NEW, without, type Action } from './definition';
import type { Editing } from './editing';
import { LimitField } from './limit-field';
import { PartList } from './part-list';
import { TitleFields } from './title-fields';
import { owner } from './words';

const FRESH: Action = { name: 'hanh-dong-moi', title: { vi: 'Hành động mới', en: 'New action' }, from: [] };

export function ActionsEditor(editing: Editing) {
  const { say } = useLanguage();
  const { content, checks, locked, edit } = editing;
  const titles = new Map(content.process.stages.map(({ name, title }) => [name, say(title)]));
  return (
    <PartList
      of={content.process.actions}
      at="/process/actions"
      checks={checks}
      hint={({ to }) => (to === undefined ? '' : `→ ${titles.get(to) ?? to}`)}
      {...(!locked && {
        add: {
          label: owner.addAction,
          do: () => edit(({ process }) => void process.actions.push(structuredClone(FRESH))),
        },
      })}
    >
      {(action, place) => (
        <ActionFields
          action={action}
          editing={editing}
          onChange={(next) => edit(({ process }) => void (process.actions[place] = without(next)))}
          onRemove={() => edit(({ process }) => void process.actions.splice(place, 1))}
        />
      )}
    </PartList>
  );
}

const SWITCHES = ['receives', 'takesDocuments', 'beforeDue', 'extends'] as const;
const TOLD = ['applicant', 'receiving', 'deciding'] as const;

type FieldsProps = { action: Action; editing: Editing; onChange: (action: Action) => void; onRemove: () => void };

function ActionFields({ action, editing: { content, forms, locked }, onChange, onRemove }: FieldsProps) {
  const { say } = useLanguage();
  const set = (more: Partial<Action>) => onChange({ ...action, ...more });
  const stages = content.process.stages.map(({ name, title }) => ({ value: name, label: say(title) }));
  const begin = { value: NEW, label: say(owner.begin) };
  const known = new Map([...forms, ...content.forms].map((form) => [formKey(form), form]));
  return (
    <Fieldset variant="unstyled" disabled={locked}>
      <Stack gap="sm">
        <TitleFields value={action.title} onChange={(title) => set({ title })} />
        <Group align="flex-start" gap="xs">
          <MultiSelect
            label={say(owner.leadsFrom)}
            value={action.from}
            onChange={(from) => set({ from })}
            data={unique([begin, ...stages])}
            miw={260}
          />
          <Select
            label={say(owner.leadsTo)}
            value={action.to ?? null}
            clearable
            clearButtonProps={{ 'aria-label': say(owner.stays) }}
            placeholder={say(owner.stays)}
            onChange={(to) => set({ to: to ?? undefined })}
            data={unique(stages)}
            miw={220}
          />
          <Select
            label={say(owner.form)}
            value={action.form ?? null}
            clearable
            clearButtonProps={{ 'aria-label': say(owner.none) }}
            placeholder={say(owner.none)}
            onChange={(form) => set({ form: form ?? undefined })}
            data={[...known].map(([value, { title }]) => ({ value, label: `${say(title)} (${value})` }))}
            miw={260}
          />
        </Group>
        <Switch
          label={say(owner.ownActors)}
          checked={action.by !== undefined}
          onChange={(event) => set({ by: event.currentTarget.checked ? { roles: [], unit: 'receiving' } : undefined })}
        />
        {action.by && <ActorsField value={action.by} onChange={(by) => set({ by })} />}
        <LimitField rules label={say(owner.limit)} value={action.within} onChange={(within) => set({ within })} />
        <Group align="flex-start" gap="xs">
          <TagsInput
            label={say(owner.prints)}
            value={action.prints ?? []}
            onChange={(prints) => set({ prints: prints.length > 0 ? prints : undefined })}
          />
          <MultiSelect
            label={say(owner.tells)}
            value={action.tells ?? []}
            onChange={(tells) => set({ tells: tells.length > 0 ? tells : undefined })}
            data={TOLD.map((value) => ({ value, label: say(owner[value]) }))}
          />
          <TextInput
            label={say(owner.short)}
            value={action.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Group>
        <TextInput
          label={say(owner.legal)}
          value={action.legal ?? ''}
          onChange={(event) => set({ legal: event.currentTarget.value || undefined })}
        />
        <Group gap="lg">
          {SWITCHES.map((name) => (
            <Switch
              key={name}
              label={say(owner[name])}
              checked={action[name] ?? false}
              onChange={(event) => set({ [name]: event.currentTarget.checked || undefined })}
            />
          ))}
        </Group>
        <Group justify="flex-end">
          <Button variant="subtle" c="red.9" size="xs" onClick={onRemove}>
            {say(owner.remove, { name: say(action.title) })}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

type Option = { value: string; label: string };

/** While two stages have one name, which is a fault that is shown, a list may hold it once only. */
function unique(options: Option[]): Option[] {
  return [...new Map(options.map((option) => [option.value, option])).values()];
}
