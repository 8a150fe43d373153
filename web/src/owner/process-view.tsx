import { lazy, Suspense, useState } from 'react';
import { Badge, List, SegmentedControl, Stack, Table, Text as Line } from '@mantine/core';
import { useLanguage } from '../language';
import { Loading } from '../shell/faces';
import { NEW, type Action, type Stage } from './definition';
import { CLOCKS, limitOf, roleName } from './limit-words';
import { owner } from './words';

const Diagram = lazy(() => import('./diagram').then(({ Diagram: Drawn }) => ({ default: Drawn })));

export type Moves = { stages: Stage[]; actions: Action[] };

/** A process as a table, which every reader can follow, or as a diagram. */
export function ProcessView({ of: moves }: { of: Moves }) {
  const { say } = useLanguage();
  const [view, show] = useState('outline');
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={say(owner.view)}
        value={view}
        onChange={show}
        w="fit-content"
        data={[
          { value: 'outline', label: say(owner.outline) },
          { value: 'diagram', label: say(owner.diagram) },
        ]}
      />
      {view === 'outline' ? (
        <Outline of={moves} />
      ) : (
        <Suspense fallback={<Loading rows={8} />}>
          <Diagram of={moves} />
        </Suspense>
      )}
    </Stack>
  );
}

function Outline({ of: { stages, actions } }: { of: Moves }) {
  const speech = useLanguage();
  const { say } = speech;
  const titles = new Map(stages.map(({ name, title }) => [name, say(title)]));
  const waysOut = (stage: string) => actions.filter(({ from }) => from.includes(stage));
  const line = (name: string, title: string, stage?: Stage) => (
    <Table.Tr key={name}>
      <Table.Th scope="row" miw={160}>
        {title}{' '}
        {stage?.end && (
          <Badge size="sm" variant="default">
            {say(owner.end)}
          </Badge>
        )}
      </Table.Th>
      <Table.Td>{stage?.actors?.roles.map((role) => roleName(speech, role)).join(', ')}</Table.Td>
      <Table.Td>{stage && limitOf(speech, stage.limit)}</Table.Td>
      <Table.Td>{stage && say(CLOCKS[stage.clock])}</Table.Td>
      <Table.Td>
        <List size="sm" listStyleType="none">
          {waysOut(name).map((action) => (
            <List.Item key={action.name}>
              {say(action.title)}
              <Line span c="dimmed" size="sm">
                {' → '}
                {action.to === undefined ? say(owner.stays) : (titles.get(action.to) ?? action.to)}
              </Line>
            </List.Item>
          ))}
        </List>
      </Table.Td>
    </Table.Tr>
  );
  return (
    <Table.ScrollContainer type="native" minWidth={760} tabIndex={0} role="region" aria-label={say(owner.stages)}>
      <Table withTableBorder striped verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['stage', 'who', 'limit', 'clock', 'leads'] as const).map((column) => (
              <Table.Th key={column} scope="col">
                {say(owner[column])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line(NEW, say(owner.begin))}
          {stages.map((stage) => line(stage.name, say(stage.title), stage))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
