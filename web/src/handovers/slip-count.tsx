import { Group, NumberInput, Select, Stack, Text as Line, TextInput } from '@mantine/core';
import { useLanguage } from '../language';
import type { ActOrder, Found, Slip } from './calls';
import { slips } from './words';

type Item = Slip['items'][number];
type Paper = Item['papers'][number];
type Amount = Pick<Paper, 'originals' | 'copies'>;
type Count = { result?: Found; note?: string; counted?: { [paper: string]: Amount } };
/** What the receiver says of each dossier, by its code. */
export type Counts = { [code: string]: Count };

export const FOUND = { received: slips.complete, different: slips.different, 'not-there': slips['not-there'] };

type Props = { item: Item; counts: Counts; onCount: (counts: Counts) => void };

/** What was found of one dossier: complete unless somebody says otherwise; of one that differs, how many of each paper. */
export function SlipCount({ item: { code, papers }, counts, onCount }: Props) {
  const { say } = useLanguage();
  const { result = 'received', note = '', counted = {} } = counts[code] ?? {};
  const put = (some: Count) => onCount({ ...counts, [code]: { ...counts[code], ...some } });
  return (
    <Stack gap="xs">
      <Group wrap="nowrap">
        <Select
          aria-label={`${say(slips.result)}, ${code}`}
          value={result}
          onChange={(value) => put({ result: value as Found })}
          allowDeselect={false}
          w={130}
          data={Object.entries(FOUND).map(([value, name]) => ({ value, label: say(name) }))}
        />
        {result !== 'received' && (
          <TextInput
            aria-label={`${say(slips.note)}, ${code}`}
            placeholder={say(slips.note)}
            value={note}
            onChange={(event) => put({ note: event.currentTarget.value })}
          />
        )}
      </Group>
      {result === 'different' &&
        papers.map((paper) => (
          <PaperCount
            key={paper.code}
            of={paper}
            label={`${say(paper.name)}, ${code}`}
            value={counted[paper.code] ?? paper}
            onChange={(amount) => put({ counted: { ...counted, [paper.code]: amount } })}
          />
        ))}
    </Stack>
  );
}

type PaperProps = { of: Paper; label: string; value: Amount; onChange: (amount: Amount) => void };

function PaperCount({ of: { name }, label, value: { originals, copies }, onChange }: PaperProps) {
  const { say } = useLanguage();
  const field = (kind: keyof Amount, amount: number) => (
    <NumberInput
      aria-label={`${say(slips[kind])}: ${label}`}
      value={amount}
      min={0}
      max={1000}
      clampBehavior="strict"
      size="xs"
      w={70}
      onChange={(found) => onChange({ originals, copies, [kind]: Number(found) || 0 })}
    />
  );
  return (
    <Group wrap="nowrap" gap="xs">
      {field('originals', originals)}
      {field('copies', copies)}
      <Line size="sm">{say(name)}</Line>
    </Group>
  );
}

/**
 * What was found of every dossier. Papers are told where other numbers were counted than are listed: a dossier may differ
 * without that, as when a paper is torn.
 */
export function countsOf({ items }: Slip, counts: Counts): NonNullable<ActOrder['counts']> {
  return items.map(({ code, papers }) => {
    const { result = 'received', note = '', counted = {} } = counts[code] ?? {};
    const found = papers.map((paper) => ({ ...amountOf(counted[paper.code] ?? paper), code: paper.code }));
    const differs = papers.some(
      ({ originals, copies }, i) => originals !== found[i]?.originals || copies !== found[i]?.copies,
    );
    return {
      dossier: code,
      result,
      ...(note && { note }),
      ...(result === 'different' && differs && { counted: found }),
    };
  });
}

const amountOf = ({ originals, copies }: Amount): Amount => ({ originals, copies });
