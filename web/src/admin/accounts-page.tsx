import { Anchor, Badge, Button, Group, Table, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { Choice, useUnits } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { filled, useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Empty } from '../shell/faces';
import { readAccounts, type Account, type AccountQuery } from './account-calls';
import { accountRoles, accountWords } from './words';

type Filter = { q: string; role: string; unit: string; state: string };
const NONE: Filter = { q: '', role: '', unit: '', state: '' };
const COLUMNS = ['name', 'id', 'role', 'unit', 'state'] as const;
const STATES = ['active', 'locked', 'closed'] as const;

/** Everybody, and every program, that may sign in. */
export function AccountsPage() {
  const { say } = useLanguage();
  const [filter, change] = useAddress<Filter>(NONE);
  const manages = useMay('account.manage');
  const found = usePages(['accounts', 'list', filter], (cursor) =>
    readAccounts(filled({ ...filter, cursor }) as AccountQuery),
  );
  return (
    <>
      <PageHead title={say(accountWords.accounts)} print={false}>
        {manages && (
          <Button
            {...{ component: Link, href: '/tai-khoan-moi', size: 'xs' }}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {say(accountWords.begin)}
          </Button>
        )}
      </PageHead>
      <Filters filter={filter} change={change} />
      <PagedList of={found} empty={<Empty says={accountWords.nothing} />}>
        {(items) => <Accounts items={items} />}
      </PagedList>
    </>
  );
}

function Filters({ filter, change }: { filter: Filter; change: (some: Partial<Filter>) => void }) {
  const { say } = useLanguage();
  const roles = Object.entries(accountRoles).map(([value, text]) => ({ value, label: say(text) }));
  const states = STATES.map((value) => ({ value, label: say(accountWords[value]) }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('q');
        change({ q: typeof typed === 'string' ? typed.trim() : '' });
      }}
    >
      <Group align="flex-end" gap="sm" mb="md">
        <TextInput key={filter.q} name="q" label={say(accountWords.find)} defaultValue={filter.q} maxLength={200} />
        <Button type="submit" variant="default">
          {say(accountWords.findButton)}
        </Button>
        <Choice label={accountWords.role} options={roles} value={filter.role} onChange={(role) => change({ role })} />
        <AnyUnit value={filter.unit} onChange={(unit) => change({ unit })} />
        <Choice
          label={accountWords.state}
          options={states}
          value={filter.state}
          onChange={(state) => change({ state })}
        />
      </Group>
    </form>
  );
}

/** A unit of any kind by its code, as accounts have it. */
export function AnyUnit(props: { value: string; onChange: (unit: string) => void; all?: boolean }) {
  const { language } = useLanguage();
  const options = useUnits().data?.items.map(({ code, name }) => ({ value: code, label: name[language] })) ?? [];
  return <Choice label={shared.unit} options={options} {...props} />;
}

/** The name of an account's unit; its code where there is no such unit today. */
export function useUnitName(): (unit: string) => string {
  const { say } = useLanguage();
  const units = useUnits().data?.items ?? [];
  return (unit) => {
    const found = units.find(({ id, code }) => id === unit || code === unit);
    return found ? say(found.name) : unit;
  };
}

function Accounts({ items }: { items: Account[] }) {
  const { say } = useLanguage();
  const unitName = useUnitName();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={820}
      tabIndex={0}
      role="region"
      aria-label={say(accountWords.accounts)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(name === 'unit' ? shared.unit : accountWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, name, kind, role, unit, state }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Anchor component={Link} href={`/tai-khoan/${encodeURIComponent(id)}`} underline="always" inherit>
                  {name}
                </Anchor>
              </Table.Td>
              <Table.Td>{id}</Table.Td>
              <Table.Td>
                {say(accountRoles[role])}
                {kind === 'service' && ` (${say(accountWords.service).toLowerCase()})`}
              </Table.Td>
              <Table.Td>{unitName(unit)}</Table.Td>
              <Table.Td>
                <StateBadge state={state} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export function StateBadge({ state }: { state: Account['state'] }) {
  const { say } = useLanguage();
  return (
    <Badge
      color={state === 'active' ? 'dark.6' : 'red.8'}
      variant={state === 'active' ? 'outline' : 'filled'}
      className="fixed"
    >
      {say(accountWords[state])}
    </Badge>
  );
}
