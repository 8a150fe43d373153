import { lazy, Suspense } from 'react';
import { Button, Grid, Group, SegmentedControl, Stack, Text as Line } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { useRead } from '../api/queries';
import { contentOf } from '../form/content';
import { pointersBelow } from '../form/faults';
import type { Typed } from '../form/api-form';
import { useLanguage } from '../language';
import { useDraft, type Draft } from '../shell/drafts';
import { Answer, Failed, Loading, ProblemView } from '../shell/faces';
import { Keys, useShortcut } from '../shell/shortcuts';
import { openDossier, readOpening, type Channel, type OpeningForm, type StepDone } from './calls';
import { allOf, handedIn, PaperList, type Papers } from './papers';
import { PromisePanel } from './promise';
import { useScans } from './scans';
import { receiving } from './words';

const ApiForm = lazy(() => import('../form/api-form').then(({ ApiForm: Form }) => ({ default: Form })));

/** Drafts of receipts, by procedure. */
export const DRAFT = 'receive:';
/** The way in which most dossiers begin. */
export const RECEIVE = 'receive';

type Typing = { content: Typed; papers: Papers; channel: Channel };
const EMPTY: Typing = { content: {}, papers: {}, channel: 'direct' };

type Props = { code: string; action: string; onDone: (done: StepDone) => void };

/** The form with which a dossier begins, kept as a draft until it is sent. */
export function ReceiveForm({ code, action, onDone }: Props) {
  const { language } = useLanguage();
  const draft = useDraft<Typing>(draftOf(code, action), EMPTY);
  const { value: typing, forget } = draft;
  const channel = typing?.channel ?? 'direct';
  const opening = useRead(['opening', code, action, channel, language], () => readOpening(code, action, channel), {
    staleTime: 60_000,
  });
  if (!typing) return <Loading />;
  return (
    <Answer of={opening} rows={8}>
      {(form) => <Filling opening={form} typing={typing} draft={draft} onDone={(done) => (forget(), onDone(done))} />}
    </Answer>
  );
}

const draftOf = (code: string, action: string) => (action === RECEIVE ? DRAFT + code : `open:${action}:${code}`);

type FillingProps = {
  opening: OpeningForm;
  typing: Typing;
  draft: Draft<Typing>;
  onDone: (done: StepDone) => void;
};

function Filling({ opening, typing, draft: { change, latest }, onDone }: FillingProps) {
  const { say } = useLanguage();
  const { action, procedure } = opening;
  const scans = useScans();
  const sending = useMutation({
    mutationFn: async () => {
      await scans.arrived();
      const { channel, content, papers } = latest();
      return openDossier({
        procedure: procedure.code,
        channel,
        action: action.name,
        content: contentOf(content, action.schema),
        documents: handedIn(papers),
      });
    },
    onSuccess: onDone,
  });
  const send = () => !sending.isPending && sending.mutate();
  const put = (papers: (held: Papers) => Papers) => change((now) => ({ ...now, papers: papers(now.papers) }));
  const checkAll = () => put((papers) => allOf(action.documents, papers));
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
            value={typing.content}
            onChange={(content) => change((now) => ({ ...now, content }))}
            onSubmit={send}
            problem={problem}
          >
            <Stack>
              <PaperList of={action.documents} value={typing.papers} onChange={put} onScan={scans.add} />
              {problem && <ProblemView problem={problem} except={pointersBelow(problem, '/content')} />}
              {sending.error && !problem && <Failed error={sending.error} />}
              <Group>
                <Button type="submit" loading={sending.isPending} size="md">
                  {action.name === RECEIVE ? say(receiving.save) : say(action.title)}
                </Button>
                <Keys of="mod+Enter" />
              </Group>
            </Stack>
          </ApiForm>
        </Suspense>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack className="aside">
          <ChannelChoice value={typing.channel} onChange={(channel) => change((now) => ({ ...now, channel }))} />
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
