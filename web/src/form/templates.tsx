import { useState } from 'react';
import { Button, Fieldset, SimpleGrid } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ObjectFieldTemplateProps } from '@rjsf/utils';
import { useLanguage, words } from '../language';

const form = words({ add: { vi: 'Thêm: {title}', en: 'Add: {title}' } });

type Field = ObjectFieldTemplateProps['properties'][number];

/**
 * The parts of a form side by side where there is room. A part that nobody has to fill in stays closed until it is
 * wanted: most applicants are the owners of their dossiers.
 */
export function PartTemplate(props: ObjectFieldTemplateProps) {
  const { title, required, fieldPathId, formData } = props;
  const { say } = useLanguage();
  const root = fieldPathId.path.length === 0;
  const filled = Object.values((formData as object | undefined) ?? {}).some((value) => value !== undefined);
  const [open, setOpen] = useState(filled);
  if (!root && !required && !open && !filled)
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {say(form.add, { title })}
      </Button>
    );
  const body = runsOf(inOrder(props), (field) => isWide(props, field.name)).map((fields) =>
    isWide(props, fields[0]?.name ?? '') ? (
      fields.map(({ name, content }) => (
        <div key={name} className="part">
          {content}
        </div>
      ))
    ) : (
      <SimpleGrid key={fields[0]?.name} cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs" className="part">
        {fields.map(({ name, content }) => (
          <div key={name}>{content}</div>
        ))}
      </SimpleGrid>
    ),
  );
  return root ? body : <Fieldset legend={title}>{body}</Fieldset>;
}

/** How people are written down everywhere: a published form is kept with its keys in the order of the alphabet. */
const PERSON = ['name', 'identityNumber', 'phone', 'email', 'address', 'taxCode'];

/** What must be filled in comes first, so that a plain case ends where typing ends. */
function inOrder({ properties, schema }: ObjectFieldTemplateProps): Field[] {
  const required = schema.required ?? [];
  const rank = ({ name }: Field) => (required.includes(name) ? 0 : 100) + (PERSON.indexOf(name) + 1 || 50);
  return properties.filter(({ hidden }) => !hidden).sort((one, other) => rank(one) - rank(other));
}

/** Neighbours of one kind together. */
function runsOf(fields: Field[], kind: (field: Field) => boolean): Field[][] {
  const runs: Field[][] = [];
  for (const field of fields) {
    const last = runs.at(-1);
    if (last?.[0] && kind(last[0]) === kind(field)) last.push(field);
    else runs.push([field]);
  }
  return runs;
}

/** Parts within the part, lists and long texts take the whole width. */
function isWide({ schema, uiSchema }: ObjectFieldTemplateProps, name: string): boolean {
  const property = schema.properties?.[name];
  const kind = typeof property === 'object' ? property.type : undefined;
  const look = (uiSchema?.[name] as Record<string, unknown> | undefined)?.['ui:widget'];
  return kind === 'object' || kind === 'array' || look === 'textarea';
}
