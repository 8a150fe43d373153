import { Anchor, Button, Group, Table, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { useAddress } from '../shared/use-address';
import { Empty } from '../shell/faces';
import { moment } from '../shell/format';
import { findDossiers } from './calls';
import { auditor } from './words';

const COLUMNS = ['code', 'procedure', 'stage', 'openedAt'] as const;

/** Every dossier of the province, found by what is known of it; each opens into its life. */
export function AuditPage() {
  const { say } = useLanguage();
  const [{ q }, change] = useAddress({ q: '' });
  const found = usePages(['audit', 'search', q], (cursor) => findDossiers(q, cursor));
  return (
    <>
      <PageHead title={say(auditor.audit)} print={false} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('q');
          change({ q: typeof typed === 'string' ? typed.trim() : '' });
        }}
      >
        <Group align="flex-end" mb="md">
          <TextInput key={q} name="q" label={say(auditor.find)} defaultValue={q} maxLength={200} w={360} />
          <Button type="submit">{say(auditor.findButton)}</Button>
        </Group>
      </form>
      <PagedList of={found} empty={<Empty says={auditor.nothingFits} />}>
        {(items) => <Found items={items} />}
      </PagedList>
    </>
  );
}

function Found({ items }: { items: Awaited<ReturnType<typeof findDossiers>>['items'] }) {
  const { say, language } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={680} tabIndex={0} role="region" aria-label={say(auditor.audit)}>
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((name) => (
              <Table.Th key={name} scope="col">
                {say(auditor[name])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(({ id, code, procedure, stage, openedAt }) => (
            <Table.Tr key={id}>
              <Table.Td className="number">
                <Anchor component={Link} href={`/kiem-tra/ho-so/${encodeURIComponent(code ?? id)}`}>
                  {code ?? id.slice(0, 8)}
                </Anchor>
              </Table.Td>
              <Table.Td>{procedure.name[language]}</Table.Td>
              <Table.Td>{stage.title[language]}</Table.Td>
              <Table.Td className="number">{moment(openedAt, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
