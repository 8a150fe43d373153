import type { Definition } from './definition';
import { changed, named, paired, type Table } from './difference-parts';
import { schemaChanges } from './difference-schema';
import { actorsText, CLOCK_WORDS, feeText, limitChange, OUTCOME_WORDS, shown, text } from './difference-words';
import type { Form } from './form';
import type { JsonSchema, Procedure, RequiredDocument } from './procedure';
import type { Action, Actors, ClockRule, Outcome, Process, Stage } from './process';
import type { LimitRef } from './rules';
import { isRecord } from './same';
import type { Text } from './text';

/** One difference between two versions: what it is about, and the sentence that says it. */
export type Change = { about: 'procedure' | 'process' | 'stage' | 'action' | 'form'; name: string; text: Text };

/**
 * What differs between two versions of a procedure, in words. Whatever differs is said by at least one sentence, but for
 * numbers of versions and days in force, which differ always.
 */
export function differences(before: Definition, after: Definition): Change[] {
  return [
    ...procedureChanges(before.procedure, after.procedure),
    ...processChanges(before.process, after.process),
    ...formChanges(before.forms, after.forms),
  ];
}

const NUMBERS = ['version', 'validFrom', 'validTo', 'process', 'code', 'replaces', 'replacedBy'];

const limit =
  (vi: string, en: string) =>
  (before: unknown, after: unknown): Text[] => [
    limitChange(text(vi, en), before as LimitRef | undefined, after as LimitRef | undefined),
  ];
const CHANNELS: Table = {
  direct: limit('thời hạn khi nộp trực tiếp', 'the limit over the counter'),
  post: limit('thời hạn khi nộp qua bưu chính', 'the limit by post'),
  online: limit('thời hạn khi nộp trực tuyến', 'the limit online'),
};
const record = (value: unknown): object => (isRecord(value) ? value : {});

const PROCEDURE: Table = {
  name: named('tên', 'its name'),
  limits: (before, after) => changed(record(before), record(after), CHANNELS),
  documents: (before, after) => documentChanges(before as RequiredDocument[], after as RequiredDocument[]),
  fee: named('phí, lệ phí', 'fees', feeText),
  details: (before, after) =>
    schemaChanges(record(before) as JsonSchema, record(after) as JsonSchema).map(({ vi, en }) =>
      text(`câu hỏi riêng: ${vi}`, `its own questions: ${en}`),
    ),
  field: named('lĩnh vực', 'its field'),
  nationalField: named('mã lĩnh vực quốc gia', 'its national field code'),
  levels: named('cấp thực hiện', 'its levels'),
  sources: named('căn cứ', 'its sources'),
  unverified: named('điều chưa kiểm chứng', 'what no source confirms'),
};

function procedureChanges(before: Procedure, after: Procedure): Change[] {
  return about('procedure', after.code, text('Thủ tục', 'The procedure'), changed(before, after, PROCEDURE, NUMBERS));
}

const DOCUMENT: Table = {
  name: named('tên', 'its name'),
  originals: named('số bản chính', 'its originals'),
  copies: named('số bản sao', 'its copies'),
  required: named('bắt buộc', 'required'),
  when: named('điều kiện phải nộp', 'when it is required'),
  oneOf: named('nhóm chỉ cần một giấy tờ', 'the group of which one is enough'),
};

function documentChanges(before: RequiredDocument[], after: RequiredDocument[]): Text[] {
  const { added, removed, both, moved } = paired(before, after, ({ code }) => code);
  return [
    ...added.map(({ value: { name } }) => text(`thêm giấy tờ «${name.vi}»`, `asks for the paper “${name.en}” too`)),
    ...removed.map(({ value: { name } }) =>
      text(`bỏ giấy tờ «${name.vi}»`, `does not ask for the paper “${name.en}” any more`),
    ),
    ...both.flatMap(({ before: old, after: now }) =>
      changed(old, now, DOCUMENT).map(({ vi, en }) =>
        text(`giấy tờ «${now.name.vi}»: ${vi}`, `paper “${now.name.en}”: ${en}`),
      ),
    ),
    ...(moved ? [text('thứ tự giấy tờ thay đổi', 'the papers come in another order')] : []),
  ];
}

const PROCESS: Table = { title: named('tên quy trình', 'the title'), sources: named('căn cứ', 'its sources') };

const STAGE: Table = {
  title: named('tên', 'its title'),
  status: named('mã trạng thái quốc gia', 'its national status code'),
  clock: named('đồng hồ', 'its clock', (value: ClockRule) => CLOCK_WORDS[value]),
  actors: named('người xử lý', 'whose turn it is', (value: Actors) => actorsText(value)),
  limit: limit('thời hạn', 'its limit'),
  onLimit: named('việc hệ thống làm khi hết hạn', 'what the system does when it passes'),
  end: named('là bước kết thúc', 'is an end'),
};

