import { Button, Code, CopyButton, Group, Paper, Stack, Text as Line } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useLanguage } from '../language';
import type { AccountDone } from './account-calls';
import { accountWords } from './words';

/** The password that was just made. It stands here and nowhere else, and goes with the page. */
export function FirstPassword({ done: { account, password } }: { done: AccountDone }) {
  const { say } = useLanguage();
  if (password === undefined) return <Line>{say(accountWords.elsewhere)}</Line>;
  return (
    <Paper withBorder p="md" role="status" maw={620}>
      <Stack gap="xs" align="flex-start">
        <Group gap="xs">
          <IconKey aria-hidden />
          <Line fw={600}>{say(accountWords.first, { id: account.id })}</Line>
        </Group>
        <Group>
          <Code fz="xl" data-password>
            {password}
          </Code>
          <CopyButton value={password}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {say(copied ? accountWords.copied : accountWords.copy)}
              </Button>
            )}
          </CopyButton>
        </Group>
        <Line size="sm">{say(account.kind === 'person' ? accountWords.firstHelp : accountWords.secretHelp)}</Line>
      </Stack>
    </Paper>
  );
}
