import type { ErrorObject } from 'ajv';
import type { FieldFault } from '../domain/problem';
import type { Text } from '../domain/text';

type Params = Record<string, string | number | string[]>;

/** What each rule of JSON Schema means to a person. Ajv's own translations have no Vietnamese. */
const MESSAGES: Record<string, (params: Params) => Text> = {
  required: (p) => ({ vi: `thiếu «${p.missingProperty}»`, en: `“${p.missingProperty}” is missing` }),
  additionalProperties: (p) => ({
    vi: `không có mục «${p.additionalProperty}»`,
    en: `there is no field “${p.additionalProperty}”`,
  }),
  unevaluatedProperties: (p) => ({
    vi: `không có mục «${p.unevaluatedProperty}»`,
    en: `there is no field “${p.unevaluatedProperty}”`,
  }),
  dependentRequired: (p) => ({ vi: `cần có «${p.missingProperty}»`, en: `“${p.missingProperty}” is needed as well` }),
  type: (p) => ({ vi: `phải là ${typeName(p.type, 'vi')}`, en: `must be ${typeName(p.type, 'en')}` }),
  enum: (p) => ({ vi: `phải là một trong: ${list(p.allowedValues)}`, en: `must be one of: ${list(p.allowedValues)}` }),
  const: (p) => ({ vi: `phải là ${p.allowedValue}`, en: `must be ${p.allowedValue}` }),
  format: (p) => ({ vi: `không đúng dạng ${p.format}`, en: `is not a valid ${p.format}` }),
  pattern: () => ({ vi: 'không đúng dạng', en: 'does not have the right form' }),
  minLength: (p) => ({ vi: `cần ít nhất ${p.limit} ký tự`, en: `needs at least ${p.limit} characters` }),
  maxLength: (p) => ({ vi: `dài quá ${p.limit} ký tự`, en: `is longer than ${p.limit} characters` }),
  minimum: (p) => ({ vi: `không được nhỏ hơn ${p.limit}`, en: `must not be less than ${p.limit}` }),
  maximum: (p) => ({ vi: `không được lớn hơn ${p.limit}`, en: `must not be more than ${p.limit}` }),
  exclusiveMinimum: (p) => ({ vi: `phải lớn hơn ${p.limit}`, en: `must be more than ${p.limit}` }),
  exclusiveMaximum: (p) => ({ vi: `phải nhỏ hơn ${p.limit}`, en: `must be less than ${p.limit}` }),
  multipleOf: (p) => ({ vi: `phải là bội số của ${p.multipleOf}`, en: `must be a multiple of ${p.multipleOf}` }),
  minItems: (p) => ({ vi: `cần ít nhất ${p.limit} dòng`, en: `needs at least ${p.limit} items` }),
  maxItems: (p) => ({ vi: `nhiều quá ${p.limit} dòng`, en: `has more than ${p.limit} items` }),
  uniqueItems: () => ({ vi: 'có dòng trùng nhau', en: 'has the same item twice' }),
  minProperties: (p) => ({ vi: `cần ít nhất ${p.limit} mục`, en: `needs at least ${p.limit} fields` }),
  maxProperties: (p) => ({ vi: `nhiều quá ${p.limit} mục`, en: `has more than ${p.limit} fields` }),
  anyOf: () => ({ vi: 'không khớp với trường hợp nào', en: 'fits none of the allowed cases' }),
  oneOf: () => ({ vi: 'phải khớp đúng một trường hợp', en: 'must fit exactly one of the allowed cases' }),
  not: () => ({ vi: 'là điều không được phép', en: 'is what must not be' }),
  'false schema': () => ({ vi: 'không được có', en: 'must not be there' }),
};

const TYPES: Record<string, Text> = {
  string: { vi: 'văn bản', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  integer: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'có hoặc không', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'nhóm mục', en: 'an object' },
  null: { vi: 'trống', en: 'empty' },
};

function typeName(type: Params[string] | undefined, language: keyof Text): string {
  return [type ?? []]
    .flat()
    .map((name) => TYPES[name]?.[language] ?? name)
    .join(language === 'vi' ? ' hoặc ' : ' or ');
}

function list(values: Params[string] | undefined): string {
  return [values ?? []].flat().join(', ');
}

/** The fault that an Ajv error stands for. A missing or unknown field is reported at its own place. */
export function faultOf(error: ErrorObject): FieldFault {
  const params = error.params as Params;
  const own = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  const message = MESSAGES[error.keyword]?.(params) ?? {
    vi: 'không đúng quy định',
    en: error.message ?? 'is not valid',
  };
  const pointer = own === undefined ? error.instancePath : `${error.instancePath}/${escape(String(own))}`;
  return { pointer, rule: error.keyword, message };
}

function escape(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}
