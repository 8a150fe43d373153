import { Anchor, Checkbox, Table } from '@mantine/core';
import { Link, useParams } from 'wouter';
import { useLanguage } from '../language';
import { PageHead } from '../shared/page-head';
import { PagedList, usePages } from '../shared/pages';
import { useAddress } from '../shared/use-address';
import { shared } from '../shared/words';
import { Empty } from '../shell/faces';
import { readResults, type ReplayResult } from './calls';
import { ResultView } from './verdict';
import { auditor } from './words';

/** The report of a replay: a verdict for each subject, and where the accounts differ. */
export function RunPage() {
  const { say } = useLanguage();
  const { id = '' } = useParams();
  const [{ differing }, change] = useAddress({ differing: '' });
  const only = differing !== '';
  const results = usePages(['replays', id, 'report', only], (cursor) => readResults(id, only, cursor));
  return (
    <>
      <PageHead
        title={say(auditor.results)}
        table={`/api/v1/replays/${id}/results${only ? '?differing=true' : ''}`}
        csvOnly
      />
      <Checkbox
        mb="md"
        label={say(auditor.onlyDiffering)}
        checked={only}
        onChange={(event) => change({ differing: event.currentTarget.checked ? '1' : '' })}
      />
      <PagedList of={results} empty={<Empty says={shared.nothing} />}>
        {(items) => <Results id={id} items={items} />}
      </PagedList>
    </>
  );
}

function Results({ id, items }: { id: string; items: ReplayResult[] }) {
  const { say } = useLanguage();
  return (
    <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} role="region" aria-label={say(auditor.results)}>
      <Table withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(auditor.subject)}</Table.Th>
            <Table.Th scope="col">{say(auditor.verdict)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.sha256}>
              <Table.Td>
                <Anchor component={Link} href={pageOf(item)}>
                  {say(item.subject.kind === 'dossier' ? auditor.dossierKind : auditor.transferKind)} {item.subject.id}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {item.verdict === 'agrees' ? say(auditor.agreesShort) : <ResultView id={id} of={item} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function pageOf({ subject: { kind, id } }: ReplayResult): string {
  return kind === 'dossier' ? `/kiem-tra/ho-so/${id}` : `/chuyen-giao/${id}`;
}
