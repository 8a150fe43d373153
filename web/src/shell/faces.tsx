import type { ReactNode } from 'react';
import { Alert, Button, Center, Group, List, Skeleton, Stack, Text as Line, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconInbox } from '@tabler/icons-react';
import { problemOf, type Problem } from '../api/problem';
import { useLanguage, type Text } from '../language';
import { shell } from './words';

/** The face of a page that waits for its data: rows where rows will be, so that nothing jumps. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const { say } = useLanguage();
  return (
    <Stack role="status" aria-busy gap="sm">
      <VisuallyHidden>{say(shell.loading)}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={28} animate={false} />
      ))}
    </Stack>
  );
}

/** The face of a list with nothing in it: says so, and what to do. */
export function Empty({ says, children }: { says: Text; children?: ReactNode }) {
  const { say } = useLanguage();
  return (
    <Center py="xl" data-face="empty">
      <Stack align="center" gap="sm">
        <IconInbox size={40} stroke={1.2} color="var(--mantine-color-gray-6)" aria-hidden />
        <Line>{say(says)}</Line>
        {children}
      </Stack>
    </Center>
  );
}

/** Why a thing was not read or not done, in the words of the API, with its faults and a way on. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { say } = useLanguage();
  return (
    <ProblemView problem={problemOf(error)}>
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          {say(shell.again)}
        </Button>
      )}
    </ProblemView>
  );
}

/** A problem document. `except`: pointers that are shown at their fields already. */
export function ProblemView(props: { problem: Problem; except?: readonly string[]; children?: ReactNode }) {
  const { say } = useLanguage();
  const { problem, except = [], children } = props;
  const faults = problem.errors.filter(({ pointer }) => !except.includes(pointer));
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={say(problem.titles)}
    >
      <Stack gap="xs" align="flex-start">
        {faults.length > 0 && (
          <List size="sm">
            {faults.map(({ pointer, rule, message }) => (
              <List.Item key={`${pointer} ${rule}`}>{say(message)}</List.Item>
            ))}
          </List>
        )}
        {problem.status >= 500 && problem.instance && (
          <Line size="xs">
            {say(shell.incident)}: {problem.instance}
          </Line>
        )}
        {children && <Group>{children}</Group>}
      </Stack>
    </Alert>
  );
}

type Query<Data> = { data?: Data; error: unknown; isPending: boolean; refetch: () => unknown };

/** Shows what was read, or the face of its state. Data that was there stays while a newer reading fails. */
export function Answer<Data>(props: { of: Query<Data>; rows?: number; children: (data: Data) => ReactNode }) {
  const { of: query, rows, children } = props;
  const failed = query.error ? <Failed error={query.error} retry={() => void query.refetch()} /> : null;
  if (query.data === undefined) return failed ?? <Loading rows={rows} />;
  return (
    <>
      {failed}
      {children(query.data)}
    </>
  );
}
