import { Button, Group, SegmentedControl, SimpleGrid, Text as Line, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useLanguage } from '../language';
import { FieldChoice } from '../shared/choices';
import { DateField } from '../shared/date-field';
import { today } from '../shared/dates';
import { shared } from '../shared/words';
import type { Entry } from './calls';
import { ReachedUnit } from './reach';
import { entryWords, registerWords } from './words';

type Props = {
  typed: Entry;
  /** Whether the account is recorded already: then it is not another's. */
  known: boolean;
  put: (some: Partial<Entry>) => void;
  fault: (place: string) => string | undefined;
};

export function EntryFields(props: Props) {
  const { typed, known, put, fault } = props;
  const { say } = useLanguage();
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={say(registerWords.name)}
          value={typed.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
          error={fault('name')}
          maxLength={100}
          required
        />
        <TextInput
          label={say(registerWords.account)}
          description={say(entryWords.idHelp)}
          value={typed.id}
          onChange={(event) => put({ id: event.currentTarget.value })}
          error={fault('id')}
          maxLength={64}
          autoCapitalize="none"
          spellCheck={false}
          readOnly={known}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          required
        />
        <ReachedUnit may="staff.record" value={typed.unit} onChange={(unit) => put({ unit })} />
        <TextInput
          label={say(registerWords.phone)}
          value={typed.phone ?? ''}
          onChange={(event) => put({ phone: event.currentTarget.value.replace(/[\s.-]/g, '') })}
          error={fault('phone')}
          inputMode="tel"
          maxLength={20}
        />
      </SimpleGrid>
      <Group gap="xl">
        <Segments
          label={say(registerWords.group)}
          value={typed.group}
          options={(['government', 'post'] as const).map((value) => ({ value, label: say(shared[value]) }))}
          onChange={(group) => put({ group: group as Entry['group'] })}
        />
        <Segments
          label={say(registerWords.kind)}
          value={typed.kind}
          options={(['official', 'reserve'] as const).map((value) => ({ value, label: say(registerWords[value]) }))}
          onChange={(kind) => put({ kind: kind as Entry['kind'] })}
        />
      </Group>
      <Dates {...props} />
      <TextInput
        label={say(entryWords.approvedBy)}
        value={typed.approvedBy ?? ''}
        onChange={(event) => put({ approvedBy: event.currentTarget.value })}
        error={fault('approvedBy')}
        maxLength={200}
      />
      <Certificates {...props} />
    </>
  );
}

type SegmentProps = {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
};

function Segments({ label, value, options, onChange }: SegmentProps) {
  return (
    <div>
      <Line size="sm" fw={500}>
        {label}
      </Line>
      <SegmentedControl aria-label={label} value={value} onChange={onChange} data={options} />
    </div>
  );
}

const DATES = ['postedFrom', 'postedTo', 'publishedOn', 'accountOn', 'leftOn'] as const;

function Dates({ typed, put, fault }: Props) {
  const { say } = useLanguage();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} verticalSpacing="sm">
      {DATES.map((name) => {
        const required = name === 'postedFrom' || name === 'postedTo';
        return (
          <DateField
            key={name}
            label={say(entryWords[name])}
            value={typed[name] ?? ''}
            onChange={(date) => put({ [name]: date })}
            error={fault(name)}
            required={required}
            optional={!required}
          />
        );
      })}
    </SimpleGrid>
  );
}

function Certificates({ typed: { certificates = [] }, put, fault }: Props) {
  const { say } = useLanguage();
  const change = (place: number, some: Partial<(typeof certificates)[number]>) =>
    put({ certificates: certificates.map((one, i) => (i === place ? { ...one, ...some } : one)) });
  return (
    <fieldset className="plain-set">
      <legend>{say(registerWords.certificates)}</legend>
      {certificates.map(({ field, passedOn }, i) => (
        <Group key={i} align="flex-end" gap="sm" mb="xs">
          <FieldChoice value={field} onChange={(code) => change(i, { field: code })} all={false} />
          <DateField
            label={say(entryWords.passedOn)}
            value={passedOn}
            onChange={(date) => change(i, { passedOn: date })}
            error={fault(`certificates/${i}/passedOn`)}
            required
          />
          <Button
            variant="default"
            aria-label={say(entryWords.remove, { n: i + 1 })}
            onClick={() => put({ certificates: certificates.filter((_one, place) => place !== i) })}
          >
            <IconTrash size={16} aria-hidden />
          </Button>
          {fault(`certificates/${i}/field`) && <Line c="red.9">{fault(`certificates/${i}/field`)}</Line>}
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => put({ certificates: [...certificates, { field: '', passedOn: today() }] })}
      >
        {say(entryWords.addCertificate)}
      </Button>
    </fieldset>
  );
}
