import { useState, type ReactNode } from 'react';
import { Button, Group, Title } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useLanguage } from '../language';
import { Failed } from '../shell/faces';
import { saveFile } from './file';
import { shared } from './words';

type Head = { title: string; table?: string; csvOnly?: boolean; print?: boolean; children?: ReactNode };

/** The head of a page that shows figures or a list: its title, and what may be taken along. */
export function PageHead({ title, table, csvOnly, print = true, children }: Head) {
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Title order={1} size="h2">
        {title}
      </Title>
      <Group gap="xs" className="no-print">
        {children}
        {print && <PrintButton />}
        {table && <Downloads path={table} formats={csvOnly ? ['csv'] : ['csv', 'xlsx']} />}
      </Group>
    </Group>
  );
}

function PrintButton() {
  const { say } = useLanguage();
  return (
    <Button variant="default" size="xs" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>
      {say(shared.print)}
    </Button>
  );
}

/** The same table as a file. @param props.path the address of the figures, with their filters */
function Downloads({ path, formats }: { path: string; formats: ('csv' | 'xlsx')[] }) {
  const { say } = useLanguage();
  const [error, setError] = useState<unknown>();
  const save = (format: 'csv' | 'xlsx') => {
    setError(undefined);
    saveFile(`${path}${path.includes('?') ? '&' : '?'}format=${format}`).catch(setError);
  };
  return (
    <>
      {formats.map((format) => (
        <Button
          key={format}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => save(format)}
        >
          {say(shared[format])}
        </Button>
      ))}
      {error !== undefined && <Failed error={error} />}
    </>
  );
}
