import { Group, SegmentedControl, Text as Line } from '@mantine/core';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { readOpenings } from './calls';
import { receiving } from './words';

type Props = { code: string; value: string; onChange: (action: string) => void };

/** What may be done with somebody who comes to the counter: receive, guide, ask for more, refuse, as the process has it. */
export function Openings({ code, value, onChange }: Props) {
  const { say } = useLanguage();
  const role = useSession()?.role;
  const openings = useRead(['openings', code], () => readOpenings(code), { staleTime: 300_000 });
  // What the portal may do as well is done there, by those who hand in online.
  const here = openings.data?.filter(({ roles }) => !roles.includes('portal')) ?? [];
  const mine = here.filter(({ roles }) => role && (roles.length === 0 || roles.includes(role)));
  if (mine.length < 2) return null;
  // What is done most stands first.
  const ordered = [...mine].sort((a, b) => Number(b.name === 'receive') - Number(a.name === 'receive'));
  return (
    <Group gap="xs">
      <Line size="sm" fw={600} id="how">
        {say(receiving.how)}
      </Line>
      <SegmentedControl
        aria-labelledby="how"
        value={value}
        onChange={onChange}
        data={ordered.map(({ name, title }) => ({ value: name, label: say(title) }))}
      />
    </Group>
  );
}
