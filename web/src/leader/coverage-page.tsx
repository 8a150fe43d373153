import { Anchor, Group, Table } from '@mantine/core';
import { Link } from 'wouter';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { DateField } from '../shared/date-field';
import { dayOf, today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Answer } from '../shell/faces';
import { CoverageTiles, type Tile, type TilePhase } from './coverage-tiles';
import { leader } from './words';

const readCoverage = (date: string) => answerOf(api.GET('/api/v1/coverage', { params: { query: { date } } }));
const readUnits = (date: string) => answerOf(api.GET('/api/v1/units', { params: { query: { date } } }));
type Figures = Awaited<ReturnType<typeof readCoverage>>['figures'];
type Units = Awaited<ReturnType<typeof readUnits>>['items'];

/** How far the transfers have come on any date: a tile for each district, and all figures, which open into their rows. */
export function CoveragePage() {
  const { say } = useLanguage();
  const [{ date }, change] = useAddress({ date: today() });
  const coverage = useRead(['coverage', date], async () => {
    const [report, units] = await Promise.all([readCoverage(date), readUnits(date)]);
    return { ...report, tiles: tilesOf(units.items, report.totals) };
  });
  return (
    <>
      <PageHead title={`${say(leader.coverage)} – ${dayOf(date)}`} table={`/api/v1/coverage?date=${date}`} />
      <Group mb="md" className="no-print">
        <DateField label={say(shared.date)} value={date} onChange={(chosen) => change({ date: chosen })} />
      </Group>
      <Answer of={coverage}>
        {({ tiles, figures, totals }) => (
          <>
            <CoverageTiles tiles={tiles} />
            <FiguresTable
              figures={[...figures, ...totals.filter(({ value, by }) => value > 0 && by !== 'unit')]}
              date={date}
            />
          </>
        )}
      </Answer>
    </>
  );
}

const ORDER: readonly TilePhase[] = ['in-force', 'trial', 'suspended', 'coming'];

/** A tile for each district with its units; where there are no districts, one for what lies under the province. */
function tilesOf(units: Units, totals: Figures): Tile[] {
  const phases = new Map<string, TilePhase[]>();
  for (const { by, of, phase, value } of totals) {
    if (by === 'unit' && of && phase && value > 0) phases.set(of, [...(phases.get(of) ?? []), phase]);
  }
  const counters = units.filter(({ kind }) => kind === 'one-stop');
  const tiles = new Map<string, Tile>();
  for (const unit of counters) {
    const head = unit.level === 'commune' ? (counters.find(({ id }) => id === unit.parent) ?? unit) : unit;
    const tile = tiles.get(head.id) ?? { id: head.id, name: head.name, units: [] };
    const phase = ORDER.find((candidate) => phases.get(unit.id)?.includes(candidate)) ?? 'none';
    tiles.set(head.id, { ...tile, units: [...tile.units, { id: unit.id, name: unit.name, phase }] });
  }
  return [...tiles.values()];
}

function FiguresTable({ figures, date }: { figures: Figures; date: string }) {
  const { say, language } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={560} tabIndex={0} role="region" aria-label={say(leader.allFigures)}>
      <Table striped withTableBorder captionSide="top">
        <Table.Caption>{say(leader.allFigures)}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(leader.figure)}</Table.Th>
            <Table.Th scope="col">{say(leader.of)}</Table.Th>
            <Table.Th scope="col" ta="right">
              {say(leader.value)}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {figures.map(({ key, title, ofName, value, illustrative }) => (
            <Table.Tr key={key}>
              <Table.Td>
                {title[language]}
                {illustrative && ` (${say(leader.illustrative)})`}
              </Table.Td>
              <Table.Td>{ofName?.[language] ?? ''}</Table.Td>
              <Table.Td ta="right" className="number">
                {value === 0 ? (
                  0
                ) : (
                  <Anchor
                    component={Link}
                    href={`/do-bao-phu/dong?figure=${encodeURIComponent(key)}&date=${date}`}
                    aria-label={`${title[language]} ${ofName?.[language] ?? ''}: ${value}`}
                  >
                    {value}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
