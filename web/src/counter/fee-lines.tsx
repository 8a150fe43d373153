import { useState } from 'react';
import { Badge, Group, NumberInput, Select, Stack, Text as Line, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import { dong } from '../shell/format';
import { assessFees, type FeeLine } from './fee-calls';
import { FeeStep } from './fee-step';
import { fees } from './fee-words';
import { receiving } from './words';

type Props = { at: string; line: FeeLine; mayChange: boolean };
type Reduction = 'neither' | 'exempt' | 'reduced';

/** One line of what a dossier costs: the price, what is taken off and by what law, what is due. */
export function FeeLineRow({ at, line, mayChange }: Props) {
  const { say, language } = useLanguage();
  const { price, perUnit, quantity, reduction, due, unverified } = line;
  const name = nameOf(line, say);
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="xs">
        <Line fw={600}>{name}</Line>
        <Line>
          {dong(price, language)}
          {perUnit && ` ${say(receiving.per, { unit: say(perUnit) })}`}
          {quantity !== null && perUnit && ` × ${quantity}`}
        </Line>
        {unverified && (
          <Badge color="gray" variant="outline">
            {say(receiving.unverified)}
          </Badge>
        )}
        <Line>
          {say(fees.due)}: <b>{due === null ? say(fees.open) : dong(due, language)}</b>
        </Line>
      </Group>
      {reduction && (
        <Line size="sm">
          {say(fees[reduction.kind])} {dong(reduction.amount, language)}: {reduction.legal}
        </Line>
      )}
      {mayChange && <Terms key={`${quantity} ${reduction?.kind}`} at={at} line={line} name={name} />}
    </Stack>
  );
}

function nameOf({ note, kind, line }: FeeLine, say: ReturnType<typeof useLanguage>['say']): string {
  return note ? say(note) : kind ? say(fees[kind]) : `${say(fees.line)} ${line}`;
}

function Terms({ at, line, name }: { at: string; line: FeeLine; name: string }) {
  const { say } = useLanguage();
  const [quantity, setQuantity] = useState<number | string>(line.quantity ?? '');
  const [kind, setKind] = useState<Reduction>(line.reduction?.kind ?? 'neither');
  const [amount, setAmount] = useState<number | string>(line.reduction?.amount ?? '');
  const [legal, setLegal] = useState(line.reduction?.legal ?? '');
  const [reason, setReason] = useState('');
  const send = () =>
    assessFees(at, {
      lines: [
        {
          line: line.line,
          ...(line.perUnit && quantity !== '' && { quantity: Number(quantity) }),
          ...(kind !== 'neither' && {
            reduction: {
              kind,
              legal: legal.normalize('NFC').trim(),
              ...(kind === 'reduced' && { amount: Number(amount) }),
            },
          }),
        },
      ],
      ...(reason.trim() && { reason: reason.normalize('NFC').trim() }),
    });
  return (
    <FeeStep at={at} title={line.perUnit ? fees.terms : fees.reduce} of={name} send={send}>
      {line.perUnit && (
        <NumberInput
          label={say(fees.quantity, { unit: say(line.perUnit) })}
          value={quantity}
          onChange={setQuantity}
          min={0}
          allowDecimal={false}
        />
      )}
      <Select
        label={say(fees.reduction)}
        allowDeselect={false}
        value={kind}
        onChange={(chosen) => chosen && setKind(chosen as Reduction)}
        data={(['neither', 'exempt', 'reduced'] as const).map((value) => ({ value, label: say(fees[value]) }))}
      />
      {kind === 'reduced' && (
        <NumberInput label={say(fees.off)} value={amount} onChange={setAmount} min={1} allowDecimal={false} required />
      )}
      {kind !== 'neither' && (
        <>
          <TextInput
            label={say(fees.legal)}
            value={legal}
            onChange={(event) => setLegal(event.currentTarget.value)}
            required
          />
          <TextInput
            label={say(fees.reason)}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
          />
        </>
      )}
    </FeeStep>
  );
}
