import type { ReactNode } from 'react';
import { Table } from '@mantine/core';
import { useLanguage, type Text } from '../language';
import { shared } from '../shared/words';
import { FigureLink } from './figure-link';

export type FigureColumn = { name: string; title: Text };
export type FigureLine = {
  key: string;
  name: string;
  counts: Record<string, number>;
  links: Record<string, string>;
  /** What stands behind the numbers, such as a share. */
  last?: ReactNode;
};

/** The table behind a chart: every number opens into its dossiers. */
export function FigureTable(props: {
  caption: string;
  first: Text;
  columns: readonly FigureColumn[];
  lines: FigureLine[];
  total?: Omit<FigureLine, 'key' | 'name'>;
  last?: Text;
}) {
  const { caption, first, columns, lines, total, last } = props;
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} role="region" aria-label={caption}>
      <Table striped withTableBorder captionSide="top">
        <Table.Caption>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(first)}</Table.Th>
            {columns.map(({ name, title }) => (
              <Table.Th key={name} scope="col" ta="right">
                {say(title)}
              </Table.Th>
            ))}
            {last && (
              <Table.Th scope="col" ta="right">
                {say(last)}
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Line key={line.key} line={line} columns={columns} last={last !== undefined} />
          ))}
        </Table.Tbody>
        {total && lines.length > 1 && (
          <Table.Tfoot>
            <Line line={{ ...total, key: '', name: say(shared.total) }} columns={columns} last={last !== undefined} />
          </Table.Tfoot>
        )}
      </Table>
    </Table.ScrollContainer>
  );
}

function Line({ line, columns, last }: { line: FigureLine; columns: readonly FigureColumn[]; last: boolean }) {
  const { say } = useLanguage();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {line.name}
      </Table.Th>
      {columns.map(({ name, title }) => (
        <Table.Td key={name} ta="right" className="number">
          <FigureLink value={line.counts[name] ?? 0} link={line.links[name]} label={`${line.name}, ${say(title)}`} />
        </Table.Td>
      ))}
      {last && (
        <Table.Td ta="right" className="number">
          {line.last}
        </Table.Td>
      )}
    </Table.Tr>
  );
}
