import { useEffect, useRef } from 'react';
import { Anchor, Badge, Box, Checkbox, Group, Table, Text as Line } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { moment } from '../shell/format';
import { useShortcut } from '../shell/shortcuts';
import type { Summary } from './calls';
import { listing } from './words';

export const hrefOf = ({ code, id }: Pick<Summary, 'code' | 'id'>) => `/ho-so/${encodeURIComponent(code ?? id)}`;

type Props = {
  of: readonly Summary[];
  /** Ids that are checked; without it nothing can be checked. */
  selected?: ReadonlySet<string>;
  onSelect?: (ids: ReadonlySet<string>) => void;
  /** The id of the row where the keyboard begins, if the page has no focus elsewhere. */
  startAt?: string;
};

/** Dossiers as rows: where each is and when it is due. Up and down go from row to row, Space checks one. */
export function DossierTable({ of: items, selected, onSelect, startAt }: Props) {
  const { say } = useLanguage();
  const rows = useRef<HTMLTableSectionElement>(null);
  const toStart = () => rows.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(startAt ?? '')}"]`)?.focus();
  useShortcut('alt+V', listing.rowsKey, toStart, startAt !== undefined);
  const first = useRef(toStart);
  useEffect(() => {
    if (document.activeElement === document.body) first.current();
  }, []);
  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect?.(next);
  };
  const all = items.length > 0 && items.every(({ id }) => selected?.has(id));
  return (
    <Table.ScrollContainer minWidth={760} type="native">
      <Table highlightOnHover verticalSpacing="xs" onKeyDown={moveAlong}>
        <Table.Thead>
          <Table.Tr>
            {onSelect && (
              <Table.Th w={40}>
                <Checkbox
                  aria-label={say(listing.selectAll)}
                  checked={all}
                  onChange={() => onSelect(new Set(all ? [] : items.map(({ id }) => id)))}
                />
              </Table.Th>
            )}
            <Table.Th>{say(listing.code)}</Table.Th>
            <Table.Th>{say(listing.applicant)}</Table.Th>
            <Table.Th>{say(listing.stage)}</Table.Th>
            <Table.Th>{say(listing.due)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={rows}>
          {items.map((item) => (
            <Row
              key={item.id}
              item={item}
              checked={selected?.has(item.id)}
              onToggle={onSelect && (() => toggle(item.id))}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ item, checked, onToggle }: { item: Summary; checked?: boolean; onToggle?: () => void }) {
  const { say } = useLanguage();
  const name = item.code ?? item.id.slice(0, 8);
  const submitter = item.parties.find(({ part }) => part === 'submitter') ?? item.parties[0];
  return (
    <Table.Tr>
      {onToggle && (
        <Table.Td>
          <Checkbox aria-label={say(listing.select, { code: name })} checked={checked ?? false} onChange={onToggle} />
        </Table.Td>
      )}
      <Table.Td>
        <Anchor component={Link} href={hrefOf(item)} fw={600} data-row={item.id}>
          {name}
        </Anchor>
        <Line size="sm" className="two-lines">
          {say(item.procedure.name)}
        </Line>
        <Box hiddenFrom="sm">
          <DueMark of={item} />
        </Box>
      </Table.Td>
      <Table.Td>
        {submitter?.name}
        <Line size="sm">{submitter?.phone}</Line>
      </Table.Td>
      <Table.Td>{say(item.stage.title)}</Table.Td>
      <Table.Td>
        <DueMark of={item} />
      </Table.Td>
    </Table.Tr>
  );
}

/** When something is due, with a word for what a colour says. */
export function DueMark({ of: item }: { of: Pick<Summary, 'nextDueAt' | 'dueAt' | 'late' | 'nearlyLate'> }) {
  const { say, language } = useLanguage();
  const at = item.nextDueAt ?? item.dueAt;
  return (
    <Group gap={6}>
      <span>{at ? moment(at, language) : say(listing.noDue)}</span>
      {item.late && (
        <Badge color="red" variant="filled">
          {say(listing.late)}
        </Badge>
      )}
      {!item.late && item.nearlyLate && (
        <Badge color="#9a3412" variant="outline">
          {say(listing.nearly)}
        </Badge>
      )}
    </Group>
  );
}

function moveAlong(event: React.KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  if (event.key === ' ' && target.matches('[data-row]')) {
    // A link does nothing with Space but scroll the page.
    event.preventDefault();
    target.closest('tr')?.querySelector<HTMLElement>('input[type="checkbox"]')?.click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const row = target.closest('tr')?.querySelector<HTMLElement>('[data-row]');
  const next = rows[row ? rows.indexOf(row) + step : 0];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
