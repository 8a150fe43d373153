import { useEffect, useState, type DragEvent } from 'react';
import { Button, Checkbox, Fieldset, FileButton, Group, NumberInput, Pill, Table, Text as Line } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { Failed } from '../shell/faces';
import { useLanguage } from '../language';
import { upload, type HandedIn, type Required } from './calls';
import type { Scans } from './scans';
import { receiving } from './words';

/** A file that was sent, under the name it had here. */
export type SentFile = { id: string; name: string };
export type Paper = { originals: number; copies: number; files: SentFile[] };
/** What was handed in, by the code of the paper. */
export type Papers = Record<string, Paper>;

const NOTHING: Paper = { originals: 0, copies: 0, files: [] };
/** What the API takes; it looks at the content, this only keeps others out of the way while a file is chosen. */
const TYPES = '.pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.xlsx,.odt';

export function handedIn(papers: Papers): HandedIn[] {
  return Object.entries(papers)
    .filter(([, { originals, copies, files }]) => originals + copies + files.length > 0)
    .map(([code, { originals, copies, files }]) => ({ code, originals, copies, uploads: files.map(({ id }) => id) }));
}

/** As many of every required paper as the procedure asks for. */
export function allOf(required: readonly Required[], held: Papers): Papers {
  const wanted = required.filter((paper) => paper.required && !paper.when && !paper.oneOf);
  return { ...held, ...Object.fromEntries(wanted.map((paper) => [paper.code, asAsked(paper, held[paper.code])])) };
}

const UNCHECKED = { originals: 0, copies: 0 };

function checkedOff({ originals, copies }: Required): Pick<Paper, 'originals' | 'copies'> {
  return { originals, copies: originals + copies > 0 ? copies : 1 };
}

/** Who scans a paper has it before him. */
function withFile(paper: Required, held: Paper, file: SentFile): Paper {
  const here = held.originals + held.copies > 0 ? held : asAsked(paper, held);
  return { ...here, files: [...here.files, file] };
}

function asAsked({ originals, copies }: Required, held: Paper = NOTHING): Paper {
  return { ...held, originals: Math.max(held.originals, originals), copies: Math.max(held.copies, copies) };
}

type Props = {
  of: readonly Required[];
  value: Papers;
  /** A scan arrives while somebody goes on typing: so what changes is told, not what comes out. */
  onChange: (to: (papers: Papers) => Papers) => void;
  /** A scan has set off. */
  onScan: Scans['add'];
};

/** The papers that a procedure asks for, checked off with what was scanned of each. */
export function PaperList({ of: required, value, onChange, onScan }: Props) {
  const { say } = useLanguage();
  const set = (code: string, to: Change) => onChange((papers) => ({ ...papers, [code]: to(papers[code] ?? NOTHING) }));
  useEffect(() => {
    // A scan that is dropped beside its row would be opened by the browser, in place of the form.
    const stay = (event: Event) => event.preventDefault();
    const kinds = ['dragover', 'drop'];
    for (const kind of kinds) window.addEventListener(kind, stay);
    return () => kinds.forEach((kind) => window.removeEventListener(kind, stay));
  }, []);
  return (
    <Fieldset legend={say(receiving.papers)}>
      <Group justify="space-between">
        <Line size="sm">{say(receiving.drop)}</Line>
        <Button variant="default" size="xs" onClick={() => onChange((papers) => allOf(required, papers))}>
          {say(receiving.allPapers)}
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={520} type="native">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say(receiving.papers)}</Table.Th>
              <Table.Th w={92}>{say(receiving.originals)}</Table.Th>
              <Table.Th w={92}>{say(receiving.copies)}</Table.Th>
              <Table.Th w={130}>{say(receiving.attach)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {required.map((paper) => (
              <PaperRow
                key={paper.code}
                paper={paper}
                value={value[paper.code]}
                onChange={(to) => set(paper.code, to)}
                onScan={onScan}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Fieldset>
  );
}

type Change = (paper: Paper) => Paper;
type RowProps = { paper: Required; value?: Paper; onChange: (to: Change) => void; onScan: Scans['add'] };

function PaperRow({ paper, value = NOTHING, onChange, onScan }: RowProps) {
  const { say } = useLanguage();
  const [sending, setSending] = useState<string>();
  const [failed, setFailed] = useState<unknown>();
  const name = say(paper.name);
  const here = value.originals + value.copies > 0;
  const send = async (files: File[]) => {
    setFailed(undefined);
    try {
      for (const file of files) {
        setSending(file.name);
        const { id } = await upload(file);
        onChange((held) => withFile(paper, held, { id, name: file.name }));
      }
    } catch (error) {
      setFailed(error);
      throw error;
    } finally {
      setSending(undefined);
    }
  };
  const take = (files: File[]) => onScan(send(files));
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  };
  const count = (kind: 'originals' | 'copies', label: string) => (
    <NumberInput
      aria-label={`${label}: ${name}`}
      value={value[kind]}
      min={0}
      max={1000}
      clampBehavior="strict"
      onChange={(amount) => onChange((held) => ({ ...held, [kind]: Number(amount) || 0 }))}
    />
  );
  return (
    <Table.Tr onDrop={drop} onDragOver={(event) => event.preventDefault()}>
      <Table.Td>
        <Checkbox
          label={`${name}${paper.required && !paper.when && !paper.oneOf ? ' *' : ''}`}
          description={paper.when ? say(receiving.whenNeeded) : paper.oneOf && say(receiving.oneOf)}
          checked={here}
          onChange={({ currentTarget: { checked } }) =>
            onChange((held) => ({ ...held, ...(checked ? checkedOff(paper) : UNCHECKED) }))
          }
        />
        <Files
          of={value.files}
          onRemove={(id) => onChange((held) => ({ ...held, files: held.files.filter((file) => file.id !== id) }))}
        />
        {sending && (
          <Line size="xs" role="status">
            {say(receiving.uploading, { name: sending })}
          </Line>
        )}
        {failed !== undefined && <Failed error={failed} />}
      </Table.Td>
      <Table.Td>{count('originals', say(receiving.originals))}</Table.Td>
      <Table.Td>{count('copies', say(receiving.copies))}</Table.Td>
      <Table.Td>
        <FileButton multiple accept={TYPES} onChange={take}>
          {(props) => (
            <Button
              {...props}
              variant="subtle"
              size="xs"
              aria-label={`${say(receiving.attach)}: ${name}`}
              leftSection={<IconPaperclip size={14} aria-hidden />}
            >
              {say(receiving.attach)}
            </Button>
          )}
        </FileButton>
      </Table.Td>
    </Table.Tr>
  );
}

function Files({ of: files, onRemove }: { of: SentFile[]; onRemove: (id: string) => void }) {
  const { say } = useLanguage();
  return files.map((file) => (
    <Pill
      key={file.id}
      withRemoveButton
      removeButtonProps={{
        'aria-label': say(receiving.removeFile, { name: file.name }),
        'aria-hidden': false,
        tabIndex: 0,
      }}
      onRemove={() => onRemove(file.id)}
    >
      {file.name}
    </Pill>
  ));
}
