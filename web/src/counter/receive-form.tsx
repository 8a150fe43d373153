import { lazy, Suspense } from 'react';
import { Button, Grid, Group, SegmentedControl, Stack, Text as Line } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { useRead } from '../api/queries';
import { contentOf } from '../form/content';
import { pointersBelow } from '../form/faults';
import type { Typed } from '../form/api-form';
import { useLanguage } from '../language';
import { useDraft } from '../shell/drafts';
import { Answer, Failed, Loading, ProblemView } from '../shell/faces';
import { Keys, useShortcut } from '../shell/shortcuts';
import { openDossier, readOpening, type Channel, type OpeningForm, type StepDone } from './calls';
import { allOf, handedIn, PaperList, type Papers } from './papers';
import { PromisePanel } from './promise';
import { Receivers } from './receivers';
import { receiving } from './words';

const ApiForm = lazy(() => import('../form/api-form').then(({ ApiForm: Form }) => ({ default: Form })));

/** Drafts of receipts, by procedure. */
export const DRAFT = 'receive:';
const ACTION = 'receive';

type Draft = { content: Typed; papers: Papers; channel: Channel };
const EMPTY: Draft = { content: {}, papers: {}, channel: 'direct' };

type Props = { code: string; onDone: (done: StepDone) => void };

/** The form of a receipt, kept as a draft until the dossier has its number. */
export function ReceiveForm({ code, onDone }: Props) {
  const { language } = useLanguage();
  const [draft, change, forget] = useDraft<Draft>(DRAFT + code, EMPTY);
  const channel = draft?.channel ?? 'direct';
  const opening = useRead(['opening', code, channel, language], () => readOpening(code, ACTION, channel), {
    staleTime: 60_000,
  });
  if (!draft) return <Loading />;
  return (
    <Answer of={opening} rows={8}>
      {(form) => (
        <Receivers field={form.procedure.field}>
          <Filling opening={form} draft={draft} change={change} onDone={(done) => (forget(), onDone(done))} />
        </Receivers>
      )}
    </Answer>
  );
}

type FillingProps = {
  opening: OpeningForm;
  draft: Draft;
  change: (draft: Draft) => void;
  onDone: (done: StepDone) => void;
};

function Filling({ opening, draft, change, onDone }: FillingProps) {
  const { say } = useLanguage();
  const { action, procedure } = opening;
  const sending = useMutation({
    mutationFn: () =>
      openDossier({
        procedure: procedure.code,
        channel: draft.channel,
        action: ACTION,
        content: contentOf(draft.content, action.schema as Typed),
        documents: handedIn(draft.papers),
      }),
    onSuccess: onDone,
  });
  const send = () => sending.mutate();
  const checkAll = () => change({ ...draft, papers: allOf(action.documents, draft.papers) });
  useShortcut('mod+Enter', receiving.saveKey, send);
  useShortcut('alt+A', receiving.papersKey, checkAll);
  const problem = sending.error instanceof ProblemError ? sending.error.problem : undefined;
  return (
    <Grid gutter="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Suspense fallback={<Loading rows={8} />}>
          <ApiForm
            id="receive"
            of={action}
            value={draft.content}
            onChange={(content) => change({ ...draft, content })}
            onSubmit={send}
            problem={problem}
          >
            <Stack>
              <PaperList
                of={action.documents}
                value={draft.papers}
                onChange={(papers) => change({ ...draft, papers })}
              />
              {problem && <ProblemView problem={problem} except={pointersBelow(problem, '/content')} />}
              {sending.error && !problem && <Failed error={sending.error} />}
              <Group>
                <Button type="submit" loading={sending.isPending} size="md">
                  {say(receiving.save)}
                </Button>
                <Keys of="mod+Enter" />
              </Group>
            </Stack>
          </ApiForm>
        </Suspense>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack className="aside">
          <ChannelChoice value={draft.channel} onChange={(channel) => change({ ...draft, channel })} />
          <PromisePanel opening={opening} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function ChannelChoice({ value, onChange }: { value: Channel; onChange: (channel: Channel) => void }) {
  const { say } = useLanguage();
  return (
    <div>
      <Line size="sm" fw={600} id="channel">
        {say(receiving.channel)}
      </Line>
      <SegmentedControl
        fullWidth
        aria-labelledby="channel"
        value={value}
        onChange={(to) => onChange(to as Channel)}
        data={[
          { value: 'direct', label: say(receiving.direct) },
          { value: 'post', label: say(receiving.post) },
        ]}
      />
    </div>
  );
}
