import { useState } from 'react';
import { Button, FileInput, Group, Stack, Text as Line } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconDownload } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useLanguage } from '../language';
import { keepFile } from '../shared/file';
import { PageHead } from '../shared/page-head';
import { shared } from '../shared/words';
import { Failed } from '../shell/faces';
import { checkFile, recordFile, type Checked } from './calls';
import { ImportPreview } from './import-preview';
import { columnWords, importWords, registerWords } from './words';

/** Semicolons are what a spreadsheet in Vietnamese cuts rows by. */
const SEPARATOR = { vi: ';', en: ',' };

/** A whole list from a file: what it would do is shown first, then it is recorded, all of it or nothing. */
export function ImportPage() {
  const { say, language } = useLanguage();
  const cache = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const checking = useMutation({ mutationFn: (chosen: File) => checkFile(chosen) });
  const recording = useMutation({
    mutationFn: (chosen: File) => recordFile(chosen),
    onSettled: () => Promise.all([['staff'], ['transfers']].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    checking.reset();
    recording.reset();
    if (chosen) checking.mutate(chosen);
  };
  const headings = Object.values(columnWords).map((text) => say(text));
  // A spreadsheet knows the letters by the mark at the beginning.
  const empty = `\ufeff${headings.join(SEPARATOR[language])}\r\n`;
  const keepEmpty = () => keepFile(new Blob([empty], { type: 'text/csv' }), 'nhan-vien.csv');
  return (
    <>
      <PageHead title={say(importWords.title)} print={false}>
        <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={keepEmpty}>
          {say(importWords.sample)}
        </Button>
      </PageHead>
      <Stack align="stretch">
        <Line size="sm">{say(importWords.help)}</Line>
        <Group align="flex-end">
          <FileInput
            label={say(importWords.file)}
            placeholder={say(importWords.choose)}
            value={file}
            onChange={choose}
            accept=".csv,.txt,text/csv"
            clearable
            clearButtonProps={{ 'aria-label': say(shared.clear) }}
            w={320}
          />
          {file && (
            <Button variant="default" loading={checking.isPending} onClick={() => choose(file)}>
              {say(importWords.check)}
            </Button>
          )}
        </Group>
        {checking.error && <Failed error={checking.error} />}
        {recording.error && <Failed error={recording.error} />}
        {recording.data ? (
          <Recorded count={recording.data.recorded} />
        ) : (
          checking.data &&
          file && <Found checked={checking.data} busy={recording.isPending} onRecord={() => recording.mutate(file)} />
        )}
      </Stack>
    </>
  );
}

function Found({ checked, busy, onRecord }: { checked: Checked; busy: boolean; onRecord: () => void }) {
  const { say } = useLanguage();
  const { rows, changes, faults } = checked;
  return (
    <>
      <div role="status">
        <Line fw={600}>{say(importWords.counts, { rows, ...changes })}</Line>
        {faults.length > 0 && <Line c="red.9">{say(importWords.faults, { count: faults.length })}</Line>}
      </div>
      {faults.length === 0 && (
        <Group>
          <Button loading={busy} onClick={onRecord}>
            {say(importWords.record, { count: rows })}
          </Button>
        </Group>
      )}
      <ImportPreview checked={checked} />
    </>
  );
}

function Recorded({ count }: { count: number }) {
  const { say } = useLanguage();
  return (
    <Group role="status">
      <IconCircleCheck color="var(--mantine-color-green-9)" aria-hidden />
      <Line fw={600}>{say(importWords.recorded, { count })}</Line>
      <Button component={Link} href="/so-nhan-vien" variant="default" size="xs">
        {say(registerWords.registerOf)}
      </Button>
    </Group>
  );
}
