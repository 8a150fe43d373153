import { useState } from 'react';
import { Alert, Button, Group, Radio, Stack, Text as Line, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemError } from '../api/problem';
import { useLanguage } from '../language';
import { keepFile } from '../shared/file';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Failed, ProblemView } from '../shell/faces';
import { exportOf, type Format } from './calls';
import { privacy } from './words';

type Taken = { here: number; elsewhere: number } | 'zip';
const NOTHING = { identityNumber: '', reason: '' };
const FORMATS = ['zip', 'json'] as const;

/** All that is held about a person, for that person. Neither the number nor the data stay in the browser. */
export function ExportPage() {
  const { say } = useLanguage();
  const [typed, setTyped] = useState(NOTHING);
  const [format, setFormat] = useState<Format>('zip');
  const [taken, setTaken] = useState<Taken>();
  // Nothing is returned: the library would keep it.
  const sending = useMutation({
    mutationFn: async () => {
      setTaken(undefined);
      const { file, name, counts } = await exportOf({ ...typed, reason: typed.reason.trim().normalize('NFC'), format });
      keepFile(file, name);
      setTaken(counts);
      setTyped(NOTHING);
    },
  });
  const problem = sending.error instanceof ProblemError ? sending.error.problem : undefined;
  const fault = problem?.errors.find(({ pointer }) => pointer === '/identityNumber');
  return (
    <>
      <PageHead title={say(privacy.export)} print={false} />
      <Line size="sm" mb="md" maw={720}>
        {say(privacy.exportHelp)}
      </Line>
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Stack maw={560}>
          <TextInput
            label={say(privacy.identityNumber)}
            value={typed.identityNumber}
            onChange={(event) => setTyped({ ...typed, identityNumber: event.currentTarget.value })}
            inputMode="numeric"
            pattern="[0-9 .\-]{9,20}"
            autoComplete="off"
            error={fault && say(fault.message)}
            required
          />
          <Textarea
            label={say(shared.reason)}
            description={say(privacy.reasonHint)}
            value={typed.reason}
            onChange={(event) => setTyped({ ...typed, reason: event.currentTarget.value })}
            minLength={5}
            maxLength={500}
            autosize
            minRows={2}
            required
          />
          <Radio.Group label={say(privacy.format)} value={format} onChange={(to) => setFormat(to as Format)}>
            <Stack gap="xs" mt={4}>
              {FORMATS.map((name) => (
                <Radio key={name} value={name} label={say(privacy[name])} />
              ))}
            </Stack>
          </Radio.Group>
          {problem && <ProblemView problem={problem} except={['/identityNumber']} />}
          {sending.error && !problem && <Failed error={sending.error} />}
          <Group>
            <Button type="submit" loading={sending.isPending}>
              {say(privacy.take)}
            </Button>
          </Group>
          {taken && (
            <Alert role="status" color="green" title={say(privacy.taken)}>
              {taken !== 'zip' && say(privacy.counts, taken)}
            </Alert>
          )}
        </Stack>
      </form>
    </>
  );
}
