import { Button, Group, Stack, Text as Line, Title } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage, type Text } from '../language';
import { useMay, useSession } from '../session';
import { FieldChoice, GroupChoice } from '../shared/choices';
import { PageHead } from '../shared/page-head';
import { filled, useAddress } from '../shared/use-address';
import { Answer } from '../shell/faces';
import { readEquipment, readStaff } from './calls';
import { EquipmentTable } from './equipment-table';
import { Needs } from './needs';
import { ReachedUnit, useReached } from './reach';
import { StaffTable } from './staff-table';
import { registerWords } from './words';

type Place = { unit: string; group: string; field: string };

/** Who works at a unit and what stands there: what the readiness of its transfers is judged by. */
export function RegisterPage() {
  const { say } = useLanguage();
  const own = useSession()?.unit ?? '';
  const [place, change] = useAddress<Place>({ unit: own, group: '', field: '' });
  const unit = place.unit || own;
  const recordable = useReached('staff.record');
  const records = recordable.some(({ id, code }) => id === unit || code === unit);
  const follows = useMay('transfer.read');
  const head = `?${new URLSearchParams({ unit })}`;
  return (
    <>
      <PageHead title={say(registerWords.registerOf)} print={false}>
        {records && (
          <>
            <Button
              {...{ component: Link, href: `/so-nhan-vien/ghi${head}`, size: 'xs' }}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              {say(registerWords.add)}
            </Button>
            <Button
              {...{ component: Link, href: '/so-nhan-vien/tep', size: 'xs', variant: 'default' }}
              leftSection={<IconFileImport size={16} aria-hidden />}
            >
              {say(registerWords.fromFile)}
            </Button>
          </>
        )}
      </PageHead>
      <Group align="flex-end" gap="sm" mb="md">
        <ReachedUnit may="staff.read" value={unit} onChange={(chosen) => change({ unit: chosen })} />
        <GroupChoice value={place.group} onChange={(group) => change({ group })} />
        <FieldChoice value={place.field} onChange={(field) => change({ field })} />
      </Group>
      <Stack gap="xl" align="stretch">
        <Staff unit={unit} group={place.group} field={place.field} records={records} />
        <Equipment unit={unit} records={records} />
        {follows && (
          <Section title={registerWords.needs}>
            <Needs unit={unit} />
          </Section>
        )}
      </Stack>
    </>
  );
}

function Section({ title, id, children }: { title: Text; id?: string; children: ReactNode }) {
  const { say } = useLanguage();
  return (
    <section id={id}>
      <Title order={2} size="h4" mb="xs">
        {say(title)}
      </Title>
      {children}
    </section>
  );
}

function Nothing({ says }: { says: Text }) {
  const { say } = useLanguage();
  return <Line>{say(says)}</Line>;
}

function Staff({ records, ...query }: Place & { records: boolean }) {
  const staff = useRead(['staff', query], () => readStaff(filled(query) as Parameters<typeof readStaff>[0]));
  return (
    <Section title={registerWords.staff}>
      <Answer of={staff} rows={3}>
        {({ items }) =>
          items.length === 0 ? <Nothing says={registerWords.noStaff} /> : <StaffTable items={items} records={records} />
        }
      </Answer>
    </Section>
  );
}

function Equipment({ unit, records }: { unit: string; records: boolean }) {
  const equipment = useRead(['equipment', unit], () => readEquipment(unit));
  const there = equipment.data !== undefined;
  // The page is made after the browser has looked for the place that the address names.
  useEffect(() => {
    if (there && location.hash === '#thiet-bi') document.getElementById('thiet-bi')?.scrollIntoView();
  }, [there]);
  return (
    <Section title={registerWords.equipment} id="thiet-bi">
      <Answer of={equipment} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing says={registerWords.noItems} />
          ) : (
            <EquipmentTable unit={unit} items={items} records={records} />
          )
        }
      </Answer>
    </Section>
  );
}
