import { useState } from 'react';
import { Button, Divider, Group, Stack, Table, Text as Line, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { Answer, Failed } from '../shell/faces';
import { dong } from '../shell/format';
import type { Dossier } from './calls';
import { readFees, takePayment, type Account, type Method } from './fee-calls';
import { FeeLineRow } from './fee-lines';
import { MethodChoice, PaymentRow } from './fee-payments';
import { FEES } from './fee-step';
import { fees } from './fee-words';
import { nextReceipt, rememberReceipt } from './receipt-book';
import { receiving } from './words';

/** What a dossier costs, what was paid and given back, and a payment of what is left. */
export function DossierFees({ at }: { dossier: Dossier; at: string }) {
  const { say, language } = useLanguage();
  const read = useRead(['dossier', at, 'fees'], () => readFees(at));
  const clerk = useMay('fee.collect');
  return (
    <Answer of={read} rows={3}>
      {(account) => (
        <Stack component="section" id={FEES} tabIndex={-1} aria-label={say(fees.title)}>
          {account.lines.length === 0 && <Line>{say(receiving.noFee)}</Line>}
          {account.lines.map((line) => (
            <FeeLineRow key={line.line} at={at} line={line} mayChange={clerk} />
          ))}
          {account.lines.length > 0 && (
            <Table w="auto">
              <Table.Tbody>
                {(['due', 'held', 'left'] as const).map((name) => (
                  <Table.Tr key={name}>
                    <Table.Th scope="row">{say(fees[name])}</Table.Th>
                    <Table.Td data-money={name}>{dong(account.balance[name], language)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          {clerk && account.balance.left > 0 && <Pay at={at} account={account} />}
          {account.payments.length > 0 && <Divider label={say(fees.payments)} labelPosition="left" />}
          {account.payments.map((payment) => (
            <PaymentRow key={payment.id} at={at} payment={payment} mayChange={clerk} />
          ))}
        </Stack>
      )}
    </Answer>
  );
}

function Pay({ at, account }: { at: string; account: Account }) {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const [method, setMethod] = useState<Method>('cash');
  const [receipt, setReceipt] = useState(nextReceipt);
  const lines = account.lines.flatMap(({ line, left }) => (left ? [{ line, amount: left }] : []));
  const title = say(fees.pay, { amount: dong(account.balance.left, language) });
  const sending = useMutation({
    mutationFn: () => takePayment(at, { method, receipt, lines }),
    onSuccess: () => {
      rememberReceipt(receipt);
      notifications.show({ message: say(fees.done, { title }), color: 'green.9' });
      document.getElementById(FEES)?.focus();
    },
    onSettled: () => cache.invalidateQueries({ queryKey: ['dossier', at, 'fees'] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending.isPending) sending.mutate();
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end">
          <MethodChoice value={method} onChange={setMethod} />
          {(['book', 'number'] as const).map((name) => (
            <TextInput
              key={name}
              label={say(fees[name])}
              value={receipt[name]}
              onChange={(event) => setReceipt({ ...receipt, [name]: event.currentTarget.value })}
              required
            />
          ))}
          <Button type="submit" loading={sending.isPending}>
            {title}
          </Button>
        </Group>
        {sending.error && <Failed error={sending.error} />}
      </Stack>
    </form>
  );
}
