import { Badge, Button, SimpleGrid, Stack, Table, Text as Line, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { dayOf } from '../shared/dates';
import { Fact } from '../shared/fact';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { Answer } from '../shell/faces';
import { readMyDelegations, readMyself, readSignInPlace, type Delegation } from './account-calls';
import { OwnSessions } from './own-sessions';
import { accountRoles, accountWords, myWords } from './words';

type Me = Awaited<ReturnType<typeof readMyself>>;

/** Who somebody is here, what he may do and how far, and who acts for whom. */
export function MyPage() {
  const { say } = useLanguage();
  const me = useRead(['me'], readMyself);
  const place = useRead(['sign-in'], readSignInPlace, { staleTime: 600_000 });
  const sees = useMay('delegation.read');
  const password = place.data?.endpoints.password;
  return (
    <>
      <PageHead title={say(myWords.mine)} print={false}>
        {password && me.data && (
          <Button
            {...{ component: 'a', variant: 'default', size: 'xs' }}
            {...{ href: `${password}?${new URLSearchParams({ account: me.data.id })}` }}
          >
            {say(myWords.password)}
          </Button>
        )}
      </PageHead>
      <Answer of={me}>
        {(of) => (
          <Stack gap="xl" align="stretch">
            <Who of={of} elsewhere={password === null} />
            {sees && <Delegations of={of} />}
            <OwnSessions />
            <May of={of} />
          </Stack>
        )}
      </Answer>
    </>
  );
}

function Who({ of, elsewhere }: { of: Me; elsewhere: boolean }) {
  const { say } = useLanguage();
  const facts = [
    [accountWords.name, of.name],
    [accountWords.id, of.id],
    [accountWords.role, say(accountRoles[of.role])],
    [myWords.unit, say(of.unit.name)],
  ] as const;
  const others = of.actsFor.filter(({ id }) => id !== of.unit.id);
  return (
    <section aria-label={say(myWords.who)}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
        {facts.map(([name, value]) => (
          <Fact key={name.en} name={say(name)} value={value} />
        ))}
        {others.length > 0 && (
          <Fact name={say(myWords.actsFor)} value={others.map(({ name }) => say(name)).join(', ')} />
        )}
      </SimpleGrid>
      {elsewhere && (
        <Line size="sm" mt="sm">
          {say(myWords.passwordElsewhere)}
        </Line>
      )}
    </section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

const SIDES = ['delegator', 'delegate'] as const;
const COLUMNS = [...SIDES, 'period', 'fields', 'basis', 'state'] as const;

/** Those that he gave and those that he holds, the latest first. */
function Delegations({ of: { id, mayActFor } }: { of: Me }) {
  const { say } = useLanguage();
  const found = usePages(['delegations', 'mine', id], (cursor) => readMyDelegations(id, cursor));
  return (
    <Section title={say(myWords.delegations)}>
      {mayActFor.length > 0 && (
        <Line mb="xs">
          {say(myWords.mayActFor, { who: mayActFor.map(({ name, unit }) => `${name} (${say(unit.name)})`).join(', ') })}
        </Line>
      )}
      <PagedList of={found} rows={2} empty={<Line>{say(myWords.noDelegations)}</Line>}>
        {(items) => <DelegationTable items={items} />}
      </PagedList>
    </Section>
  );
}

function DelegationTable({ items }: { items: Delegation[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={820}
      tabIndex={0}
      role="region"
      aria-label={say(myWords.delegations)}
    >
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(myWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id}>
              {SIDES.map((side) => (
                <Table.Td key={side}>{one[side].name}</Table.Td>
              ))}
              <Table.Td className="number">
                {dayOf(one.from)} – {dayOf(one.to)}
              </Table.Td>
              <Table.Td>
                {one.fields ? one.fields.map(({ name }) => say(name)).join(', ') : say(myWords.everything)}
              </Table.Td>
              <Table.Td>{one.basis}</Table.Td>
              <Table.Td>
                <Badge color="dark.6" variant={one.state === 'in-force' ? 'filled' : 'outline'}>
                  {say(myWords[one.state])}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function May({ of: { permissions } }: { of: Me }) {
  const { say } = useLanguage();
  return (
    <Section title={say(myWords.may)}>
      <Table withTableBorder maw={820}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(myWords.permission)}</Table.Th>
            <Table.Th scope="col">{say(myWords.reach)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {permissions.map(({ permission, title, reach }) => (
            <Table.Tr key={permission}>
              <Table.Td>{say(title)}</Table.Td>
              <Table.Td>{say(myWords[reach])}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
