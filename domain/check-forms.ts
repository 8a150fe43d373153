import { repeated, type CheckFault } from './check-fault';
import { unlabelled, type Form } from './form';
import type { JsonSchema } from './procedure';

export function checkForms(forms: Form[]): CheckFault[] {
  return [
    ...repeated(forms, (form) => `${form.id}@${form.version}`, '/id'),
    ...forms.flatMap((form) => checkFormSchema(form, form.schema, '/schema')),
  ];
}

/** Every question is asked in both languages, and nothing may be answered that was not asked. */
export function checkFormSchema(row: object, schema: JsonSchema, path: string): CheckFault[] {
  const unnamed = unlabelled(schema).map((pointer) => ({
    row,
    path: path + pointer,
    reason: { vi: 'thiếu nhãn «x-title» bằng tiếng Việt và tiếng Anh', en: 'lacks an “x-title” in both languages' },
  }));
  if (schema.additionalProperties === false) return unnamed;
  const reason = { vi: 'phải là false', en: 'must be false' };
  return [...unnamed, { row, path: `${path}/additionalProperties`, reason }];
}
