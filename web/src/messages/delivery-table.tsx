import { Anchor, Badge, Button, Table, Text as Line } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { moment } from '../shell/format';
import type { Delivery } from './calls';
import { kindOf, messageWords } from './words';

const COLUMNS = ['at', 'about', 'what', 'channel', 'to', 'state'] as const;
type Props = { items: Delivery[]; onResend: (delivery: Delivery) => void };

export function DeliveryTable({ items, onResend }: Props) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={900}
      tabIndex={0}
      role="region"
      aria-label={say(messageWords.messages)}
    >
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(messageWords[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((delivery) => (
            <Row key={delivery.id} {...{ delivery, onResend }} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ delivery, onResend }: { delivery: Delivery; onResend: Props['onResend'] }) {
  const { say, language } = useLanguage();
  const resends = useMay('message.resend');
  const { createdAt, kind, channel, recipient, state, uncertain } = delivery;
  return (
    <Table.Tr>
      <Table.Td className="number">{moment(createdAt, language)}</Table.Td>
      <Table.Td className="number">
        <About of={delivery} />
      </Table.Td>
      <Table.Td>{say(kindOf(kind))}</Table.Td>
      <Table.Td>{say(messageWords[channel])}</Table.Td>
      <Table.Td className="number">{recipient}</Table.Td>
      <Table.Td>
        <State of={delivery} />
        {resends && (state === 'dead' || state === 'off' || uncertain) && (
          <Button size="compact-xs" variant="default" mt={4} onClick={() => onResend(delivery)}>
            {say(messageWords.resend)}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function About({ of: { subject, code } }: { of: Delivery }) {
  const { say } = useLanguage();
  const [dossiers, transfers, auditor] = [useMay('dossier.read'), useMay('transfer.read'), useMay('history.read')];
  if (subject.kind === 'dossier') {
    const name = code ?? subject.id.slice(0, 8);
    const folder = auditor ? '/kiem-tra/ho-so' : '/ho-so';
    return dossiers ? <To place={`${folder}/${encodeURIComponent(code ?? subject.id)}`} name={name} /> : name;
  }
  const name = say(messageWords[subject.kind]);
  return subject.kind === 'transfer' && transfers ? <To place={`/chuyen-giao/${subject.id}`} name={name} /> : name;
}

function To({ place, name }: { place: string; name: string }) {
  return (
    <Anchor component={Link} href={place} underline="always" inherit>
      {name}
    </Anchor>
  );
}

function State({ of: { state, attempts, lastError, dueAt, uncertain, sentAt } }: { of: Delivery }) {
  const { say, language } = useLanguage();
  const lines = [
    uncertain && say(messageWords.uncertain),
    attempts > 1 && say(messageWords.attempts, { count: attempts }),
    lastError,
    state === 'pending' && dueAt && attempts > 0 && say(messageWords.next, { at: moment(dueAt, language) }),
    sentAt && moment(sentAt, language),
  ].filter((line): line is string => typeof line === 'string');
  return (
    <>
      <Badge
        color={state === 'dead' ? 'red.8' : 'dark.6'}
        variant={state === 'dead' ? 'filled' : 'outline'}
        className="fixed"
      >
        {say(messageWords[state])}
      </Badge>
      {lines.map((line) => (
        <Line key={line} size="xs" className="wrap">
          {line}
        </Line>
      ))}
    </>
  );
}
