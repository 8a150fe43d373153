import { Fieldset, Group, NumberInput, Select } from '@mantine/core';
import { useLanguage } from '../language';
import type { Limit, LimitRef } from './definition';
import { owner } from './words';

const UNITS = ['working-day', 'calendar-day', 'working-hour', 'month', 'same-day'] as const;
const RULES = ['supplementNotice', 'forwarding'] as const;

type Props = {
  label: string;
  value: LimitRef | null | undefined;
  /** Limits of law may be named, as in stages; the limit of a procedure is always written out. */
  rules?: boolean;
  disabled?: boolean;
  onChange: (limit: LimitRef | undefined) => void;
};

/** A time limit: how much of what, or one that the rules of the day of receipt give. */
export function LimitField({ label, value, rules = false, disabled, onChange }: Props) {
  const { say } = useLanguage();
  const kind = !value ? '' : 'rule' in value ? value.rule : value.unit;
  const amount = value && 'amount' in value ? value.amount : undefined;
  const choose = (chosen: string | null) => {
    if (!chosen) return onChange(undefined);
    const rule = RULES.find((name) => name === chosen);
    if (rule) return onChange({ rule });
    const unit = chosen as Limit['unit'];
    return onChange({ amount: unit === 'same-day' ? 1 : (amount ?? 1), unit });
  };
  return (
    <Fieldset legend={label} p="xs" disabled={disabled}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        {amount !== undefined && kind !== 'same-day' && (
          <NumberInput
            label={say(owner.amount)}
            w={100}
            min={0.5}
            max={2000}
            step={1}
            decimalSeparator=","
            value={amount}
            onChange={(next) => onChange({ ...(value as Limit), amount: Number(next) })}
          />
        )}
        <Select
          label={say(owner.counted)}
          placeholder={say(owner.none)}
          clearable
          clearButtonProps={{ 'aria-label': say(owner.none) }}
          value={kind || null}
          onChange={choose}
          data={[...UNITS, ...(rules ? RULES : [])].map((name) => ({ value: name, label: say(owner[name]) }))}
        />
      </Group>
    </Fieldset>
  );
}
