import { changed, named, paired, type Table } from './difference-parts';
import { shown, text } from './difference-words';
import type { JsonSchema } from './procedure';
import { isRecord, same, type Plain } from './same';
import type { Text } from './text';

/** A question of a form with its place: that of a person's name in the group `submitter` is `submitter/name`. */
type Question = { path: string; node: Plain; required: boolean };

const RULES: Table = {
  'x-title': named('nhãn', 'its label'),
  'x-help': named('chú thích', 'its hint'),
  type: named('kiểu dữ liệu', 'its type'),
  minLength: named('số ký tự ít nhất', 'the least characters'),
  maxLength: named('số ký tự nhiều nhất', 'the most characters'),
  minimum: named('giá trị nhỏ nhất', 'the least value'),
  maximum: named('giá trị lớn nhất', 'the greatest value'),
  enum: named('các lựa chọn', 'the choices'),
  'x-choices': named('tên các lựa chọn', 'what its choices are called'),
  pattern: named('mẫu chữ', 'the pattern'),
  format: named('dạng', 'the format'),
};

/** What changed in the questions of a form. */
export function schemaChanges(before: JsonSchema, after: JsonSchema): Text[] {
  const { added, removed, both, moved } = paired(questions(before), questions(after), ({ path }) => path);
  const rest = changed(bare(before), bare(after), {}, ['properties', 'required', 'items']);
  const said = [
    ...added.map(({ value }) =>
      value.required
        ? text(`thêm câu hỏi ${quoted(value).vi}, bắt buộc`, `asks ${quoted(value).en} too, and must be told`)
        : text(`thêm câu hỏi ${quoted(value).vi}`, `asks ${quoted(value).en} too`),
    ),
    ...removed.map(({ value }) => text(`bỏ câu hỏi ${quoted(value).vi}`, `does not ask ${quoted(value).en} any more`)),
    ...both.flatMap(({ before: old, after: now }) => questionChanges(old, now)),
    ...(moved ? [text('thứ tự câu hỏi thay đổi', 'the questions come in another order')] : []),
    ...rest,
  ];
  // Whatever else differs, such as a name that is required and not asked, is told as it is written.
  if (said.length > 0 || same(before, after)) return said;
  return named('quy tắc của biểu mẫu', 'the rules of the form')(JSON.stringify(before), JSON.stringify(after));
}

function questionChanges(before: Question, after: Question): Text[] {
  const about = quoted(after);
  const own = changed(bare(before.node), bare(after.node), RULES, ['properties', 'required', 'items']);
  return [
    ...own.map(({ vi, en }) => text(`câu hỏi ${about.vi}: ${vi}`, `question ${about.en}: ${en}`)),
    ...(before.required === after.required
      ? []
      : after.required
        ? [text(`câu hỏi ${about.vi} thành bắt buộc`, `question ${about.en} must be answered now`)]
        : [text(`câu hỏi ${about.vi} không còn bắt buộc`, `question ${about.en} may be left empty now`)]),
  ];
}

function quoted({ node, path }: Question): Text {
  const title = isRecord(node['x-title']) ? shown(node['x-title']) : text(path, path);
  return text(`«${title.vi}»`, `“${title.en}”`);
}

/** A node without the questions inside it, which are told on their own. */
function bare(node: Plain): Plain {
  const { properties, required, items, ...rest } = node;
  // What does not have the shape that is walked would go unsaid.
  return {
    ...rest,
    ...(properties !== undefined && !isRecord(properties) && { '(properties)': properties }),
    ...(required !== undefined && !Array.isArray(required) && { '(required)': required }),
    ...(items !== undefined && !isRecord(items) && { '(items)': items }),
  };
}

function questions(schema: Plain, path = ''): Question[] {
  const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
  const own = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
  const inside = own.flatMap(([name, value]) => {
    const node = isRecord(value) ? value : { '(value)': value };
    const here = path === '' ? name : `${path}/${name}`;
    return [{ path: here, node, required: required.includes(name) }, ...questions(node, here)];
  });
  if (!isRecord(schema.items)) return inside;
  const each = `${path}/…`;
  return [...inside, { path: each, node: schema.items, required: false }, ...questions(schema.items, each)];
}
