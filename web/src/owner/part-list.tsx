import { useState, type ReactNode } from 'react';
import { Accordion, Badge, Button, Group, Text as Line } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useLanguage, type Text } from '../language';
import type { Check } from './calls';
import { Checks, checksAt } from './checks';
import { owner } from './words';

type Part = { name: string; title: Text };

type Props<P extends Part> = {
  of: P[];
  /** Where the parts are in the draft: `/process/stages`. */
  at: string;
  checks: readonly Check[];
  hint: (part: P) => string;
  add?: { label: Text; do: () => void };
  children: (part: P, place: number) => ReactNode;
};

/** Parts of a process, one open at a time; those with faults show how many. */
export function PartList<P extends Part>({ of: parts, at, checks, hint, add, children }: Props<P>) {
  const { say } = useLanguage();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Accordion value={open} onChange={setOpen} variant="contained" transitionDuration={0}>
        {parts.map((part, place) => {
          const own = checksAt(checks, `${at}/${place}`);
          const value = String(place);
          return (
            <Accordion.Item key={value} value={value}>
              <Accordion.Control>
                <Group justify="space-between" wrap="nowrap" mr="sm">
                  <span>{say(part.title) || part.name}</span>
                  <Group gap="xs" wrap="nowrap">
                    <Line size="sm" c="dimmed">
                      {hint(part)}
                    </Line>
                    {own.length > 0 && <Badge color="red.9">{say(owner.checks, { count: own.length })}</Badge>}
                  </Group>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                {open === value && (
                  <>
                    <Checks of={own} />
                    {children(part, place)}
                  </>
                )}
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
      {add && (
        <Button
          mt="sm"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => {
            add.do();
            setOpen(String(parts.length));
          }}
        >
          {say(add.label)}
        </Button>
      )}
    </>
  );
}
