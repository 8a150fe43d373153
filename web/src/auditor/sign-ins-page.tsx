import { useState } from 'react';
import { Badge, Button, Group, Table, Text as Line, TextInput } from '@mantine/core';
import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { useLanguage } from '../language';
import { Choice } from '../shared/choices';
import { DateField } from '../shared/date-field';
import { today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { filled, useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { auditor } from './words';
import { signIns } from './sign-in-words';

type SignIn = components['schemas']['SignInEvent'];
const KINDS = ['signed-in', 'refused', 'held-off', 'password-changed', 'session-ended', 'key-rotated'] as const;
const NOTHING = { account: '', kind: '', from: '', to: '' };
type Filter = typeof NOTHING;

const readSignIns = (filter: Filter, cursor: string) => {
  const { kind, ...rest } = filled({ ...filter, cursor });
  return answerOf(
    api.GET('/api/v1/sign-ins', { params: { query: { ...rest, ...(kind && { kind: kind as SignIn['kind'] }) } } }),
  );
};

/** What happened at the door, the latest first. What it is narrowed to stands in the address. */
export function SignInsPage() {
  const { say } = useLanguage();
  const [filter, change] = useAddress(NOTHING);
  const found = usePages(['sign-ins', filter], (cursor) => readSignIns(filter, cursor));
  return (
    <>
      <PageHead title={say(signIns.page)} />
      <Line size="sm" mb="md">
        {say(signIns.help)}
      </Line>
      <Filters value={filter} onChange={change} />
      <PagedList of={found} empty={<Empty says={shared.nothing} />}>
        {(items) => <Found items={items} />}
      </PagedList>
    </>
  );
}

function Filters({ value, onChange }: { value: Filter; onChange: (changes: Partial<Filter>) => void }) {
  const { say } = useLanguage();
  const [account, setAccount] = useState(value.account);
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        onChange({ account: account.trim() });
      }}
    >
      <Group align="flex-end" mb="md">
        <TextInput
          label={say(signIns.account)}
          value={account}
          maxLength={64}
          onChange={(event) => setAccount(event.currentTarget.value)}
          onBlur={() => onChange({ account: account.trim() })}
        />
        <Choice
          label={signIns.kind}
          options={KINDS.map((kind) => ({ value: kind, label: say(signIns[kind]) }))}
          value={value.kind}
          onChange={(kind) => onChange({ kind })}
        />
        <DateField
          label={say(shared.from)}
          value={value.from}
          max={value.to || today()}
          onChange={(from) => onChange({ from })}
        />
        <DateField
          label={say(shared.to)}
          value={value.to}
          min={value.from || undefined}
          onChange={(to) => onChange({ to })}
        />
        <Button type="submit">{say(auditor.findButton)}</Button>
        <Button
          variant="subtle"
          onClick={() => {
            setAccount('');
            onChange(NOTHING);
          }}
        >
          {say(shared.all)}
        </Button>
      </Group>
    </form>
  );
}

const COLUMNS = ['at', 'kind', 'account', 'network', 'reason', 'count'] as const;

function Found({ items }: { items: SignIn[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={820} tabIndex={0} role="region" aria-label={say(signIns.page)}>
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(signIns[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={`${item.day} ${item.seq}`} of={item} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ of: { at, kind, account, network, reason, wait, key, count, from } }: { of: SignIn }) {
  const { say, language } = useLanguage();
  const bad = kind === 'refused' || kind === 'held-off';
  const details = [reason && say(signIns[reason]), wait !== null && say(signIns.wait, { n: wait }), key];
  return (
    <Table.Tr>
      <Table.Td className="number">{moment(at, language)}</Table.Td>
      <Table.Td>
        <Badge variant="outline" color={bad ? 'red.9' : 'blue.9'}>
          {say(signIns[kind])}
        </Badge>
      </Table.Td>
      <Table.Td className="wrap">{account ?? (bad ? say(signIns.nobody) : '–')}</Table.Td>
      <Table.Td className="number">{network ?? '–'}</Table.Td>
      <Table.Td className="wrap">{details.filter(Boolean).join(' · ')}</Table.Td>
      <Table.Td className="number">
        {count}
        {count > 1 && <Line size="xs">{say(signIns.since, { at: moment(from, language) })}</Line>}
      </Table.Td>
    </Table.Tr>
  );
}
