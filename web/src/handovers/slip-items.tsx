import { useState } from 'react';
import { Anchor, Button, Group, Stack, Table, Text as Line, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import type { Slip } from './calls';
import { FOUND, SlipCount, type Counts } from './slip-count';
import { slips } from './words';

type Props = {
  of: Slip;
  counting: boolean;
  counts: Counts;
  onCount: (counts: Counts) => void;
  settling: boolean;
  onSettle: (dossier: string, note: string) => void;
};
type Item = Slip['items'][number];

const COLUMNS = ['dossier', 'listedPapers', 'result'] as const;

/** The dossiers of a slip with their papers; whoever receives says what was found of each. */
export function SlipItems(props: Props) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={720} tabIndex={0} role="region" aria-label={say(slips.slip)}>
      <Table withTableBorder verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(slips[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.of.items.map((item) => (
            <Table.Tr key={item.dossierId}>
              <Table.Td className="number">
                <Anchor component={Link} href={`/ho-so/${encodeURIComponent(item.code)}`}>
                  {item.code}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {item.papers.map(({ code, name, originals, copies }) => (
                  <Line size="sm" key={code}>
                    {say(name)} ({originals}/{copies})
                  </Line>
                ))}
              </Table.Td>
              <Table.Td>
                {props.counting ? <SlipCount {...props} item={item} /> : <Outcome {...props} item={item} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Outcome({ item, settling, onSettle }: Props & { item: Item }) {
  const { say } = useLanguage();
  const [note, setNote] = useState('');
  const { code, papers, result, counted, note: found, settled } = item;
  const listed = new Map(papers.map((paper) => [paper.code, paper]));
  const others = (counted ?? []).filter(
    ({ code: paper, originals, copies }) =>
      originals !== listed.get(paper)?.originals || copies !== listed.get(paper)?.copies,
  );
  if (result === null) return '–';
  return (
    <Stack gap={4} align="flex-start">
      <Line size="sm">
        {say(FOUND[result])}
        {found && `: ${found}`}
      </Line>
      {others.map(({ code: paper, name, originals, copies }) => (
        <Line size="sm" key={paper}>
          {say(slips.counted, { name: say(name), originals, copies })}
        </Line>
      ))}
      {settled && <Line size="sm">{say(slips.settled, { note: settled.note })}</Line>}
      {settling && result !== 'received' && !settled && (
        <Group wrap="nowrap">
          <TextInput
            aria-label={`${say(slips.note)}, ${code}`}
            placeholder={say(slips.note)}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button size="xs" variant="default" disabled={note.trim() === ''} onClick={() => onSettle(code, note)}>
            {say(slips.settle)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
