import { Group, MultiSelect, Stack, TextInput } from '@mantine/core';
import type { Problem } from '../api/problem';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Choice, useFields, useUnits } from '../shared/choices';
import { DateField } from '../shared/date-field';
import { readPlans, type ProgrammeOrder } from './calls';
import { programmeWords } from './words';

export type Draft = {
  /** The number of a decision of the configuration; empty for a new one. */
  known: string;
  number: string;
  title: string;
  date: string;
  effectiveOn: string;
  reference: string;
  units: string[];
  fields: string[];
  /** `id@version` */
  plan: string;
  reason: string;
};

export const NEW_DECISION: Omit<Draft, 'date' | 'effectiveOn'> = {
  known: '',
  number: '',
  title: '',
  reference: '',
  units: [],
  fields: [],
  plan: 'standard@1',
  reason: '',
};

/** Every chosen field at every chosen unit. */
export function orderOf({ known, units, fields, plan, number, reason, ...rest }: Draft): ProgrammeOrder {
  const why = reason ? { reason } : {};
  if (known) return { decision: known, ...why };
  const [id = '', version = '1'] = plan.split('@');
  const { title, date, effectiveOn, reference } = rest;
  return {
    ...{ decision: number.trim(), title, date, effectiveOn, reference: reference || '–', ...why },
    transfers: units.flatMap((unit) =>
      fields.map((field) => ({ unit, field, plan: { id, version: Number(version) } })),
    ),
  };
}

type Props = { draft: Draft; put: (some: Partial<Draft>) => void; problem?: Problem };

export function NewDecision({ draft, put, problem }: Props) {
  const { say, language } = useLanguage();
  const units = useUnits().data?.items.filter(({ kind }) => kind === 'one-stop') ?? [];
  const fields = useFields().data?.items ?? [];
  const plans = useRead(['plans'], readPlans, { staleTime: 600_000 }).data ?? [];
  const fault = (pointer: string) => problem?.errors.find((error) => error.pointer === pointer)?.message[language];
  const text = (name: 'number' | 'title' | 'reference', pointer: string, required: boolean) => (
    <TextInput
      label={say(programmeWords[name])}
      value={draft[name]}
      onChange={(event) => put({ [name]: event.currentTarget.value })}
      error={fault(pointer)}
      required={required}
    />
  );
  return (
    <Stack>
      {text('number', '/decision', true)}
      {text('title', '/title', true)}
      <Group align="flex-start">
        {(['date', 'effectiveOn'] as const).map((name) => (
          <DateField
            key={name}
            label={say(programmeWords[name])}
            value={draft[name]}
            onChange={(date) => put({ [name]: date })}
            error={fault(`/${name}`)}
          />
        ))}
      </Group>
      {text('reference', '/reference', false)}
      <MultiSelect
        label={say(programmeWords.units)}
        data={units.map(({ id, name }) => ({ value: id, label: name[language] }))}
        value={draft.units}
        onChange={(chosen) => put({ units: chosen })}
        searchable
        limit={100}
      />
      <MultiSelect
        label={say(programmeWords.fields)}
        data={fields.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={draft.fields}
        onChange={(chosen) => put({ fields: chosen })}
        searchable
      />
      <Choice
        label={programmeWords.plan}
        all={false}
        value={draft.plan}
        onChange={(plan) => put({ plan })}
        options={plans.map(({ id, version, title }) => ({ value: `${id}@${version}`, label: title[language] }))}
      />
      <TextInput
        label={say(programmeWords.addReason)}
        value={draft.reason}
        onChange={(event) => put({ reason: event.currentTarget.value })}
        error={fault('/reason')}
      />
    </Stack>
  );
}
