import { Button, Menu, Text as Line } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconUserShare } from '@tabler/icons-react';
import { useRead } from '../api/queries';
import { problemOf } from '../api/problem';
import { actFor } from '../caller';
import { useLanguage } from '../language';
import { readMe } from '../me';
import { roleWords, type Role } from '../roles';
import type { Session } from '../session';
import { dayOf } from '../shared/dates';
import { delegation } from './words';

const LOOK_AGAIN_MS = 60_000;

/** For whom this window is to act: there only for whoever holds a delegation today. */
export function ActingChoice({ session: { account, token, me } }: { session: Session }) {
  const { say } = useLanguage();
  const held = useRead(['delegations', 'held', account], async () => (await readMe(token)).mayActFor, {
    refresh: LOOK_AGAIN_MS,
    known: me.mayActFor,
  });
  if (!held.data?.length) return null;
  const choose = (id: string) =>
    void actFor(id).catch((error: unknown) =>
      notifications.show({ color: 'red', message: say(problemOf(error).titles) }),
    );
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" size="compact-sm" className="fixed" aria-label={say(delegation.act)}>
          <IconUserShare size={18} aria-hidden />
          <Line component="span" size="sm" ml={6} visibleFrom="sm">
            {say(delegation.act)}
          </Line>
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={say(delegation.actFor)}>
        <Line size="xs" px="sm" py={4} role="presentation">
          {say(delegation.actFor)}
        </Line>
        {held.data.map(({ id, name, role, unit, to }) => (
          <Menu.Item key={id} onClick={() => choose(id)}>
            <Line size="sm" fw={600}>
              {name}
            </Line>
            <Line size="xs">
              {say(roleWords[role as Role])} · {say(unit.name)} · {say(delegation.until, { day: dayOf(to) })}
            </Line>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
