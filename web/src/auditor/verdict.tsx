import { Alert, Button, Group, List, Text as Line } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useRead } from '../api/queries';
import { useLanguage } from '../language';
import { useMay } from '../session';
import { saveFile } from '../shared/file';
import { Failed } from '../shell/faces';
import { readReplay, readResults, replayDossier, type ReplayResult } from './calls';
import { auditor } from './words';

/** Replays one dossier and says whether its three accounts agree. */
export function Verdict({ at }: { at: string }) {
  const { say } = useLanguage();
  const ordering = useMutation({ mutationFn: () => replayDossier(at) });
  if (!useMay('history.replay')) return null;
  return (
    <section className="no-print">
      <Button loading={ordering.isPending} onClick={() => ordering.mutate()}>
        {say(auditor.replay)}
      </Button>
      {ordering.error && <Failed error={ordering.error} />}
      {ordering.data && <Outcome id={ordering.data.id} />}
    </section>
  );
}

function Outcome({ id }: { id: string }) {
  const { say } = useLanguage();
  const replay = useRead(['replays', id], () => readReplay(id), { refresh: 1000 });
  const ended = replay.data !== undefined && replay.data.stage !== 'running';
  const results = useRead(['replays', id, 'results'], () => readResults(id, false), { enabled: ended });
  const result = results.data?.items[0];
  if (replay.error ?? results.error) return <Failed error={replay.error ?? results.error} />;
  if (result) return <ResultView id={id} of={result} />;
  return (
    <Line mt="sm" role="status">
      {say(results.data ? auditor.notYet : auditor.replaying)}
    </Line>
  );
}

/** A verdict with where the accounts differ, and its certificate. */
export function ResultView({ id, of }: { id: string; of: ReplayResult }) {
  const { say } = useLanguage();
  const [error, setError] = useState<unknown>();
  const agrees = of.verdict === 'agrees';
  const title = agrees ? say(auditor.agrees) : say(auditor.differs, { count: of.differences.length });
  const file = `/api/v1/replays/${id}/results/${of.subject.kind}:${of.subject.id}/file`;
  return (
    <Alert mt="sm" color={agrees ? 'green' : 'red'} role="status" title={title}>
      {of.differences.length > 0 && (
        <List size="sm" mb="sm">
          {of.differences.map((difference, i) => (
            <List.Item key={i}>
              {say(difference.title)}
              {difference.seq !== undefined && ` · ${difference.seq}`}
              {difference.field !== undefined && ` · ${difference.field}`}
            </List.Item>
          ))}
        </List>
      )}
      <Line size="xs" className="wrap" mb="xs">
        SHA-256 {of.sha256}
      </Line>
      <Group>
        <Button size="xs" variant="default" onClick={() => void saveFile(file).catch(setError)}>
          {say(auditor.certificate)}
        </Button>
      </Group>
      {error !== undefined && <Failed error={error} />}
    </Alert>
  );
}
