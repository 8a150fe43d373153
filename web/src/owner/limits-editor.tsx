import { SimpleGrid, Stack } from '@mantine/core';
import { useLanguage } from '../language';
import { Checks, checksAt } from './checks';
import { CHANNELS, type Limit } from './definition';
import type { Editing } from './editing';
import { LimitField } from './limit-field';
import { owner } from './words';

/** The limits of the whole procedure: what is printed as the appointment. */
export function LimitsEditor({ content, checks, locked, edit }: Editing) {
  const { say } = useLanguage();
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }}>
      {CHANNELS.map((channel) => (
        <Stack key={channel} gap="xs">
          <LimitField
            label={say(owner[channel])}
            value={content.procedure.limits[channel]}
            disabled={locked}
            onChange={(limit) =>
              edit(({ procedure }) => void (procedure.limits[channel] = (limit as Limit | undefined) ?? null))
            }
          />
          <Checks of={checksAt(checks, `/procedure/limits/${channel}`)} />
        </Stack>
      ))}
    </SimpleGrid>
  );
}
