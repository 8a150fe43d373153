import { useState } from 'react';
import { Alert, Button, FileInput, Group, Paper, Stack, Text as Line, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { useLanguage } from '../language';
import { Choice } from '../shared/choices';
import { dayOf } from '../shared/dates';
import { Fact } from '../shared/fact';
import { keepFile } from '../shared/file';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { isGrown, readProof, sealIn, type Proof, type Tree } from './growth';
import { growthWords } from './growth-words';

/** A proof and what came of it here; without a proof, the record has one of the two seals no more. */
type Found = { from: Tree; to: string; proof?: Proof; grown: boolean };

async function check(from: Tree, to: string): Promise<Found> {
  try {
    const proof = await readProof(from.day, to);
    return { from, to, proof, grown: await isGrown(from, proof.to.seal, proof.path) };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return { from, to, grown: false };
    throw error;
  }
}

/** Whether the record has only grown from one seal to a later one. @param props.seals those that are shown, the newest first */
export function GrowthCheck({ seals }: { seals: Tree[] }) {
  const { say } = useLanguage();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const earlier = seals.find(({ day }) => day === from) ?? seals.at(-1);
  const later = to || seals[0]?.day;
  const checking = useMutation({
    mutationFn: async () => {
      const begin = file ? await sealIn(file) : earlier;
      return begin && later ? check(begin, later) : undefined;
    },
  });
  /** A verdict is of what stands there, so it goes with a change of that. */
  const anew =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      checking.reset();
    };
  const options = seals.map(({ day }) => ({ value: day, label: dayOf(day) }));
  return (
    <Paper withBorder p="md" mb="lg" component="section" aria-labelledby="growth" className="no-print">
      <Stack gap="sm">
        <Title order={2} size="h4" id="growth">
          {say(growthWords.title)}
        </Title>
        <Line size="sm" maw={820}>
          {say(growthWords.help)}
        </Line>
        <Group align="flex-end">
          {!file && (
            <Choice
              {...{ label: growthWords.from, value: earlier?.day ?? '', all: false }}
              options={options.filter(({ value }) => value <= (later ?? ''))}
              onChange={anew(setFrom)}
            />
          )}
          <FileInput
            label={say(growthWords.file)}
            placeholder={say(growthWords.choose)}
            value={file}
            onChange={anew(setFile)}
            size="sm"
            accept=".json,application/json"
            clearable
            clearButtonProps={{ 'aria-label': say(shared.clear) }}
            w={240}
          />
          <Choice
            {...{ label: growthWords.to, value: later ?? '', all: false }}
            options={options.filter(({ value }) => file !== null || value >= (earlier?.day ?? ''))}
            onChange={anew(setTo)}
          />
          <Button loading={checking.isPending} onClick={() => checking.mutate()}>
            {say(growthWords.check)}
          </Button>
        </Group>
        {checking.error && <Failed error={checking.error} />}
        {checking.data && <Outcome of={checking.data} />}
      </Stack>
    </Paper>
  );
}

function Outcome({ of: { from, to, proof, grown } }: { of: Found }) {
  const { say } = useLanguage();
  const days = { from: dayOf(from.day), to: dayOf(to) };
  if (!proof) return <Alert role="status" color="red" title={say(growthWords.gone, days)} />;
  const { seal } = proof.to;
  const keep = () =>
    keepFile(
      new Blob([JSON.stringify(proof)], { type: 'application/json' }),
      `consistency-${proof.from.seal.day}-${to}.json`,
    );
  return (
    <Alert
      role="status"
      color={grown ? 'green' : 'red'}
      title={say(grown ? growthWords.grown : growthWords.changed, days)}
    >
      <Stack gap="xs" align="flex-start">
        <Fact name={say(growthWords.fromRoot, { size: from.size })} value={from.root} />
        <Fact name={say(growthWords.toRoot, { size: seal.size })} value={seal.root} />
        <Fact name={say(growthWords.path)} value={String(proof.path.length)} />
        <Button size="xs" variant="default" onClick={keep}>
          {say(growthWords.keep)}
        </Button>
      </Stack>
    </Alert>
  );
}
