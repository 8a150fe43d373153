import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { Choice } from '../shared/choices';
import { ReasonForm } from '../shared/reason-form';
import { changeAccount, type Account, type AccountChange, type AccountDone } from './account-calls';
import { AnyUnit } from './accounts-page';
import { accountRoles, accountWords } from './words';

type Props = { of: Account; onDone: (done: AccountDone) => void; onClose: () => void };

/** Somebody takes another post, or his name is written otherwise; only what differs is sent. */
export function ChangeForm({ of, onDone, onClose }: Props) {
  const { say } = useLanguage();
  const [typed, setTyped] = useState({ name: of.name, role: of.role, unit: of.unit });
  const put = (some: Partial<typeof typed>) => setTyped({ ...typed, ...some });
  const roles = Object.entries(accountRoles).map(([value, text]) => ({ value, label: say(text) }));
  const moved = typed.role !== of.role || typed.unit !== of.unit;
  return (
    <ReasonForm
      title={`${say(accountWords.change)}: ${of.name}`}
      does={say(accountWords.change)}
      most={1000}
      send={(reason) => changeAccount(of.id, changesOf(of, typed), reason)}
      {...{ onDone, onClose }}
    >
      <TextInput
        label={say(accountWords.name)}
        value={typed.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
        maxLength={200}
        required
      />
      <Choice
        label={accountWords.role}
        options={roles}
        value={typed.role}
        onChange={(role) => put({ role: role as Account['role'] })}
        all={false}
      />
      <AnyUnit value={typed.unit} onChange={(unit) => put({ unit })} all={false} />
      {moved && <div role="status">{say(accountWords.changeHelp)}</div>}
    </ReasonForm>
  );
}

function changesOf(of: Account, { name, role, unit }: Pick<Account, 'name' | 'role' | 'unit'>): AccountChange {
  const written = name.trim().normalize('NFC');
  return {
    ...(written !== of.name && { name: written }),
    ...(role !== of.role && { role }),
    ...(unit !== of.unit && { unit }),
  };
}
