import { useEffect, useRef, useState } from 'react';
import { Button, Group, SegmentedControl, Select, Stack, Title } from '@mantine/core';
import { Link, useSearchParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { PagedList, usePages } from '../shared/pages';
import { Empty } from '../shell/faces';
import { Batch } from './batch';
import { readFields, readWork, type WorkQuery } from './calls';
import { DossierTable } from './dossier-table';
import { rememberQueue, startIn } from './queue';
import { counter, listing, receiving } from './words';

/** What waits for this person, what is due first standing first. The filters are in the address. */
export function WorkPage() {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const filter = filterOf(search);
  const read = (cursor: string) => readWork({ ...filter, limit: 50, ...(cursor && { cursor }) });
  const work = usePages(['work', filter], read, { refresh: 60_000 });
  const { items } = work;
  useEffect(() => {
    if (items) rememberQueue(items);
  }, [items]);
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next);
  };
  const clerk = useMay('dossier.open');
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {say(counter.work)}
        </Title>
        {clerk && (
          <Button component={Link} href="/tiep-nhan">
            {say(counter.receive)}
          </Button>
        )}
      </Group>
      <Filters search={search} set={set} />
      {/* Also when the last of them has gone from the list: what became of each is still to be read. */}
      {items && <Batch selected={items.filter(({ id }) => selected.has(id))} onDone={() => select(new Set())} />}
      <PagedList
        of={work}
        rows={10}
        empty={
          <Empty says={listing.nothing}>
            {clerk && (
              <Button component={Link} href="/tiep-nhan" variant="default">
                {say(receiving.newKey)}
              </Button>
            )}
          </Empty>
        }
      >
        {(rows) => <DossierTable of={rows} selected={selected} onSelect={select} startAt={startIn(rows)} />}
      </PagedList>
    </Stack>
  );
}

function filterOf(search: URLSearchParams): WorkQuery {
  const late = search.get('han');
  const field = search.get('linh-vuc');
  return { ...(late === 'late' || late === 'nearly' ? { late } : {}), ...(field && { field }) };
}

type FilterProps = { search: URLSearchParams; set: (name: string, value: string | null) => void };

function Filters({ search, set }: FilterProps) {
  const { say } = useLanguage();
  const fields = useRead(['fields'], readFields, { staleTime: Infinity });
  const urgency = useRef<HTMLDivElement>(null);
  return (
    <Group align="flex-end">
      <SegmentedControl
        ref={urgency}
        aria-label={say(listing.urgency)}
        value={search.get('han') ?? 'all'}
        onChange={(late) => set('han', late === 'all' ? null : late)}
        data={[
          { value: 'all', label: say(listing.all) },
          { value: 'nearly', label: say(listing.nearly) },
          { value: 'late', label: say(listing.late) },
        ]}
      />
      <Select
        aria-label={say(listing.field)}
        placeholder={say(listing.field)}
        value={search.get('linh-vuc')}
        onChange={(field) => set('linh-vuc', field)}
        data={(fields.data ?? []).map(({ code, name }) => ({ value: code, label: say(name) }))}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': say(listing.all) }}
        w={280}
      />
    </Group>
  );
}
