import { useState } from 'react';
import { Select, Text as Line } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { roleWords, type Role } from '../roles';
import { readPeople, type Part, type Person } from './calls';
import { delegation } from './words';

type Props = {
  part: Part;
  /** Whose right it is, where `part` is who takes it; empty for one's own. */
  delegator?: string;
  value: Person | undefined;
  onChange: (person: Person | undefined) => void;
  error?: string;
  required?: boolean;
};

const PAUSE_MS = 200;

/** Somebody by some letters of his name: the API finds him, since there may be thousands. */
export function PersonField({ part, delegator = '', value, onChange, error, required = false }: Props) {
  const { say } = useLanguage();
  const [typed, type] = useState('');
  const [q] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const asked = value && q === value.name ? '' : q;
  const people = useRead(['delegation-people', part, delegator, asked], () => readPeople(part, delegator, asked), {
    staleTime: 30_000,
  });
  const found = people.data?.items ?? [];
  const known = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return (
    <Select
      label={say(delegation[part])}
      placeholder={say(delegation.find)}
      data={known.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(known.find((person) => person.id === id))}
      searchable
      onSearchChange={type}
      // What fits, the API has said.
      filter={({ options }) => options}
      nothingFoundMessage={people.isPending ? undefined : say(delegation.nobody)}
      renderOption={({ option }) => <PersonLine person={known.find(({ id }) => id === option.value)} />}
      error={error ?? (people.error ? say(delegation.nobody) : undefined)}
      required={required}
      maw={420}
    />
  );
}

function PersonLine({ person }: { person?: Person }) {
  const { say } = useLanguage();
  if (!person) return null;
  return (
    <div>
      <Line size="sm">{person.name}</Line>
      <Line size="xs">
        {person.id} · {say(roleWords[person.role as Role])} · {say(person.unit.name)}
      </Line>
    </div>
  );
}
