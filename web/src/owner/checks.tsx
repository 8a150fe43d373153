import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLanguage } from '../language';
import type { Check } from './calls';
import { owner } from './words';

/** The faults at a place of the draft, and below it. */
export function checksAt(checks: readonly Check[], pointer: string): Check[] {
  return checks.filter((check) => check.pointer === pointer || check.pointer.startsWith(`${pointer}/`));
}

/** Faults beside what they concern. */
export function Checks({ of: checks }: { of: readonly Check[] }) {
  const { say } = useLanguage();
  if (checks.length === 0) return null;
  return (
    <Alert
      color="red"
      variant="default"
      icon={<IconAlertTriangle aria-hidden />}
      title={say(owner.checks, { count: checks.length })}
    >
      <List size="sm">
        {checks.map(({ pointer, message }, i) => (
          <List.Item key={`${pointer} ${i}`}>{say(message)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
