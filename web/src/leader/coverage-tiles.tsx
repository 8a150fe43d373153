import { Group, Paper, SimpleGrid, Text as Line, Title } from '@mantine/core';
import { useLanguage, type Text } from '../language';
import { leader } from './words';

export type TilePhase = 'in-force' | 'trial' | 'suspended' | 'coming' | 'none';
export type TileUnit = { id: string; name: Text; phase: TilePhase };
export type Tile = { id: string; name: Text; units: TileUnit[] };

const PHASES = ['in-force', 'trial', 'suspended', 'coming', 'none'] as const;
const NAMES = {
  'in-force': leader.running,
  ...{ trial: leader.trial, suspended: leader.suspended, coming: leader.coming, none: leader.none },
};
/** A sign for each phase, so that no colour has to be seen. */
const SIGNS = { 'in-force': '●', trial: '◐', suspended: '✕', coming: '○', none: '·' };

/** Small multiples: a tile for each district, in it a square for each of its units. */
export function CoverageTiles({ tiles }: { tiles: Tile[] }) {
  const { say } = useLanguage();
  return (
    <section aria-label={say(leader.tiles)}>
      <Line size="sm" mb="xs">
        {say(leader.tiles)}
      </Line>
      <Group gap="md" mb="sm">
        {PHASES.map((phase) => (
          <Group key={phase} gap={6}>
            <span className={`square ${phase}`} aria-hidden>
              {SIGNS[phase]}
            </span>
            <Line size="sm">{say(NAMES[phase])}</Line>
          </Group>
        ))}
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }} mb="lg">
        {tiles.map((tile) => (
          <TileView key={tile.id} tile={tile} />
        ))}
      </SimpleGrid>
    </section>
  );
}

function TileView({ tile: { name, units } }: { tile: Tile }) {
  const { say, language } = useLanguage();
  const count = units.filter(({ phase }) => phase === 'in-force').length;
  return (
    <Paper withBorder p="xs">
      <Title order={2} size="h6">
        {name[language]}
      </Title>
      <Line size="xs" mb={6}>
        {say(leader.ofUnits, { count, all: units.length })}
      </Line>
      <ul className="squares">
        {units.map(({ id, name: unit, phase }) => {
          const label = say(leader.tileOf, { unit: unit[language], phase: say(NAMES[phase]) });
          return (
            <li key={id} className={`square ${phase}`} title={label}>
              <span aria-hidden>{SIGNS[phase]}</span>
              <span className="unseen">{label}</span>
            </li>
          );
        })}
      </ul>
    </Paper>
  );
}
