import { Badge, List, Table, Text as Line } from '@mantine/core';
import { useLanguage } from '../language';
import { dayOf } from '../shared/dates';
import { shared } from '../shared/words';
import { useFields, useUnits } from '../shared/choices';
import type { Checked } from './calls';
import { columnWords, importWords, registerWords } from './words';

type Fault = Checked['faults'][number];
type Row = { line: number; read?: Checked['preview'][number]; faults: Fault[] };

const COLUMNS = ['name', 'group', 'unit', 'kind', 'posting', 'certificates'] as const;

/** Every row of the file as it was understood, with its faults under it; rows that could not be read with theirs alone. */
export function ImportPreview({ checked }: { checked: Checked }) {
  const { say } = useLanguage();
  const all = rowsOf(checked);
  return (
    <>
      {checked.rows > checked.preview.length && <Line size="sm">{say(importWords.many)}</Line>}
      <Table.ScrollContainer
        type="native"
        minWidth={940}
        tabIndex={0}
        role="region"
        aria-label={say(importWords.title)}
      >
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say(importWords.line)}</Table.Th>
              <Table.Th scope="col">{say(importWords.what)}</Table.Th>
              {COLUMNS.map((name) => (
                <Table.Th key={name} scope="col">
                  {say(name === 'unit' ? shared.unit : registerWords[name])}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {all.map((row) => (
              <PreviewRow key={row.line} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function rowsOf({ preview, faults }: Checked): Row[] {
  const rows = new Map<number, Row>(preview.map((read) => [read.line, { line: read.line, read, faults: [] }]));
  for (const fault of faults) {
    const row = rows.get(fault.line) ?? { line: fault.line, faults: [] };
    row.faults.push(fault);
    rows.set(fault.line, row);
  }
  return [...rows.values()].sort((one, other) => one.line - other.line);
}

function PreviewRow({ row: { line, read, faults } }: { row: Row }) {
  const { say } = useLanguage();
  const what = faults.length > 0 ? 'faulty' : (read?.change ?? 'faulty');
  const filled = what === 'new' || what === 'faulty';
  return (
    <Table.Tr>
      <Table.Th scope="row" className="number">
        {line === 0 ? say(importWords.whole) : line}
      </Table.Th>
      <Table.Td>
        <Badge color={what === 'faulty' ? 'red.8' : 'dark.6'} variant={filled ? 'filled' : 'outline'} className="fixed">
          {say(importWords[what])}
        </Badge>
      </Table.Td>
      {read && faults.length === 0 ? (
        <Cells entry={read.entry} />
      ) : (
        <Table.Td colSpan={COLUMNS.length}>
          {read && (
            <Line size="sm">
              {read.entry.name} ({read.entry.id})
            </Line>
          )}
          <List size="sm">
            {faults.map(({ column, rule, message }) => (
              <List.Item key={`${column} ${rule}`}>
                {column && <b>{columnWords[column] ? say(columnWords[column]) : column}: </b>}
                {say(message)}
              </List.Item>
            ))}
          </List>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Cells({ entry }: { entry: Checked['preview'][number]['entry'] }) {
  const { say, language } = useLanguage();
  const units = useUnits().data?.items ?? [];
  const fields = useFields().data?.items ?? [];
  const fieldName = (wanted: string) => fields.find(({ code }) => code === wanted)?.name[language] ?? wanted;
  const unit = units.find(({ id, code }) => id === entry.unit || code === entry.unit);
  return (
    <>
      <Table.Td>
        {entry.name}
        <Line size="xs" c="dimmed">
          {entry.id}
        </Line>
      </Table.Td>
      <Table.Td>{say(shared[entry.group])}</Table.Td>
      <Table.Td>{unit ? say(unit.name) : entry.unit}</Table.Td>
      <Table.Td>{say(registerWords[entry.kind])}</Table.Td>
      <Table.Td className="number">
        {dayOf(entry.postedFrom)} – {dayOf(entry.postedTo)}
      </Table.Td>
      <Table.Td>{(entry.certificates ?? []).map(({ field }) => fieldName(field)).join(', ') || '–'}</Table.Td>
    </>
  );
}
