import './style.css';
import { Button, Group, Text as Line } from '@mantine/core';
import { IconAlertTriangle, IconUserShare } from '@tabler/icons-react';
import type { Acting } from '../acting';
import { actFor } from '../caller';
import { useLanguage } from '../language';
import { roleWords, type Role } from '../roles';
import { dayOf } from '../shared/dates';
import { delegation } from './words';

export const BAR_HEIGHT = 44;

/** Says on every page for whom this window acts, until that is ended. */
export function ActingBar({ of: acting }: { of: Acting }) {
  const { say } = useLanguage();
  const { name, role, unitName, to, over } = acting;
  const Picture = over ? IconAlertTriangle : IconUserShare;
  return (
    <Group className="acting" data-over={over || undefined} h={BAR_HEIGHT} px="md" gap="sm" wrap="nowrap">
      <Picture size={20} aria-hidden className="fixed" />
      <div role={over ? 'alert' : 'status'} className="acting-says">
        <Line fw={600} size="sm" lineClamp={2} title={name}>
          {say(over ? delegation.over : delegation.acting, { name })}
        </Line>
        {!over && (
          <Line size="xs" truncate visibleFrom="sm">
            {say(roleWords[role as Role])} · {say(unitName)} · {say(delegation.until, { day: dayOf(to) })}
          </Line>
        )}
      </div>
      <Button variant="white" c="dark.9" size="compact-sm" className="fixed" onClick={() => void actFor(undefined)}>
        {say(over ? delegation.own : delegation.stop)}
      </Button>
    </Group>
  );
}
