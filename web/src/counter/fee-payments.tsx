import { useState } from 'react';
import { Group, NumberInput, Select, Stack, Text as Line, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { dong, moment } from '../shell/format';
import { refundPayment, voidPayment, type Method, type Payment } from './fee-calls';
import { FeeStep } from './fee-step';
import { fees } from './fee-words';

type Props = { at: string; payment: Payment; mayChange: boolean };

/** One payment with its receipt, what was given back of it, and what can still be done with it. */
export function PaymentRow({ at, payment, mayChange }: Props) {
  const { say, language } = useLanguage();
  const { receipt, amount, left, refunds, voided, cashUp, method } = payment;
  const name = say(fees.receipt, receipt);
  return (
    <Stack gap={4} align="flex-start">
      <Line size="sm" td={voided ? 'line-through' : undefined}>
        {moment(payment.at, language)}: {dong(amount, language)}, {say(fees[method])}, {name}, {payment.by.id}
      </Line>
      {voided && <Line size="sm">{say(fees.voided, { at: moment(voided.at, language) })}</Line>}
      {refunds.map((refund) => (
        <Line key={refund.id} size="sm">
          {say(fees.refunded, { amount: dong(refund.amount, language), at: moment(refund.at, language) })},{' '}
          {say(fees[refund.method])}
        </Line>
      ))}
      {mayChange && !voided && (
        <Group gap="xs">
          {left > 0 && <Refund at={at} payment={payment} name={name} />}
          {cashUp === null && refunds.length === 0 && <Void at={at} payment={payment} name={name} />}
        </Group>
      )}
    </Stack>
  );
}

type StepProps = { at: string; payment: Payment; name: string };

function Refund({ at, payment, name }: StepProps) {
  const { say } = useLanguage();
  const [method, setMethod] = useState<Method>(payment.method);
  const [amounts, setAmounts] = useState(payment.lines);
  const [reason, setReason] = useState('');
  const send = () =>
    refundPayment(at, payment.id, {
      method,
      lines: amounts.filter(({ amount }) => amount > 0),
      reason: reason.normalize('NFC').trim(),
    });
  return (
    <FeeStep at={at} title={fees.refund} of={name} send={send}>
      <MethodChoice value={method} onChange={setMethod} />
      {amounts.map(({ line, amount }) => (
        <NumberInput
          key={line}
          label={amounts.length > 1 ? `${say(fees.refundAmount)} ${line}` : say(fees.refundAmount)}
          value={amount}
          min={0}
          allowDecimal={false}
          thousandSeparator="."
          decimalSeparator=","
          onChange={(to) =>
            setAmounts(amounts.map((other) => (other.line === line ? { line, amount: Number(to) || 0 } : other)))
          }
        />
      ))}
      <Reason value={reason} onChange={setReason} />
    </FeeStep>
  );
}

function Void({ at, payment, name }: StepProps) {
  const [reason, setReason] = useState('');
  return (
    <FeeStep
      at={at}
      title={fees.void}
      of={name}
      send={() => voidPayment(at, payment.id, { reason: reason.normalize('NFC').trim() })}
    >
      <Reason value={reason} onChange={setReason} />
    </FeeStep>
  );
}

export function MethodChoice({ value, onChange }: { value: Method; onChange: (method: Method) => void }) {
  const { say } = useLanguage();
  return (
    <Select
      label={say(fees.method)}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen as Method)}
      data={(['cash', 'transfer', 'online'] as const).map((name) => ({ value: name, label: say(fees[name]) }))}
    />
  );
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const { say } = useLanguage();
  return (
    <TextInput
      label={say(fees.reason)}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      minLength={3}
      maxLength={500}
      required
    />
  );
}
