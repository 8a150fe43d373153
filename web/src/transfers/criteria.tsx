import { useState } from 'react';
import { Anchor, Badge, Button, Group, Stack, Table, Text as Line, Title } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { saveFile } from '../shared/file';
import { Failed } from '../shell/faces';
import { moment } from '../shell/format';
import type { Finding, Plan, Transfer } from './calls';
import { WishForm } from './wish-form';
import { transfers, wishWords } from './words';

type Props = { of: Transfer; plan?: Plan; party: 'authority' | 'post' };
type Confirming = { action: 'confirm' | 'unconfirm'; criterion: string };
const COLUMNS = ['criterion', 'have', 'evidence'] as const;

/** What must hold for the next stage, each with what is there, what is missing, and whose word it is. */
export function Criteria({ of, plan, party }: Props) {
  const { say } = useLanguage();
  const [wish, setWish] = useState<Confirming>();
  const rules = plan ? [...plan.stages.flatMap(({ criteria }) => criteria), ...plan.handBack] : [];
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {say(transfers.criteria)}
      </Title>
      <Table.ScrollContainer
        type="native"
        minWidth={640}
        tabIndex={0}
        role="region"
        aria-label={say(transfers.criteria)}
      >
        <Table withTableBorder verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((name) => (
                <Table.Th key={name} scope="col">
                  {say(transfers[name])}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {of.findings.map((finding) => {
              const rule = rules.find(({ name }) => name === finding.name);
              const mine = rule?.by === party && of.actions.includes('confirm');
              return <Row key={finding.name} {...{ of, finding, legal: rule?.legal, mine, onWish: setWish }} />;
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {wish && <WishForm {...wish} transfer={of} onClose={() => setWish(undefined)} />}
    </section>
  );
}

type RowProps = { of: Transfer; finding: Finding; legal?: string; mine: boolean; onWish: (wish: Confirming) => void };

function Row({ of, finding, legal, mine, onWish }: RowProps) {
  const { say } = useLanguage();
  const { name, title, holds, have, need } = finding;
  const given = of.confirmations.find(({ criterion }) => criterion === name);
  const action = given && holds ? 'unconfirm' : 'confirm';
  const sees = useMay('staff.read');
  const place = registerOf(of, finding);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Badge color={holds ? 'dark.6' : 'red.8'} variant={holds ? 'outline' : 'filled'} className="fixed">
            {say(holds ? transfers.holds : transfers.fails)}
          </Badge>
          <div>
            <Line>{say(title)}</Line>
            {legal && (
              <Line size="xs" c="dimmed">
                {legal}
              </Line>
            )}
          </div>
        </Group>
      </Table.Td>
      <Table.Td className="number">
        {have} / {need}
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          <Why finding={finding} />
          {given && <Given transfer={of.id} given={given} />}
          {sees && place && (
            <Anchor component={Link} href={place} size="sm" underline="always" className="no-print">
              {say(finding.kind === 'staff' ? transfers.staffRegister : transfers.equipmentRegister)}
            </Anchor>
          )}
          {mine && (
            <Button
              size="xs"
              className="no-print"
              variant={action === 'confirm' ? 'filled' : 'default'}
              onClick={() => onWish({ action, criterion: name })}
            >
              {say(wishWords[action])}
            </Button>
          )}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

/** Where what the criterion asks for is recorded. */
function registerOf({ unit }: Transfer, { kind }: Finding): string | undefined {
  const place = `/so-nhan-vien?${new URLSearchParams({ unit: unit.id })}`;
  if (kind === 'staff') return place;
  return kind === 'equipment' ? `${place}#thiet-bi` : undefined;
}

function Why({ finding: { missing, since, until } }: { finding: Finding }) {
  const { say, language } = useLanguage();
  const lines = [
    ...missing.map((text) => say(text)),
    since && say(transfers.since, { at: moment(since, language) }),
    until && say(transfers.until, { at: moment(until, language) }),
  ];
  return lines.map(
    (line) =>
      line && (
        <Line size="sm" key={line}>
          {line}
        </Line>
      ),
  );
}

function Given({ transfer, given }: { transfer: string; given: Transfer['confirmations'][number] }) {
  const { say, language } = useLanguage();
  const [error, setError] = useState<unknown>();
  return (
    <>
      <Line size="sm">
        {given.by}, {moment(given.at, language)}: {given.note}
      </Line>
      {given.attachment && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void saveFile(`/api/v1/transfers/${transfer}/evidence/${given.attachment}`).catch(setError)}
        >
          {say(transfers.paper)}
        </Button>
      )}
      {error !== undefined && <Failed error={error} />}
    </>
  );
}
