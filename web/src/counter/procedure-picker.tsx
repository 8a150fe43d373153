import { Select, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { Answer } from '../shell/faces';
import { useLanguage } from '../language';
import { useRead } from '../api/queries';
import { contains } from '../search-key';
import { readProcedures } from './calls';
import { receiving } from './words';

const filter: OptionsFilter = ({ options, search }) =>
  (options as ComboboxItem[]).filter(({ label, value }) => contains(`${value} ${label}`, search));

/** A procedure by some letters of its name or code; the first that fits is chosen with Enter. */
export function ProcedurePicker({ value, onChoose }: { value?: string; onChoose: (code: string) => void }) {
  const { say } = useLanguage();
  const procedures = useRead(['procedures'], readProcedures, { staleTime: 300_000 });
  return (
    <Answer of={procedures} rows={2}>
      {(items) => (
        <Select
          label={say(receiving.procedure)}
          description={say(receiving.procedureHint)}
          data={items.map(({ code, name }) => ({ value: code, label: `${say(name)} (${code})` }))}
          value={value ?? null}
          onChange={(code) => code && onChoose(code)}
          searchable
          selectFirstOptionOnChange
          filter={filter}
          limit={30}
          nothingFoundMessage={say(receiving.noProcedure)}
          autoFocus={!value}
          allowDeselect={false}
          maxDropdownHeight={360}
        />
      )}
    </Answer>
  );
}
