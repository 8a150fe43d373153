import { Anchor, Badge, Table, Text as Line } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage, type Speech } from '../language';
import { behalf, roleWords, type Role } from '../roles';
import { moment } from '../shell/format';
import { privacyPath } from './path';
import type { PrivacyEvent } from './record-calls';
import { privacyRecord } from './record-words';

/** What was done about personal data. @param props.dossiers whether each names its dossier, where there are several */
export function EventList({ items, dossiers }: { items: PrivacyEvent[]; dossiers: boolean }) {
  const { say } = useLanguage();
  const columns = ['at', 'kind', ...(dossiers ? (['dossier'] as const) : []), 'by', 'why'] as const;
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={dossiers ? 820 : 680}
      tabIndex={0}
      role="region"
      aria-label={say(privacyRecord.log)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((name) => (
              <Table.Th key={name} scope="col">
                {say(privacyRecord[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={`${item.dossier.id} ${item.seq}`} {...{ of: item, dossiers }} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ of, dossiers }: { of: PrivacyEvent; dossiers: boolean }) {
  const speech = useLanguage();
  const { say, language } = speech;
  const { at, kind, dossier, by } = of;
  const what = whatOf(of, speech);
  return (
    <Table.Tr>
      <Table.Td className="number">{moment(at, language)}</Table.Td>
      <Table.Td>
        <Badge variant="outline" color={kind === 'erased' ? 'red.9' : 'blue.9'}>
          {say(privacyRecord[kind])}
        </Badge>
        {what && <Line size="sm">{what}</Line>}
      </Table.Td>
      {dossiers && (
        <Table.Td className="number">
          <Anchor component={Link} href={privacyPath(dossier)} underline="always" inherit>
            {dossier.code ?? dossier.id.slice(0, 8)}
          </Anchor>
        </Table.Td>
      )}
      <Table.Td className="wrap">
        {by.unit ? by.id : say(privacyRecord.system)}
        {by.onBehalfOf && ` ${say(behalf, { id: by.onBehalfOf.id })}`}
        {by.unit && (
          <Line size="xs">
            {say(roleWords[by.role as Role])} · {say(by.unit.name)}
          </Line>
        )}
      </Table.Td>
      <Table.Td className="wrap">{whyOf(of, speech)}</Table.Td>
    </Table.Tr>
  );
}

/** Which number of whom was seen. */
function whatOf({ part, field }: PrivacyEvent, { say }: Speech): string {
  const named = [field, part].map((name) => {
    const known = name === null ? undefined : privacyRecord[name as keyof typeof privacyRecord];
    return known ? say(known) : name;
  });
  return named.filter(Boolean).join(', ');
}

function whyOf({ reason, rule }: PrivacyEvent, { say }: Speech): string {
  if (reason !== null || !rule) return reason ?? '';
  const { years, source, unverified } = rule;
  const from = unverified ? say(privacyRecord.unverified) : source;
  return [say(privacyRecord.expired, { years }), from].filter(Boolean).join(': ');
}
