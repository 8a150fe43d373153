import { useState } from 'react';
import { Alert, Badge, Button, Group, Stack, Tabs, Text as Line, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useDraft } from '../shell/drafts';
import { Answer, Failed, Loading } from '../shell/faces';
import { moment } from '../shell/format';
import { Keys, useShortcut } from '../shell/shortcuts';
import { ActionsEditor } from './actions-editor';
import { readDraft, saveDraft, type Draft } from './calls';
import { Checks } from './checks';
import type { Content } from './definition';
import type { Editing } from './editing';
import { FormsEditor } from './forms-editor';
import { LimitsEditor } from './limits-editor';
import { ProcessView } from './process-view';
import { ReviewPanel } from './review-panel';
import { StagesEditor } from './stages-editor';
import { shell } from '../shell/words';
import { owner } from './words';

/** A draft: edited by forms, its faults beside what they concern, told in words, and judged by a second person. */
export function DraftPage() {
  const { id = '' } = useParams<{ id: string }>();
  const draft = useRead(['drafts', 'one', id], () => readDraft(id));
  return <Answer of={draft}>{(found) => <Written key={found.id} draft={found} />}</Answer>;
}

/** What is not saved yet, and the state of the draft that it was written on. */
type Unsaved = { seq: number; content?: Content };
const NOTHING: Unsaved = { seq: 0 };

function Written({ draft }: { draft: Draft }) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  const { value: kept, change, latest, forget } = useDraft<Unsaved>(`process:${draft.id}`, NOTHING);
  const update = (next: Draft) => cache.setQueryData(['drafts', 'one', draft.id], next);
  const content = kept?.content ?? draft.content;
  const unsaved = kept?.content !== undefined;
  const saving = useMutation({
    mutationFn: (written: Content) => saveDraft(draft.id, kept?.seq ?? draft.seq, written),
    onSuccess: (next, written) => {
      update(next);
      // What was written while this was saved is not saved yet.
      const later = latest().content;
      if (later === written) forget();
      else change(() => ({ seq: next.seq, content: later }));
      notifications.show({
        message: say(owner.saved),
        color: 'green.9',
        closeButtonProps: { 'aria-label': say(shell.close) },
      });
    },
    // Somebody else may have saved: then their state is shown beside what is not saved here.
    onError: () => cache.invalidateQueries({ queryKey: ['drafts', 'one', draft.id] }),
  });
  const locked = !draft.acts.includes('save');
  const edit: Editing['edit'] = (edited) => {
    change(({ seq, content: before }) => {
      const next = structuredClone(before ?? draft.content);
      edited(next);
      return { seq: before ? seq : draft.seq, content: next };
    });
  };
  useShortcut('mod+S', owner.saveKey, () => saving.mutate(content), unsaved && !locked && !saving.isPending);
  if (!kept) return <Loading />;
  const stale = unsaved && kept.seq !== draft.seq;
  return (
    <Stack>
      <Head draft={draft} />
      {stale && <Stale draft={draft} onDrop={forget} />}
      {!stale && saving.error && <Failed error={saving.error} />}
      {!locked && (
        <Group>
          <Button disabled={!unsaved || stale} loading={saving.isPending} onClick={() => saving.mutate(content)}>
            {say(owner.save)}
          </Button>
          <Keys of="mod+S" />
          <Line size="sm" role="status">
            {unsaved ? say(owner.unsaved) : draft.checks.length === 0 ? say(owner.noChecks) : ''}
          </Line>
        </Group>
      )}
      <Editors editing={{ content, forms: draft.forms, checks: draft.checks, locked, edit }} />
      <ReviewPanel draft={draft} unsaved={unsaved} onChange={update} />
    </Stack>
  );
}

function Head({ draft: { procedure, base, stage } }: { draft: Draft }) {
  const { say } = useLanguage();
  return (
    <Group justify="space-between">
      <Title order={1} size="h3">
        {say(owner.draft)}: {procedure.code} · {say(procedure.name)}
      </Title>
      <Group gap="xs">
        <Badge variant="default" size="lg">
          {say(owner[stage])}
        </Badge>
        <Line size="sm">
          {say(owner.version)} {base} →
        </Line>
      </Group>
    </Group>
  );
}

function Stale({ draft: { last }, onDrop }: { draft: Draft; onDrop: () => void }) {
  const { say, language } = useLanguage();
  return (
    <Alert role="alert" color="orange" title={say(owner.stale, { by: last.by, at: moment(last.at, language) })}>
      <Button variant="default" size="xs" onClick={onDrop}>
        {say(owner.theirs)}
      </Button>
    </Alert>
  );
}

const TABS = ['limits', 'stages', 'actions', 'forms', 'view'] as const;

function Editors({ editing }: { editing: Editing }) {
  const { say } = useLanguage();
  const [tab, show] = useState<string | null>('limits');
  const { content, checks } = editing;
  // A draft may be of any shape while it is written by a program; there is nothing to edit by forms then.
  const shapely = Array.isArray(content.process.stages) && Array.isArray(content.process.actions);
  if (!shapely) return <Checks of={checks} />;
  return (
    <>
      <Checks of={checks} />
      <Tabs value={tab} onChange={show} keepMounted={false}>
        <Tabs.List mb="sm">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {say(name === 'view' ? owner.diagram : owner[name])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="limits">
          <LimitsEditor {...editing} />
        </Tabs.Panel>
        <Tabs.Panel value="stages">
          <StagesEditor {...editing} />
        </Tabs.Panel>
        <Tabs.Panel value="actions">
          <ActionsEditor {...editing} />
        </Tabs.Panel>
        <Tabs.Panel value="forms">
          <FormsEditor {...editing} />
        </Tabs.Panel>
        <Tabs.Panel value="view">
          <ProcessView of={content.process} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
