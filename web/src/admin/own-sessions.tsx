import { Badge, Button, Group, Table, Text as Line, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { Answer, Failed } from '../shell/faces';
import { moment } from '../shell/format';
import { endSessions, readSessions, type Sessions } from './account-calls';
import { sessionWords } from './words';

const NAME = ['me', 'sessions'];

/** Where somebody is signed in; what he has left open elsewhere he ends here. */
export function OwnSessions() {
  const { say } = useLanguage();
  const sessions = useRead(NAME, readSessions);
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {say(sessionWords.title)}
      </Title>
      <Answer of={sessions} rows={2}>
        {({ elsewhere, items }) =>
          elsewhere ? <Line size="sm">{say(sessionWords.elsewhere)}</Line> : <List items={items} />
        }
      </Answer>
    </section>
  );
}

function List({ items }: Pick<Sessions, 'items'>) {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const ending = useMutation({
    mutationFn: (id?: string) => endSessions(id),
    onSuccess: (left) => cache.setQueryData(NAME, left),
  });
  const others = items.filter(({ here }) => !here);
  return (
    <>
      <Table.ScrollContainer
        type="native"
        minWidth={480}
        tabIndex={0}
        role="region"
        aria-label={say(sessionWords.title)}
      >
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              {(['since', 'until', 'end'] as const).map((name) => (
                <Table.Th key={name} scope="col">
                  {say(sessionWords[name])}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ id, since, until, here }) => (
              <Table.Tr key={id}>
                <Table.Td>{moment(since, language)}</Table.Td>
                <Table.Td>{moment(until, language)}</Table.Td>
                <Table.Td>
                  {here ? (
                    <Badge color="dark.6" variant="outline" className="fixed">
                      {say(sessionWords.here)}
                    </Badge>
                  ) : (
                    <Button
                      {...{ size: 'compact-sm', variant: 'default', loading: ending.isPending }}
                      aria-label={say(sessionWords.endOf, { since: moment(since, language) })}
                      onClick={() => ending.mutate(id)}
                    >
                      {say(sessionWords.end)}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {ending.error && <Failed error={ending.error} />}
      {others.length > 1 && (
        <Group mt="xs">
          <Button variant="default" size="xs" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
            {say(sessionWords.endAll, { count: others.length })}
          </Button>
        </Group>
      )}
    </>
  );
}
