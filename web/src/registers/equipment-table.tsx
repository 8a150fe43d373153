import { useState } from 'react';
import { Button, Group, NumberInput, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { moment } from '../shell/format';
import { recordCount, type Item } from './calls';
import { registerWords } from './words';

const COLUMNS = ['item', 'count', 'recordedAt'] as const;
type Props = { unit: string; items: Item[]; records: boolean };

/** What stands at a unit, each with how many; whoever records it counts and saves one after the other. */
export function EquipmentTable({ unit, items, records }: Props) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={520}
      maw={760}
      tabIndex={0}
      role="region"
      aria-label={say(registerWords.equipment)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(registerWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={`${unit} ${item.item} ${item.recordedAt}`} {...{ unit, item, records }} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ unit, item, records }: { unit: string; item: Item; records: boolean }) {
  const { say, language } = useLanguage();
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {say(item.title)}
      </Table.Th>
      <Table.Td>{records ? <Count unit={unit} item={item} /> : item.count}</Table.Td>
      <Table.Td className="number">
        {item.recordedAt ? moment(item.recordedAt, language) : say(registerWords.never)}
      </Table.Td>
    </Table.Tr>
  );
}

function Count({ unit, item }: { unit: string; item: Item }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const [count, setCount] = useState<number | string>(item.count);
  const sending = useMutation({
    mutationFn: () => recordCount(unit, item.item, Number(count)),
    onSuccess: () => notifications.show({ message: say(shared.done), color: 'green.9' }),
    onSettled: () =>
      Promise.all([['equipment'], ['transfers']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
  const changed = count !== '' && Number(count) !== item.count;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) sending.mutate();
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <NumberInput
          aria-label={say(item.title)}
          value={count}
          onChange={setCount}
          min={0}
          max={10_000}
          allowDecimal={false}
          hideControls
          size="sm"
          w={90}
        />
        {changed && (
          <Button type="submit" size="xs" loading={sending.isPending}>
            {say(shared.save)}
          </Button>
        )}
      </Group>
      {sending.error && <Failed error={sending.error} />}
    </form>
  );
}
