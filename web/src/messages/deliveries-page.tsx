import { useState } from 'react';
import { Button, Group, Text as Line, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { Choice } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { filled, useAddress } from '../shared/use-address';
import { Empty } from '../shell/faces';
import { readDeliveries, type Delivery, type DeliveryQuery } from './calls';
import { DeliveryTable } from './delivery-table';
import { ResendForm } from './resend-form';
import { messageWords, webhookWords } from './words';

const STATES = ['dead', 'pending', 'sending', 'off', 'sent'] as const;
const CHANNELS = ['email', 'sms', 'zalo'] as const;
const NONE = { state: '', channel: '', dossier: '' };

/** What was told, to whom, and how far it came. */
export function DeliveriesPage() {
  const { say } = useLanguage();
  const [filter, change] = useAddress(NONE);
  const [chosen, choose] = useState<Delivery>();
  const hooks = useMay('webhook.read');
  const found = usePages(
    ['deliveries', filter],
    (cursor) => readDeliveries(filled({ ...filter, cursor }) as DeliveryQuery),
    { refresh: 10_000 },
  );
  return (
    <>
      <PageHead title={say(messageWords.messages)} print={false}>
        {hooks && (
          <Button component={Link} href="/noi-nhan-su-kien" variant="default" size="xs">
            {say(webhookWords.webhooks)}
          </Button>
        )}
      </PageHead>
      <Line size="sm" mb="md">
        {say(messageWords.help)}
      </Line>
      <Filters filter={filter} change={change} />
      <PagedList of={found} empty={<Empty says={messageWords.none} />}>
        {(items) => <DeliveryTable items={items} onResend={choose} />}
      </PagedList>
      {chosen && <ResendForm key={chosen.id} delivery={chosen} onClose={() => choose(undefined)} />}
    </>
  );
}

type Filter = typeof NONE;

function Filters({ filter, change }: { filter: Filter; change: (some: Partial<Filter>) => void }) {
  const { say } = useLanguage();
  const named = (names: readonly (keyof typeof messageWords)[]) =>
    names.map((value) => ({ value, label: say(messageWords[value]) }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget).get('dossier');
        change({ dossier: typeof typed === 'string' ? typed.trim() : '' });
      }}
    >
      <Group align="flex-end" gap="sm" mb="md">
        <Choice
          label={messageWords.state}
          options={named(STATES)}
          value={filter.state}
          onChange={(state) => change({ state })}
        />
        <Choice
          label={messageWords.channel}
          options={named(CHANNELS)}
          value={filter.channel}
          onChange={(channel) => change({ channel })}
        />
        <TextInput
          key={filter.dossier}
          name="dossier"
          label={say(messageWords.dossier)}
          defaultValue={filter.dossier}
          maxLength={80}
        />
        <Button type="submit" variant="default">
          {say(messageWords.find)}
        </Button>
      </Group>
    </form>
  );
}
