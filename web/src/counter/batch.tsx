import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Button, Group, List, Paper, Select, Stack, Text as Line } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/problem';
import { useRead } from '../api/queries';
import { contentOf } from '../form/content';
import type { Typed } from '../form/api-form';
import { useLanguage, type Text } from '../language';
import { Answer, Loading } from '../shell/faces';
import { Keys, useShortcut } from '../shell/shortcuts';
import { act, readActions, readDossier, writeSlip, type Actions, type Possible, type Summary } from './calls';
import { listing, receiving } from './words';

const ApiForm = lazy(() => import('../form/api-form').then(({ ApiForm: Form }) => ({ default: Form })));
const SLIP = 'handover-slip';

type Result = { code: string; ok: boolean; says: string };
type Held = { item: Summary; actions: Actions };

/** One thing for all dossiers that are checked, with what became of each. */
export function Batch({ selected, onDone }: { selected: readonly Summary[]; onDone: () => void }) {
  const { say } = useLanguage();
  const [results, setResults] = useState<Result[]>([]);
  const ids = selected.map(({ id }) => id);
  const held = useRead(['actions-of', ids], () => heldOf(selected), { enabled: ids.length > 0 });
  const finish = (made: Result[]) => {
    setResults(made);
    onDone();
  };
  return (
    <>
      {selected.length > 0 && (
        <Paper withBorder p="md" component="section" aria-label={say(listing.batch)}>
          <Stack gap="sm">
            <Line fw={600} role="status">
              {say(listing.selected, { n: selected.length })} <Keys of="alt+B" />
            </Line>
            <Answer of={held} rows={1}>
              {(all) => <Choice held={all} onDone={finish} />}
            </Answer>
          </Stack>
        </Paper>
      )}
      {results.length > 0 && <Results of={results} />}
    </>
  );
}

function Results({ of: results }: { of: Result[] }) {
  const { say } = useLanguage();
  const title = useRef<HTMLParagraphElement>(null);
  // The form that was sent is gone, and the rows may be too.
  useEffect(() => title.current?.focus(), [results]);
  return (
    <Paper withBorder p="md" component="section" role="status">
      <Line ref={title} tabIndex={-1} fw={600}>
        {say(listing.results)}
      </Line>
      <List>
        {results.map(({ code, ok, says }) => (
          <List.Item key={code} c={ok ? 'green.9' : 'red.9'}>
            {code}: {says}
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}

async function heldOf(selected: readonly Summary[]): Promise<Held[]> {
  return Promise.all(selected.map(async (item) => ({ item, actions: await readActions(item.id) })));
}

/** Actions that at least one of them has, by their name. */
function choicesOf(held: readonly Held[]): Possible[] {
  const found = new Map<string, Possible>();
  for (const { actions } of held)
    for (const action of actions.items) if (!found.has(action.name)) found.set(action.name, action);
  return [...found.values()];
}

function Choice({ held, onDone }: { held: Held[]; onDone: (results: Result[]) => void }) {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const [content, setContent] = useState<Typed>({});
  const [busy, setBusy] = useState(false);
  const choices = choicesOf(held);
  const action = choices.find((choice) => choice.name === name);
  const which = useRef<HTMLInputElement>(null);
  useShortcut('alt+B', listing.batchKey, () => which.current?.focus());
  const run = async () => {
    if (busy) return;
    setBusy(true);
    const words = { language, say };
    const results = name === SLIP ? await slips(held, words) : await actOnAll(held, name ?? '', content, words);
    await cache.invalidateQueries();
    setBusy(false);
    onDone(results);
  };
  useShortcut('mod+Enter', receiving.saveKey, () => void run(), name !== null);
  return (
    <Stack gap="sm">
      <Select
        ref={which}
        label={say(listing.together)}
        value={name}
        onChange={(chosen) => {
          setName(chosen);
          setContent({});
        }}
        data={[
          ...choices.map((choice) => ({ value: choice.name, label: say(choice.title) })),
          { value: SLIP, label: say(listing.handover) },
        ]}
        maw={480}
      />
      {action && (
        <Suspense fallback={<Loading rows={2} />}>
          <ApiForm id="batch" of={action} value={content} onChange={setContent} onSubmit={() => void run()}>
            <Submit busy={busy} />
          </ApiForm>
        </Suspense>
      )}
      {name === SLIP && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <Submit busy={busy} />
        </form>
      )}
    </Stack>
  );
}

function Submit({ busy }: { busy: boolean }) {
  const { say } = useLanguage();
  return (
    <Group mt="sm">
      <Button type="submit" loading={busy}>
        {say(listing.act)}
      </Button>
      <Keys of="mod+Enter" />
    </Group>
  );
}

type Words = { language: 'vi' | 'en'; say: (text: Text, values?: Record<string, string>) => string };

/** One after the other: what one refuses does not keep the others. */
async function actOnAll(held: Held[], name: string, typed: Typed, { language, say }: Words): Promise<Result[]> {
  const results: Result[] = [];
  for (const { item, actions } of held) {
    const code = item.code ?? item.id;
    const action = actions.items.find((choice) => choice.name === name);
    if (!action) {
      const withheld = actions.withheld.find((other) => other.name === name);
      results.push({ code, ok: false, says: say(withheld?.problem.titles ?? listing.notPossible) });
      continue;
    }
    const content = { ...action.known, ...contentOf(typed, action.schema) };
    try {
      await act(item.id, name, { expectedSeq: actions.seq, content, documents: [] });
      results.push({ code, ok: true, says: say(listing.done) });
    } catch (error) {
      results.push({ code, ok: false, says: faultOf(error, language) });
    }
  }
  return results;
}

/** A slip for every unit that decides, as papers go to one place at a time. */
async function slips(held: Held[], { language, say }: Words): Promise<Result[]> {
  const dossiers = await Promise.all(held.map(({ item }) => readDossier(item.id)));
  const groups = Map.groupBy(dossiers, ({ units }) => units.deciding.id);
  const results: Result[] = [];
  for (const [to, members] of groups) {
    const name = members[0]?.units.deciding.name ?? { vi: to, en: to };
    let outcome: Omit<Result, 'code'>;
    try {
      await writeSlip(
        to,
        members.map(({ id }) => id),
      );
      outcome = { ok: true, says: say(listing.slip, { unit: name[language] }) };
    } catch (error) {
      outcome = { ok: false, says: faultOf(error, language) };
    }
    results.push(...members.map(({ code, id }) => ({ code: code ?? id, ...outcome })));
  }
  return results;
}

function faultOf(error: unknown, language: 'vi' | 'en'): string {
  const { titles, errors } = problemOf(error);
  return [titles[language], ...errors.map(({ message }) => message[language])].join('; ');
}
