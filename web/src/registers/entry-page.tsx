import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { problemOf } from '../api/problem';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useSession } from '../session';
import { today } from '../shared/dates';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Answer, ProblemView } from '../shell/faces';
import { readStaff, recordEntry, type Entry, type Member } from './calls';
import { EntryFields } from './entry-fields';
import { entryWords } from './words';

/** One person of the staff: a new one, or somebody who is recorded already. */
export function EntryPage() {
  const { say } = useLanguage();
  const [params] = useSearchParams();
  const session = useSession();
  const unit = params.get('unit') ?? session?.unit ?? '';
  const id = params.get('id');
  const staff = useRead(['staff', { unit }], () => readStaff({ unit }));
  const group = session?.role === 'post-manager' ? 'post' : 'government';
  return (
    <>
      <PageHead title={say(entryWords.title)} print={false} />
      <Answer of={staff}>
        {({ items }) => {
          const known = items.find((member) => member.id === id);
          return <EntryForm key={id} known={known !== undefined} entry={known ? entryOf(known) : blank(unit, group)} />;
        }}
      </Answer>
    </>
  );
}

function blank(unit: string, group: Entry['group']): Entry {
  const day = today();
  return { id: '', name: '', group, unit, kind: 'official', postedFrom: day, postedTo: '', certificates: [] };
}

function entryOf({ recordedAt: _at, certificates, ...rest }: Member): Entry {
  return { ...rest, certificates: certificates.map(({ field, passedOn }) => ({ field, passedOn })) };
}

/** What was not filled in is not sent. */
function written(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== '')) as Entry;
}

function EntryForm({ entry, known }: { entry: Entry; known: boolean }) {
  const { say } = useLanguage();
  const [, go] = useLocation();
  const cache = useQueryClient();
  const [typed, setTyped] = useState(entry);
  const register = `/so-nhan-vien?${new URLSearchParams({ unit: typed.unit })}`;
  const sending = useMutation({
    mutationFn: () => recordEntry(written(typed)),
    onSuccess: async () => {
      await Promise.all([['staff'], ['transfers']].map((queryKey) => cache.invalidateQueries({ queryKey })));
      notifications.show({ message: say(shared.done), color: 'green.9' });
      go(register);
    },
  });
  const problem = sending.error && problemOf(sending.error);
  const fault = (place: string) => {
    const found = problem?.errors.find(({ pointer }) => pointer === `/entries/0/${place}`);
    return found && say(found.message);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Stack maw={760} align="stretch">
        <EntryFields {...{ typed, known, fault }} put={(some) => setTyped({ ...typed, ...some })} />
        {problem && <ProblemView problem={problem} />}
        <Group>
          <Button type="submit" loading={sending.isPending} disabled={typed.postedTo === '' || typed.unit === ''}>
            {say(shared.save)}
          </Button>
          <Button component={Link} href={register} variant="default">
            {say(shared.cancel)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