const TOLD: Record<string, Text> = {
  applicant: text('người nộp', 'the applicant'),
  receiving: text('đơn vị tiếp nhận', 'the receiving unit'),
  deciding: text('cơ quan giải quyết', 'the deciding agency'),
};

const ACTION: Table = {
  title: named('tên', 'its title'),
  from: named('đi ra từ các bước', 'leads out of'),
  to: named('bước tiếp theo', 'leads to'),
  by: named('người được làm', 'who may take it', (value: Actors) => actorsText(value)),
  form: named('biểu mẫu', 'its form'),
  receives: named('là bước tiếp nhận', 'is the receipt'),
  takesDocuments: named('nhận giấy tờ', 'takes papers'),
  once: named('chỉ làm một lần', 'only once'),
  within: limit('chỉ được làm trong thời hạn', 'may be taken within'),
  beforeDue: named('chỉ khi chưa quá hạn', 'only before it is due'),
  extends: named('dời ngày hẹn', 'moves the appointment'),
  notBy: named('không do người đã làm', 'not by whoever did'),
  when: named('điều kiện', 'its condition'),
  outcome: named('kết quả', 'its outcome', (value: Outcome) => OUTCOME_WORDS[value]),
  prints: named('giấy tờ được in', 'what it prints'),
  tells: named('thông báo cho', 'whom it tells', (value: string[]) =>
    joined(value.map((one) => TOLD[one] ?? shown(one))),
  ),
  legal: named('căn cứ pháp lý', 'its source of law'),
};

function joined(list: Text[]): Text {
  if (list.length === 0) return text('không ai', 'nobody');
  return text(list.map(({ vi }) => vi).join(', '), list.map(({ en }) => en).join(', '));
}

function processChanges(before: Process, after: Process): Change[] {
  const own = changed(before, after, PROCESS, ['id', 'version', 'stages', 'actions']);
  return [
    ...about('process', after.id, text('Quy trình', 'The process'), own),
    ...listChanges('stage', text('Bước', 'Stage'), before.stages, after.stages, STAGE),
    ...listChanges('action', text('Hành động', 'Action'), before.actions, after.actions, ACTION),
  ];
}

type Titled = Pick<Stage & Action, 'name' | 'title'>;

function listChanges<T extends Titled>(
  kind: 'stage' | 'action',
  noun: Text,
  before: T[],
  after: T[],
  table: Table,
): Change[] {
  const { added, removed, both, moved } = paired(before, after, ({ name }) => name);
  const called = ({ title }: Titled) => text(`${noun.vi} «${title.vi}»`, `${noun.en} “${title.en}”`);
  const say = (item: Titled, { vi, en }: Text): Change => ({
    about: kind,
    name: item.name,
    text: text(`${called(item).vi} ${vi}.`, `${called(item).en} ${en}.`),
  });
  return [
    ...added.map(({ value }) => say(value, text('được thêm', 'is new'))),
    ...removed.map(({ value }) => say(value, text('bị bỏ', 'is gone'))),
    ...both.flatMap(({ before: old, after: now }) => about(kind, now.name, called(now), changed(old, now, table))),
    ...(moved
      ? about('process', kind, text('Quy trình', 'The process'), [
          text(`thứ tự của ${noun.vi.toLowerCase()} thay đổi`, `its ${noun.en.toLowerCase()}s come in another order`),
        ])
      : []),
  ];
}

const FORM: Table = {
  title: named('tên', 'its title'),
  schema: (before, after) => schemaChanges(before as JsonSchema, after as JsonSchema),
  uiSchema: (before, after) =>
    changed(record(before), record(after), { 'ui:order': named('thứ tự câu hỏi', 'the order of the questions') }).map(
      ({ vi, en }) => text(`cách trình bày: ${vi}`, `how it is shown: ${en}`),
    ),
};

function formChanges(before: Form[], after: Form[]): Change[] {
  const { added, removed, both } = paired(before, after, ({ id }) => id);
  const called = ({ title }: Form) => text(`Biểu mẫu «${title.vi}»`, `Form “${title.en}”`);
  return [
    ...added.map(({ value }) =>
      formChange(value, text(`${called(value).vi} được thêm.`, `${called(value).en} is new.`)),
    ),
    ...removed.map(({ value }) =>
      formChange(value, text(`${called(value).vi} không còn dùng.`, `${called(value).en} is not used any more.`)),
    ),
    ...both.flatMap(({ before: old, after: now }) =>
      about('form', now.id, called(now), changed(old, now, FORM, ['id', 'version'])),
    ),
  ];
}

const formChange = ({ id }: Form, sentence: Text): Change => ({ about: 'form', name: id, text: sentence });

function about(kind: Change['about'], name: string, subject: Text, parts: Text[]): Change[] {
  return parts.map(({ vi, en }) => ({
    about: kind,
    name,
    text: text(`${subject.vi}: ${vi}.`, `${subject.en}: ${en}.`),
  }));
}
