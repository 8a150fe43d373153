import { Anchor, Badge, Table, Text as Line } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useFields } from '../shared/choices';
import { dayOf, today } from '../shared/dates';
import { shared } from '../shared/words';
import type { Member } from './calls';
import { registerWords } from './words';

const COLUMNS = ['name', 'group', 'kind', 'posting', 'certificates', 'phone', 'lacking'] as const;

/** The staff of a unit, each with what a transfer would ask for and is not recorded. */
export function StaffTable({ items, records }: { items: Member[]; records: boolean }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={940}
      tabIndex={0}
      role="region"
      aria-label={say(registerWords.staff)}
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
          {items.map((member) => (
            <Row key={member.id} {...{ member, records }} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ member, records }: { member: Member; records: boolean }) {
  const { say } = useLanguage();
  const { id, name, group, unit, kind, postedFrom, postedTo, phone } = member;
  const form = `/so-nhan-vien/ghi?${new URLSearchParams({ unit, id })}`;
  return (
    <Table.Tr>
      <Table.Td>
        {records ? (
          <Anchor component={Link} href={form} underline="always" inherit>
            {name}
          </Anchor>
        ) : (
          name
        )}
        <Line size="xs" c="dimmed">
          {id}
        </Line>
      </Table.Td>
      <Table.Td>{say(shared[group])}</Table.Td>
      <Table.Td>{say(registerWords[kind])}</Table.Td>
      <Table.Td className="number">
        {dayOf(postedFrom)} – {dayOf(postedTo)}
        <Away {...member} />
      </Table.Td>
      <Table.Td>
        <Certificates of={member} />
      </Table.Td>
      <Table.Td className="number">{phone ?? '–'}</Table.Td>
      <Table.Td>
        {lackingOf(member)
          .map((text) => say(text))
          .join(', ') || '–'}
      </Table.Td>
    </Table.Tr>
  );
}

function Away({ leftOn, postedTo }: Member) {
  const { say } = useLanguage();
  const gone = leftOn !== undefined && leftOn <= today();
  if (!gone && postedTo > today()) return null;
  return (
    <div>
      <Badge color="red.8">{gone ? say(registerWords.gone, { date: dayOf(leftOn) }) : say(registerWords.over)}</Badge>
    </div>
  );
}

function Certificates({ of: { certificates } }: { of: Member }) {
  const { say, language } = useLanguage();
  const fields = useFields().data?.items ?? [];
  if (certificates.length === 0) return '–';
  return certificates.map(({ field, passedOn, validUntil }) => {
    const over = validUntil !== null && validUntil <= today();
    const date = dayOf(validUntil ?? passedOn);
    return (
      <div key={`${field} ${passedOn}`}>
        {fields.find(({ code }) => code === field)?.name[language] ?? field}{' '}
        {validUntil !== null && !over && (
          <Line span size="sm" className="number">
            {say(registerWords.until, { date })}
          </Line>
        )}
        {over && <Badge color="red.8">{say(registerWords.ranOut, { date })}</Badge>}
      </div>
    );
  });
}

/** What a transfer asks of postal staff and is not recorded. */
function lackingOf({ group, kind, approvedBy, publishedOn, accountOn, certificates }: Member) {
  if (group !== 'post') return [];
  const official = kind === 'official';
  return [
    ...(official && !approvedBy ? [registerWords.lacksApproval] : []),
    ...(official && !publishedOn ? [registerWords.lacksPublishing] : []),
    ...(official && !accountOn ? [registerWords.lacksAccount] : []),
    ...(certificates.length === 0 ? [registerWords.lacksCertificate] : []),
  ];
}
