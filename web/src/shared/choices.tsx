import { Select } from '@mantine/core';
import { answerOf, api } from '../api/client';
import { useRead } from '../api/queries';
import { useLanguage, type Text } from '../language';
import { contains } from '../search-key';
import { shared } from './words';

type Chooser = { value: string; onChange: (value: string) => void };

/** One of some things by name; empty is all of them. */
export function Choice(
  props: Chooser & { label: Text; options: { value: string; label: string }[]; all?: boolean; none?: Text },
) {
  const { say } = useLanguage();
  const { label, options, value, onChange, all = true, none = shared.all } = props;
  return (
    <Select
      label={say(label)}
      data={options}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      placeholder={all ? say(none) : undefined}
      searchable={options.length > 8}
      clearable={all}
      allowDeselect={all}
      size="sm"
      limit={200}
      clearButtonProps={{ 'aria-label': say(none) }}
      filter={({ options: known, search }) =>
        known.filter((option) => 'label' in option && contains(option.label, search))
      }
    />
  );
}

export function useUnits() {
  return useRead(['units'], () => answerOf(api.GET('/api/v1/units')), { staleTime: 600_000 });
}

export function useFields() {
  return useRead(['fields'], () => answerOf(api.GET('/api/v1/fields')), { staleTime: 600_000 });
}

/** One-Stop units of today. */
export function UnitChoice(props: Chooser & { all?: boolean; label?: Text }) {
  const { language } = useLanguage();
  const units = useUnits().data?.items.filter(({ kind }) => kind === 'one-stop') ?? [];
  const options = units.map(({ id, name }) => ({ value: id, label: name[language] }));
  return <Choice label={shared.unit} options={options} {...props} />;
}

export function FieldChoice(props: Chooser & { all?: boolean }) {
  const { language } = useLanguage();
  const fields = useFields().data?.items ?? [];
  const options = fields.map(({ code, name }) => ({ value: code, label: name[language] }));
  return <Choice label={shared.field} options={options} {...props} />;
}

export function GroupChoice(props: Chooser) {
  const { say } = useLanguage();
  const options = (['government', 'post'] as const).map((value) => ({ value, label: say(shared[value]) }));
  return <Choice label={shared.group} options={options} {...props} />;
}
