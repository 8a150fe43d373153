import { Button, Paper, Table, Text as Line, Title } from '@mantine/core';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useFields, useUnits } from '../shared/choices';
import { dayOf } from '../shared/dates';
import { shared } from '../shared/words';
import { readPlans, type Checked } from './calls';
import { programmeWords, transfers } from './words';

/** What an order would begin, row by row; nothing of it is recorded yet. */
export function ProgrammePreview(props: { checked: Checked; busy: boolean; onBegin: () => void }) {
  const { checked, busy, onBegin } = props;
  const { say } = useLanguage();
  const count = checked.transfers.length;
  return (
    <Paper withBorder p="md" mt="xl" component="section">
      <Title order={2} size="h4">
        {count > 0 ? say(programmeWords.previewOf, { count }) : say(programmeWords.previewNone)}
      </Title>
      <Line size="sm" mb="md">
        {say(programmeWords.previewHelp)}
      </Line>
      {count > 0 && (
        <>
          <Rows of={checked.transfers} />
          <Button mt="md" loading={busy} onClick={onBegin}>
            {say(programmeWords.confirm)}
          </Button>
        </>
      )}
    </Paper>
  );
}

const COLUMNS = [shared.unit, shared.field, transfers.scope, transfers.effectiveOn, programmeWords.plan];

function Rows({ of }: { of: Checked['transfers'] }) {
  const { say, language } = useLanguage();
  const units = new Map(useUnits().data?.items.map(({ id, name }) => [id, name[language]]));
  const fields = new Map(useFields().data?.items.map(({ code, name }) => [code, name[language]]));
  const plans = useRead(['plans'], readPlans, { staleTime: 600_000 }).data ?? [];
  const planName = (id: string, version: number) =>
    plans.find((plan) => plan.id === id && plan.version === version)?.title[language] ?? id;
  return (
    <Table.ScrollContainer
      type="native"
      {...{ minWidth: 560, mah: 400, tabIndex: 0, role: 'region' }}
      aria-label={say(programmeWords.preview)}
    >
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name.en} scope="col">
                {say(name)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {of.map(({ unit, field, scope, effectiveOn, plan }) => (
            <Table.Tr key={`${unit} ${field} ${scope}`}>
              <Table.Td>{units.get(unit) ?? unit}</Table.Td>
              <Table.Td>{fields.get(field) ?? field}</Table.Td>
              <Table.Td>{say(transfers[scope])}</Table.Td>
              <Table.Td className="number">{dayOf(effectiveOn)}</Table.Td>
              <Table.Td>{planName(plan.id, plan.version)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
