import { useState } from 'react';
import { Button, Group, MultiSelect, Paper, Stack, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { contains } from '../search-key';
import { useSession } from '../session';
import { useFields } from '../shared/choices';
import { DateField } from '../shared/date-field';
import { addDays, today } from '../shared/dates';
import { shared } from '../shared/words';
import { Failed, ProblemView } from '../shell/faces';
import { give, readPeople, type Person } from './calls';
import { PersonField } from './person-field';
import { delegation } from './words';

type Typed = { delegator?: Person; delegate?: Person; from: string; to: string; fields: string[]; basis: string };
const empty = (): Typed => ({ from: today(), to: addDays(today(), 6), fields: [], basis: '' });
const SHOWN = ['/delegate', '/delegator', '/from', '/to', '/basis'];

/** Hands a right over: one's own, or that of somebody whom one is set over. */
export function GiveForm() {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const account = useSession()?.account ?? '';
  const [typed, setTyped] = useState<Typed>(empty);
  const put = (some: Partial<Typed>) => setTyped({ ...typed, ...some });
  const { delegator, delegate, from, to, fields, basis } = typed;
  const others = useRead(['delegation-people', 'delegator', '', ''], () => readPeople('delegator', '', ''));
  const forOthers = others.data?.items.some(({ id }) => id !== account) ?? false;
  const sending = useMutation({
    mutationFn: () =>
      give({
        ...(delegator && { delegator: delegator.id }),
        ...{ delegate: delegate?.id ?? '', from, to, basis: basis.trim().normalize('NFC') },
        ...(fields.length > 0 && { fields }),
      }),
    onSuccess: () => {
      setTyped(empty());
      notifications.show({ message: say(delegation.given), color: 'green.9' });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['delegations'] }),
  });
  const problem = sending.error instanceof ProblemError ? sending.error.problem : undefined;
  const fault = (pointer: string) => {
    const found = problem?.errors.find((one) => one.pointer === pointer);
    return found && say(found.message);
  };
  return (
    <Paper withBorder p="md" mb="lg" component="section" aria-labelledby="give" className="no-print">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack gap="sm">
          <Title order={2} size="h4" id="give">
            {say(delegation.give)}
          </Title>
          {forOthers && (
            <PersonField
              part="delegator"
              value={delegator ?? others.data?.items.find(({ id }) => id === account)}
              onChange={(person) => put({ delegator: person, delegate: undefined })}
              error={fault('/delegator')}
            />
          )}
          <PersonField
            part="delegate"
            delegator={delegator?.id}
            value={delegate}
            onChange={(person) => put({ delegate: person })}
            error={fault('/delegate')}
            required
          />
          <Days {...{ from, to, put, fault }} />
          <FieldsChoice value={fields} onChange={(chosen) => put({ fields: chosen })} />
          <TextInput
            label={say(delegation.basis)}
            value={basis}
            onChange={(event) => put({ basis: event.currentTarget.value })}
            minLength={3}
            maxLength={300}
            error={fault('/basis')}
            required
            maw={560}
          />
          {problem && <ProblemView problem={problem} except={SHOWN} />}
          {sending.error && !problem && <Failed error={sending.error} />}
          <Group>
            <Button type="submit" loading={sending.isPending}>
              {say(delegation.submit)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

type DaysProps = {
  from: string;
  to: string;
  put: (some: { from?: string; to?: string }) => void;
  fault: (pointer: string) => string | undefined;
};

function Days({ from, to, put, fault }: DaysProps) {
  const { say } = useLanguage();
  return (
    <Group align="flex-start">
      <DateField
        label={say(shared.from)}
        value={from}
        min={today()}
        onChange={(day) => put({ from: day, to: to < day ? day : to })}
        error={fault('/from')}
        required
      />
      <DateField
        label={say(shared.to)}
        value={to}
        min={from}
        onChange={(day) => put({ to: day })}
        error={fault('/to')}
        required
      />
    </Group>
  );
}

function FieldsChoice({ value, onChange }: { value: string[]; onChange: (codes: string[]) => void }) {
  const { say, language } = useLanguage();
  const fields = useFields().data?.items ?? [];
  return (
    <MultiSelect
      label={say(delegation.fields)}
      placeholder={value.length === 0 ? say(delegation.everything) : undefined}
      data={fields.map(({ code, name }) => ({ value: code, label: name[language] }))}
      value={value}
      onChange={onChange}
      searchable
      comboboxProps={{ withinPortal: false }}
      filter={({ options, search }) => options.filter((option) => 'label' in option && contains(option.label, search))}
      maw={560}
    />
  );
}
