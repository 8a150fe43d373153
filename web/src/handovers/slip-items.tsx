import { useState } from 'react';
import { Anchor, Button, Group, Select, Stack, Table, Text as Line, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import type { Found, Slip } from './calls';
import { slips } from './words';

export type Counts = { [code: string]: { result?: Found; note?: string } };

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
const FOUND = { received: slips.complete, different: slips.different, 'not-there': slips['not-there'] };

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
                {props.counting ? <Count {...props} item={item} /> : <Outcome {...props} item={item} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Count({ item: { code }, counts, onCount }: Props & { item: Item }) {
  const { say } = useLanguage();
  const { result = 'received', note = '' } = counts[code] ?? {};
  const put = (some: Counts[string]) => onCount({ ...counts, [code]: { result, note, ...some } });
  return (
    <Group wrap="nowrap">
      <Select
        aria-label={`${say(slips.result)}, ${code}`}
        value={result}
        onChange={(value) => put({ result: value as Found })}
        allowDeselect={false}
        w={130}
        data={Object.entries(FOUND).map(([value, name]) => ({ value, label: say(name) }))}
      />
      {result !== 'received' && (
        <TextInput
          aria-label={`${say(slips.note)}, ${code}`}
          placeholder={say(slips.note)}
          value={note}
          onChange={(event) => put({ note: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}

function Outcome({ item, settling, onSettle }: Props & { item: Item }) {
  const { say } = useLanguage();
  const [note, setNote] = useState('');
  const { code, result, note: found, settled } = item;
  if (result === null) return '–';
  return (
    <Stack gap={4} align="flex-start">
      <Line size="sm">
        {say(FOUND[result])}
        {found && `: ${found}`}
      </Line>
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
