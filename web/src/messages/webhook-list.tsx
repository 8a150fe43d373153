import { useState } from 'react';
import { Badge, Button, Group, Modal, Stack, Table, Text as Line } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { moment } from '../shell/format';
import { actOnWebhook, type Webhook, type WebhookAct } from './calls';
import { webhookWords } from './words';

const COLUMNS = ['url', 'kinds', 'state', 'behind', 'lastSentAt'] as const;

export function WebhookList({ items, manages }: { items: Webhook[]; manages: boolean }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={820}
      tabIndex={0}
      role="region"
      aria-label={say(webhookWords.webhooks)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(webhookWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((hook) => (
            <Row key={hook.id} {...{ hook, manages }} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ hook, manages }: { hook: Webhook; manages: boolean }) {
  const { say, language } = useLanguage();
  const { url, kinds, state, behind, failures, nextAttemptAt, lastError, lastSentAt } = hook;
  return (
    <Table.Tr>
      <Table.Td className="wrap">
        {url}
        {manages && <Acts hook={hook} />}
      </Table.Td>
      <Table.Td>{kinds.join(', ')}</Table.Td>
      <Table.Td>
        <Badge color="dark.6" variant={state === 'active' ? 'outline' : 'filled'}>
          {say(webhookWords[state])}
        </Badge>
        {failures > 0 && (
          <Line size="xs" className="wrap">
            {say(webhookWords.failures, {
              count: failures,
              at: nextAttemptAt ? moment(nextAttemptAt, language) : '–',
            })}
            {lastError && `: ${lastError}`}
          </Line>
        )}
      </Table.Td>
      <Table.Td className="number">{behind}</Table.Td>
      <Table.Td className="number">{lastSentAt ? moment(lastSentAt, language) : '–'}</Table.Td>
    </Table.Tr>
  );
}

/** What cannot be taken back is asked for once more. */
const ASKED = { move: webhookWords.moveHelp, delete: webhookWords.deleteHelp } as const;

function Acts({ hook }: { hook: Webhook }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [asked, ask] = useState<keyof typeof ASKED>();
  const acting = useMutation({
    mutationFn: (act: WebhookAct) => actOnWebhook(hook.id, act),
    onSuccess: () => notifications.show({ message: say(shared.done), color: 'green.9' }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const turn = hook.state === 'active' ? 'pause' : 'resume';
  return (
    <>
      <Group gap="xs" mt={4}>
        <Button size="compact-xs" variant="default" loading={acting.isPending} onClick={() => acting.mutate(turn)}>
          {say(webhookWords[turn])}
        </Button>
        {(['move', 'delete'] as const).map((act) => (
          <Button key={act} size="compact-xs" variant="default" onClick={() => ask(act)}>
            {say(webhookWords[act])}
          </Button>
        ))}
      </Group>
      {acting.error && <Failed error={acting.error} />}
      {asked && (
        <Modal
          opened
          onClose={() => ask(undefined)}
          title={`${say(webhookWords[asked])}: ${hook.url}`}
          closeButtonProps={{ 'aria-label': say(shared.cancel) }}
          transitionProps={{ duration: 0 }}
        >
          <Stack>
            <Line size="sm">{say(ASKED[asked])}</Line>
            <Group>
              <Button
                data-autofocus
                loading={acting.isPending}
                onClick={() => acting.mutate(asked, { onSuccess: () => ask(undefined) })}
              >
                {say(webhookWords[asked])}
              </Button>
              <Button variant="default" onClick={() => ask(undefined)}>
                {say(shared.cancel)}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}
