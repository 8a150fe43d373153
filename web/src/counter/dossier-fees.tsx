import { useState } from 'react';
import { Button, Group, Select, Stack, Table, Text as Line, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { Answer, Failed } from '../shell/faces';
import { dong, moment } from '../shell/format';
import { readFees, takePayment, type Dossier } from './calls';
import { dossierWords, receiving } from './words';

type Account = Awaited<ReturnType<typeof readFees>>;
type Method = 'cash' | 'transfer' | 'online';

/** What a dossier costs, what was paid, and a payment of what is left. */
export function DossierFees({ at }: { dossier: Dossier; at: string }) {
  const { say, language } = useLanguage();
  const session = useSession();
  const fees = useRead(['dossier', at, 'fees'], () => readFees(at));
  const clerk = session?.role === 'post-clerk' || session?.role === 'government-clerk';
  return (
    <Answer of={fees} rows={3}>
      {(account) => (
        <Stack>
          {account.lines.length === 0 && <Line>{say(receiving.noFee)}</Line>}
          <Table>
            <Table.Tbody>
              {(['feeDue', 'feeHeld', 'feeLeft'] as const).map((name, place) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row">{say(dossierWords[name])}</Table.Th>
                  <Table.Td>
                    {dong([account.balance.due, account.balance.held, account.balance.left][place] ?? 0, language)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {account.payments.map(({ id, at: when, amount, receipt }) => (
            <Line key={id} size="sm">
              {moment(when, language)}: {dong(amount, language)} · {receipt.book} {receipt.number}
            </Line>
          ))}
          {clerk && account.balance.left > 0 && <Pay at={at} account={account} />}
        </Stack>
      )}
    </Answer>
  );
}

function Pay({ at, account }: { at: string; account: Account }) {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const [method, setMethod] = useState<Method>('cash');
  const [receipt, setReceipt] = useState({ book: '', number: '' });
  const lines = account.lines.flatMap(({ line, left }) => (left ? [{ line, amount: left }] : []));
  const sending = useMutation({
    mutationFn: () => takePayment(at, { method, receipt, lines }),
    onSettled: () => cache.invalidateQueries({ queryKey: ['dossier', at, 'fees'] }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Stack gap="xs">
        <Group align="flex-end">
          <Select
            label={say(dossierWords.method)}
            allowDeselect={false}
            value={method}
            onChange={(chosen) => chosen && setMethod(chosen as Method)}
            data={[
              { value: 'cash', label: say(dossierWords.cash) },
              { value: 'transfer', label: say(dossierWords.transfer) },
              { value: 'online', label: say(dossierWords.onlinePay) },
            ]}
          />
          {(['book', 'number'] as const).map((name) => (
            <TextInput
              key={name}
              label={say(dossierWords[name])}
              value={receipt[name]}
              onChange={(event) => setReceipt({ ...receipt, [name]: event.currentTarget.value })}
              required
            />
          ))}
          <Button type="submit" loading={sending.isPending}>
            {say(dossierWords.pay)} {dong(account.balance.left, language)}
          </Button>
        </Group>
        {sending.error && <Failed error={sending.error} />}
      </Stack>
    </form>
  );
}
