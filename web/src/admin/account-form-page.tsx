import { useState } from 'react';
import { Button, Group, SegmentedControl, Stack, Text as Line, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { problemOf } from '../api/problem';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Choice } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { ProblemView } from '../shell/faces';
import { openAccount, readSignInPlace, type AccountDone, type AccountOrder } from './account-calls';
import { AnyUnit } from './accounts-page';
import { FirstPassword } from './first-password';
import { accountRoles, accountWords } from './words';

type Typed = { id: string; name: string; kind: AccountOrder['kind']; role: string; unit: string; subject: string };
const EMPTY: Typed = { id: '', name: '', kind: 'person', role: '', unit: '', subject: '' };

/** A new account, and its first password once. */
export function AccountFormPage() {
  const { say } = useLanguage();
  const [done, finish] = useState<AccountDone>();
  if (!done)
    return (
      <>
        <PageHead title={say(accountWords.begin)} print={false} />
        <NewAccount onDone={finish} />
      </>
    );
  return (
    <>
      <PageHead title={say(accountWords.opened, { id: done.account.id })} print={false} />
      <Stack align="flex-start">
        <FirstPassword done={done} />
        <Group>
          <Button onClick={() => finish(undefined)} variant="default">
            {say(accountWords.otherAccount)}
          </Button>
          <Button component={Link} href="/tai-khoan" variant="default">
            {say(accountWords.accounts)}
          </Button>
        </Group>
      </Stack>
    </>
  );
}

function NewAccount({ onDone }: { onDone: (done: AccountDone) => void }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [typed, setTyped] = useState(EMPTY);
  const sending = useMutation({
    mutationFn: () => openAccount(orderOf(typed)),
    onSuccess: onDone,
    onSettled: () => cache.invalidateQueries({ queryKey: ['accounts'] }),
    // It holds a password: nothing of it is kept once the page is left.
    gcTime: 0,
  });
  const problem = sending.error && problemOf(sending.error);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Stack maw={560} align="stretch">
        <Fields typed={typed} put={(some) => setTyped({ ...typed, ...some })} errors={problem?.errors ?? []} />
        {problem && <ProblemView problem={problem} except={SHOWN} />}
        <Group>
          <Button type="submit" loading={sending.isPending} disabled={typed.role === '' || typed.unit === ''}>
            {say(accountWords.begin)}
          </Button>
          <Button component={Link} href="/tai-khoan" variant="default">
            {say(shared.cancel)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Faults that stand at their fields. */
const SHOWN = ['/id', '/name', '/subject'];

type FieldProps = {
  typed: Typed;
  put: (some: Partial<Typed>) => void;
  errors: { pointer: string; message: { vi: string; en: string } }[];
};

function Fields({ typed, put, errors }: FieldProps) {
  const { say } = useLanguage();
  const place = useRead(['sign-in'], readSignInPlace, { staleTime: 600_000 });
  const roles = Object.entries(accountRoles).map(([value, text]) => ({ value, label: say(text) }));
  const text = (name: 'id' | 'name' | 'subject', maxLength: number) => {
    const fault = errors.find(({ pointer }) => pointer === `/${name}`);
    return {
      label: say(accountWords[name]),
      value: typed[name],
      onChange: (event: { currentTarget: { value: string } }) => put({ [name]: event.currentTarget.value }),
      error: fault && say(fault.message),
      maxLength,
      autoComplete: 'off',
    };
  };
  return (
    <>
      <div>
        <Line size="sm" fw={500} id="whose">
          {say(accountWords.kind)}
        </Line>
        <SegmentedControl
          aria-labelledby="whose"
          value={typed.kind}
          onChange={(kind) => put({ kind: kind as Typed['kind'] })}
          data={(['person', 'service'] as const).map((value) => ({ value, label: say(accountWords[value]) }))}
        />
      </div>
      <TextInput {...text('name', 200)} required />
      <TextInput
        {...text('id', 64)}
        description={say(accountWords.idHelp)}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Choice
        label={accountWords.role}
        options={roles}
        value={typed.role}
        onChange={(role) => put({ role })}
        all={false}
      />
      <AnyUnit value={typed.unit} onChange={(unit) => put({ unit })} all={false} />
      {place.data?.endpoints.password === null && (
        <TextInput {...text('subject', 255)} description={say(accountWords.subjectHelp)} spellCheck={false} />
      )}
    </>
  );
}

function orderOf({ subject, role, ...rest }: Typed): AccountOrder {
  const named = subject.trim();
  return { ...rest, role: role as AccountOrder['role'], ...(named && { subject: named }) };
}
