import { useState } from 'react';
import { Button, Group, Table, Text as Line } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language';
import { roleWords, type Role } from '../roles';
import { useMay, useSession } from '../session';
import { Choice } from '../shared/choices';
import { dayOf } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { ReasonForm } from '../shared/reason-form';
import { useAddress } from '../shared/use-address';
import { Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { readDelegations, withdraw, type Delegation } from './calls';
import { GiveForm } from './give-form';
import { delegation } from './words';

const STATES = ['in-force', 'coming', 'ended'] as const;
const COLUMNS = ['delegator', 'delegate', 'period', 'scope', 'paper', 'state'] as const;

/** Who acts for whom: one's own delegations on either side, and those of the units that one is set over. */
export function DelegationsPage() {
  const { say } = useLanguage();
  const gives = useMay('delegation.give');
  const acting = useSession()?.acting !== undefined;
  const [{ state }, change] = useAddress({ state: '' });
  const read = (cursor: string) => readDelegations(state as Delegation['state'] | '', cursor);
  const held = usePages(['delegations', state], read);
  return (
    <>
      <PageHead title={say(delegation.page)} />
      <Line size="sm" mb="md">
        {say(delegation.help)}
      </Line>
      {acting && (
        <Line fw={600} mb="md">
          {say(delegation.notWhileActing)}
        </Line>
      )}
      {gives && !acting && <GiveForm />}
      <Group mb="md" className="no-print">
        <Choice
          label={delegation.state}
          options={STATES.map((value) => ({ value, label: say(delegation[value]) }))}
          value={state}
          onChange={(chosen) => change({ state: chosen })}
        />
      </Group>
      <PagedList of={held} empty={<Empty says={delegation.none} />}>
        {(items) => <Given items={items} />}
      </PagedList>
    </>
  );
}

function Given({ items }: { items: Delegation[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={900} tabIndex={0} role="region" aria-label={say(delegation.page)}>
      <Table striped withTableBorder verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col" className="number">
                {say(delegation[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={item.id} of={item} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ of }: { of: Delegation }) {
  const { say, language } = useLanguage();
  const { delegator, delegate, from, to, fields, basis, state, given, withdrawn } = of;
  return (
    <Table.Tr>
      <Side of={delegator} />
      <Side of={delegate} />
      <Table.Td className="number">
        {dayOf(from)} –<br />
        {dayOf(to)}
      </Table.Td>
      <Table.Td>{fields ? fields.map(({ name }) => say(name)).join(', ') : say(delegation.everything)}</Table.Td>
      <Table.Td className="wrap">
        {basis}
        {given.by.id !== delegator.id && <Line size="xs">{say(delegation.givenBy, { id: given.by.id })}</Line>}
      </Table.Td>
      <Table.Td>
        <Line size="sm">{say(delegation[state])}</Line>
        {withdrawn && (
          <Line size="xs" className="wrap">
            {say(delegation.withdrawnBy, {
              ...{ id: withdrawn.by.id, reason: withdrawn.reason, at: moment(withdrawn.at, language) },
            })}
          </Line>
        )}
        {state !== 'ended' && <Withdraw of={of} />}
      </Table.Td>
    </Table.Tr>
  );
}

function Side({ of: { id, name, role } }: { of: Delegation['delegator'] }) {
  const { say } = useLanguage();
  return (
    <Table.Td>
      <Line size="sm" fw={600}>
        {name}
      </Line>
      <Line size="xs" className="wrap">
        {id}
        {role && ` · ${say(roleWords[role as Role])}`}
      </Line>
    </Table.Td>
  );
}

/** For whoever may end it; whoever only got it may not. */
function Withdraw({ of: { id, delegator, delegate, given } }: { of: Delegation }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const session = useSession();
  const [asking, ask] = useState(false);
  const own = [delegator.id, given.by.id].includes(session?.account ?? '');
  const got = delegate.id === session?.account && !own;
  if (!session?.may.has('delegation.give') || session.acting || got) return null;
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        mt={4}
        className="no-print"
        aria-label={say(delegation.withdrawOf, { name: delegate.name })}
        onClick={() => ask(true)}
      >
        {say(delegation.withdraw)}
      </Button>
      {asking && (
        <ReasonForm
          title={say(delegation.withdrawOf, { name: delegate.name })}
          does={say(delegation.withdraw)}
          most={1000}
          send={(reason) => withdraw(id, reason)}
          onDone={() => {
            ask(false);
            notifications.show({ message: say(delegation.withdrawn), color: 'green.9' });
            void cache.invalidateQueries({ queryKey: ['delegations'] });
          }}
          onClose={() => ask(false)}
        />
      )}
    </>
  );
}
