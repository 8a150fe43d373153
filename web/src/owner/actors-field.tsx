import { Group, MultiSelect, Select } from '@mantine/core';
import { useLanguage } from '../language';
import type { ActorRole, Actors } from './definition';
import { roleName } from './limit-words';
import { owner } from './words';

const ROLES: readonly ActorRole[] = [
  'post-clerk',
  'government-clerk',
  'specialist',
  'signatory',
  'head-of-unit',
  'portal',
  'system',
];
const UNITS = ['receiving', 'deciding', 'support'] as const;

type Props = { value: Actors | undefined; onChange: (actors: Actors) => void };

/** Who may act: some roles, at one of the dossier's units. */
export function ActorsField({ value, onChange }: Props) {
  const speech = useLanguage();
  const { say } = speech;
  const { roles, unit } = value ?? { roles: [], unit: 'receiving' as const };
  return (
    <Group align="flex-start" gap="xs">
      <MultiSelect
        label={say(owner.roles)}
        value={roles}
        onChange={(chosen) => onChange({ unit, roles: chosen as ActorRole[] })}
        data={ROLES.map((role) => ({ value: role, label: roleName(speech, role) }))}
        miw={260}
      />
      <Select
        label={say(owner.unit)}
        value={unit}
        allowDeselect={false}
        onChange={(chosen) => onChange({ roles, unit: (chosen ?? unit) as Actors['unit'] })}
        data={UNITS.map((name) => ({ value: name, label: say(owner[name]) }))}
      />
    </Group>
  );
}
