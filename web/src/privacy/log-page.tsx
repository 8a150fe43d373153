import { useState } from 'react';
import { Button, Group, Text as Line, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { Choice } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { filled, useAddress } from '../shared/use-address';
import { Empty } from '../shell/faces';
import { EventList } from './event-list';
import { readLog, type LogQuery } from './record-calls';
import { privacyRecord } from './record-words';

const KINDS = ['revealed', 'exported', 'held', 'released', 'erased'] as const;
const NOTHING = { account: '', kind: '' };

/** What was done about the personal data of anybody, the latest first. */
export function LogPage() {
  const { say } = useLanguage();
  const [filter, change] = useAddress(NOTHING);
  const found = usePages(['privacy', 'log', filter], (cursor) => readLog(filled({ ...filter, cursor }) as LogQuery));
  return (
    <>
      <PageHead title={say(privacyRecord.log)} />
      <Line size="sm" mb="md">
        {say(privacyRecord.logHelp)}
      </Line>
      <Filters key={filter.account} filter={filter} change={change} />
      <PagedList of={found} empty={<Empty says={privacyRecord.nothingYet} />}>
        {(items) => <EventList items={items} dossiers />}
      </PagedList>
    </>
  );
}

type Filter = typeof NOTHING;

function Filters({ filter, change }: { filter: Filter; change: (some: Partial<Filter>) => void }) {
  const { say } = useLanguage();
  const [account, setAccount] = useState(filter.account);
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        change({ account: account.trim() });
      }}
    >
      <Group align="flex-end" mb="md">
        <TextInput
          label={say(privacyRecord.account)}
          value={account}
          maxLength={64}
          onChange={(event) => setAccount(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {say(privacyRecord.find)}
        </Button>
        <Choice
          label={privacyRecord.kind}
          options={KINDS.map((value) => ({ value, label: say(privacyRecord[value]) }))}
          value={filter.kind}
          onChange={(kind) => change({ kind })}
        />
      </Group>
    </form>
  );
}
