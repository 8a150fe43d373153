import { Button, Group, Text as Line } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { problemOf } from '../api/problem';
import type { components } from '../api/contract';
import { actFor } from '../caller';
import { useLanguage } from '../language';
import { delegation } from './words';

type ForOthers = components['schemas']['Actions']['forOthers'][number];

/** What somebody could do here for whoever handed it over to him; choosing it goes on at this page in the other's name. */
export function ForOther({ of: { onBehalfOf, actions } }: { of: ForOthers }) {
  const { say } = useLanguage();
  const { id, name } = onBehalfOf;
  const titles = [...new Set(actions.map(({ title }) => say(title)))].join(', ');
  const begin = () =>
    void actFor(id, location.pathname).catch((error: unknown) =>
      notifications.show({ color: 'red', message: say(problemOf(error).titles) }),
    );
  return (
    <Group gap="sm" className="no-print">
      <Line size="sm">{say(delegation.possibleFor, { name, actions: titles })}</Line>
      <Button variant="default" size="compact-sm" onClick={begin}>
        {say(delegation.actForOne, { name })}
      </Button>
    </Group>
  );
}
