import { lazy, Suspense, useState } from 'react';
import { Alert, Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { contentOf } from '../form/content';
import { pointersBelow } from '../form/faults';
import type { Typed } from '../form/api-form';
import { useLanguage } from '../language';
import { useDraft } from '../shell/drafts';
import { Failed, Loading, ProblemView } from '../shell/faces';
import { Keys, useShortcut } from '../shell/shortcuts';
import { act, type Dossier, type Possible } from './calls';
import { markOwn } from './own-steps';
import { handedIn, PaperList, type Papers } from './papers';
import { useScans } from './scans';
import { dossierWords, receiving } from './words';

const ApiForm = lazy(() => import('../form/api-form').then(({ ApiForm: Form }) => ({ default: Form })));

type Typing = { content: Typed; papers: Papers };
type Props = { dossier: Dossier; at: string; seq: number; action: Possible; onClose: (stepTaken: boolean) => void };

/** The form of one action, in place. What is typed stays while somebody else's step comes in between. */
export function ActionForm({ dossier, at, seq, action, onClose }: Props) {
  const { say } = useLanguage();
  const cache = useQueryClient();
  // What the person has seen, not what has come since: only with that may the step be asked for.
  const [seen, see] = useState(seq);
  const scans = useScans();
  const {
    value: typing,
    change,
    latest,
    forget,
  } = useDraft<Typing>(`act:${dossier.id}:${action.name}`, {
    content: action.known,
    papers: {},
  });
  const sending = useMutation({
    mutationFn: async () => {
      await scans.arrived();
      const { content, papers } = latest();
      return act(dossier.id, action.name, {
        expectedSeq: seen,
        content: contentOf(content, action.schema),
        documents: handedIn(papers),
      });
    },
    onSuccess: ({ dossier: after }) => {
      markOwn(dossier.id, after.seq);
      forget();
      onClose(true);
      notifications.show({ message: say(dossierWords.done, { title: say(action.title) }), color: 'green.9' });
    },
    // Also after a refusal: somebody else may have acted.
    onSettled: () => Promise.all([['dossier', at], ['work']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
  const stale = seq !== seen;
  const send = () => typing && !stale && !sending.isPending && sending.mutate();
  useShortcut('mod+Enter', receiving.saveKey, send);
  if (!typing) return <Loading rows={2} />;
  const problem = sending.error instanceof ProblemError ? sending.error.problem : undefined;
  return (
    <Suspense fallback={<Loading rows={3} />}>
      <ApiForm
        id={`act-${action.name}`}
        of={action}
        value={typing.content}
        onChange={(content) => change((now) => ({ ...now, content }))}
        onSubmit={send}
        problem={problem}
      >
        <Stack mt="sm">
          {action.documents.length > 0 && (
            <PaperList
              of={action.documents}
              value={typing.papers}
              onChange={(papers) => change((now) => ({ ...now, papers: papers(now.papers) }))}
              onScan={scans.add}
            />
          )}
          {stale && (
            <Alert role="alert" color="orange" title={say(dossierWords.stale)}>
              <Button variant="default" size="xs" onClick={() => see(seq)}>
                {say(dossierWords.goOn)}
              </Button>
            </Alert>
          )}
          {problem && problem.code !== 'stale-sequence' && (
            <ProblemView problem={problem} except={pointersBelow(problem, '/content')} />
          )}
          {sending.error && !problem && <Failed error={sending.error} />}
          <Group>
            <Button type="submit" loading={sending.isPending} disabled={stale}>
              {say(dossierWords.confirm, { title: say(action.title) })}
            </Button>
            <Keys of="mod+Enter" />
            <Button variant="subtle" onClick={() => onClose(false)}>
              {say(dossierWords.cancel)}
            </Button>
          </Group>
        </Stack>
      </ApiForm>
    </Suspense>
  );
}
