import { Group, SegmentedControl, Stack, Text as Line } from '@mantine/core';
import { useLanguage } from '../language';
import { FieldChoice, GroupChoice, UnitChoice } from '../shared/choices';
import { DateField } from '../shared/date-field';
import { shared } from '../shared/words';
import { leader } from './words';

export type Filter = { unit: string; field: string; group: string };
export const NO_FILTER: Filter = { unit: '', field: '', group: '' };

/** Which dossiers the figures of a page count. */
export function Filters<Values extends Filter>(props: {
  values: Values;
  change: (changes: Partial<Filter & { from: string; to: string }>) => void;
  period?: { from: string; to: string };
}) {
  const { values, change, period } = props;
  const { say } = useLanguage();
  return (
    <Group align="flex-end" gap="sm" mb="md" className="no-print">
      {period && (
        <>
          <DateField
            label={say(shared.from)}
            value={period.from}
            max={period.to}
            onChange={(from) => change({ from })}
          />
          <DateField label={say(shared.to)} value={period.to} min={period.from} onChange={(to) => change({ to })} />
        </>
      )}
      <UnitChoice value={values.unit} onChange={(unit) => change({ unit })} />
      <FieldChoice value={values.field} onChange={(field) => change({ field })} />
      <GroupChoice value={values.group} onChange={(group) => change({ group })} />
    </Group>
  );
}

export const BY = ['unit', 'district', 'field', 'group'] as const;
export type By = (typeof BY)[number];

export function ByChoice({ value, onChange }: { value: By; onChange: (by: By) => void }) {
  const { say } = useLanguage();
  return (
    <Stack gap={4} mb="sm" className="no-print" align="flex-start">
      <Line size="sm" fw={600} id="by">
        {say(leader.by)}
      </Line>
      <SegmentedControl
        aria-labelledby="by"
        value={value}
        onChange={(by) => onChange(by as By)}
        data={BY.map((by) => ({ value: by, label: say(leader[by]) }))}
      />
    </Stack>
  );
}
