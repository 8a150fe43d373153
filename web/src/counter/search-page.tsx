import { Stack, TextInput, Title } from '@mantine/core';
import { useSearchParams } from 'wouter';
import { useLanguage } from '../language';
import { PagedList, usePages } from '../shared/pages';
import { Empty } from '../shell/faces';
import { findDossiers } from './calls';
import { DossierTable } from './dossier-table';
import { counter, listing } from './words';

/** Dossiers by code, name with or without diacritics, identity number or telephone. */
export function SearchPage() {
  const { say } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const q = search.get('q') ?? '';
  const found = usePages(['search', q], (cursor) => findDossiers(q, cursor || undefined), { enabled: q !== '' });
  return (
    <Stack>
      <Title order={1} size="h2">
        {say(counter.search)}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('q');
          setSearch({ q: typeof typed === 'string' ? typed.trim() : '' });
        }}
      >
        <TextInput key={q} name="q" label={say(listing.queryHint)} defaultValue={q} maxLength={200} maw={480} />
      </form>
      {q !== '' && (
        <PagedList of={found} empty={<Empty says={listing.nothingFits} />}>
          {(rows) => <DossierTable of={rows} />}
        </PagedList>
      )}
    </Stack>
  );
}
