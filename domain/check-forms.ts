import { repeated, type CheckFault } from './check-fault';
import { checkOrder } from './check-order';
import { patternFault, type PatternFault } from './pattern';
import { unlabelled, type Form } from './form';
import type { JsonSchema } from './procedure';
import type { Text } from './text';

export function checkForms(forms: Form[]): CheckFault[] {
  return [
    ...repeated(forms, (form) => `${form.id}@${form.version}`, '/id'),
    ...forms.flatMap((form) => [...checkFormSchema(form, form.schema, '/schema'), ...checkOrder(form)]),
  ];
}

/** Every question is asked in both languages, and nothing may be answered that was not asked. */
export function checkFormSchema(row: object, schema: JsonSchema, path: string): CheckFault[] {
  const faults: CheckFault[] = unlabelled(schema).map((pointer) => ({
    row,
    path: path + pointer,
    reason: { vi: 'thiếu nhãn «x-title» bằng tiếng Việt và tiếng Anh', en: 'lacks an “x-title” in both languages' },
  }));
  faults.push(...checkPatterns(row, schema, path));
  if (schema.additionalProperties === false) return faults;
  const reason = { vi: 'phải là false', en: 'must be false' };
  return [...faults, { row, path: `${path}/additionalProperties`, reason }];
}

const PATTERN_FAULTS: Record<PatternFault, Text> = {
  invalid: { vi: 'không phải biểu thức chính quy', en: 'is no regular expression' },
  'too-long': { vi: 'dài quá 300 ký tự', en: 'is longer than 300 characters' },
  'looks-around': {
    vi: 'không được tham chiếu ngược, nhìn trước, nhìn sau',
    en: 'must not refer back, look ahead or behind',
  },
  'repeats-what-varies': {
    vi: 'phần được lặp lại phải có một dạng duy nhất, không chứa *, +, ?, {a,b} hay |',
    en: 'what is repeated must be of one shape, without *, +, ?, {a,b} or | in it',
  },
  'open-ended': { vi: 'chỉ được có hai phần lặp không giới hạn', en: 'may have two parts repeated without end' },
};

/** A pattern that could keep the server busy with one answer is refused before anybody fills the form in. */
function checkPatterns(row: object, schema: unknown, path: string): CheckFault[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, inner]: [string, unknown]) => {
    const fault = name === 'pattern' && typeof inner === 'string' ? patternFault(inner) : undefined;
    const here = fault ? [{ row, path: `${path}/pattern`, reason: PATTERN_FAULTS[fault] }] : [];
    return [...here, ...checkPatterns(row, inner, `${path}/${name}`)];
  });
}
