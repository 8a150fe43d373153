import { useDeferredValue, useMemo } from 'react';
import { Checkbox, Group, TextInput } from '@mantine/core';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { contains } from '../search-key';
import { Choice, FieldChoice } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { useAddress } from '../shared/use-address';
import { Answer, Empty } from '../shell/faces';
import { BoardTable } from './board-table';
import { readBoard, type Board } from './calls';
import { transfers } from './words';

type Filter = { q: string; field: string; stage: string; flagged: string; missing: string };
const NONE: Filter = { q: '', field: '', stage: '', flagged: '', missing: '' };

/** Units × fields: where each transfer stands, what it waits for, and its date. */
export function TransfersPage() {
  const { say, language } = useLanguage();
  const [values, change] = useAddress<Filter>(NONE);
  const shown = useDeferredValue(values);
  const board = useRead(['transfers', 'board'], readBoard, { refresh: 60_000 });
  const stages = useMemo(() => stagesOf(board.data, language), [board.data, language]);
  const marks = { flagged: transfers.onlyFlagged, missing: transfers.details };
  return (
    <>
      <PageHead title={say(transfers.boardOf)} />
      <Group align="flex-end" gap="sm" mb="md" className="no-print">
        <TextInput
          label={say(transfers.find)}
          value={values.q}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
        <FieldChoice value={values.field} onChange={(field) => change({ field })} />
        <Choice label={transfers.stage} options={stages} value={values.stage} onChange={(stage) => change({ stage })} />
        {(['flagged', 'missing'] as const).map((name) => (
          <Checkbox
            key={name}
            mb={8}
            label={say(marks[name])}
            checked={values[name] !== ''}
            onChange={(event) => change({ [name]: event.currentTarget.checked ? '1' : '' })}
          />
        ))}
      </Group>
      <Answer of={board}>
        {(whole) => {
          const some = narrowed(whole, shown);
          if (some.units.length === 0) return <Empty says={transfers.noTransfers} />;
          return <BoardTable board={some} details={shown.missing !== ''} />;
        }}
      </Answer>
    </>
  );
}

function stagesOf(board: Board | undefined, language: 'vi' | 'en') {
  const cells = board?.units.flatMap((row) => row.cells) ?? [];
  const titles = new Map(cells.map(({ stage }) => [stage.name, stage.title[language]]));
  return [...titles].map(([value, label]) => ({ value, label }));
}

/** What fits the filters; units and fields without anything are left out. */
function narrowed({ units, fields }: Board, { q, field, stage, flagged }: Filter): Board {
  const fits = (cell: Board['units'][number]['cells'][number]) =>
    (field === '' || cell.field === field) &&
    (stage === '' || cell.stage.name === stage) &&
    (flagged === '' || cell.flagged);
  const rows = units
    .filter(({ unit }) => q === '' || contains(`${unit.name.vi} ${unit.name.en} ${unit.id}`, q))
    .map((row) => ({ ...row, cells: row.cells.filter(fits) }))
    .filter(({ cells }) => cells.length > 0);
  const used = new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell.field)));
  return { units: rows, fields: fields.filter(({ code }) => used.has(code)) };
}
