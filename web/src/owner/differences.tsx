import { List, Stack, Text as Line, Title } from '@mantine/core';
import { useLanguage, type Text } from '../language';
import type { Change } from './calls';
import { owner } from './words';

const PARTS: readonly { about: Change['about']; title: Text }[] = [
  { about: 'procedure', title: owner.limits },
  { about: 'process', title: owner.processes },
  { about: 'stage', title: owner.stages },
  { about: 'action', title: owner.actions },
  { about: 'form', title: owner.forms },
];

/** What differs, in the sentences of the API, by what they are about. */
export function Differences({ of: changes }: { of: readonly Change[] }) {
  const { say } = useLanguage();
  if (changes.length === 0) return <Line>{say(owner.noDifference)}</Line>;
  return (
    <Stack gap="xs">
      {PARTS.map(({ about, title }) => {
        const own = changes.filter((change) => change.about === about);
        if (own.length === 0) return null;
        return (
          <section key={about}>
            <Title order={3} size="h6">
              {say(about === 'procedure' ? owner.procedure : title)}
            </Title>
            <List size="sm">
              {own.map((change, i) => (
                <List.Item key={`${change.name} ${i}`}>{say(change.text)}</List.Item>
              ))}
            </List>
          </section>
        );
      })}
    </Stack>
  );
}
