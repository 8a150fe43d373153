import { DELEGATION_PROBLEMS } from './problem-delegations';
import { DRAFT_PROBLEMS } from './problem-drafts';
import { FEE_PROBLEMS } from './problem-fees';
import { MESSAGE_PROBLEMS } from './problem-messages';
import { ACCOUNT_PROBLEMS } from './problem-accounts';
import { PRINT_PROBLEMS } from './problem-prints';
import { PRIVACY_PROBLEMS } from './problem-privacy';
import { REPLAY_PROBLEMS } from './problem-replays';
import { TRANSFER_PROBLEMS } from './problem-transfers';
import type { Text } from './text';

/** What is wrong with one place of a request: a JSON pointer, the rule that it breaks, and what to do, in both languages. */
export type FieldFault = { pointer: string; rule: string; message: Text };

export type ProblemKind = { status: number; title: Text };

/**
 * Every problem the product can answer with: its code, the HTTP status (RFC 9457) and its title.
 * `{name}` in a title is filled from the parameters.
 */
export const PROBLEMS = {
  // The request itself
  'invalid-json': {
    status: 400,
    title: { vi: 'Nội dung gửi lên không phải JSON hợp lệ', en: 'The body is not valid JSON' },
  },
  'invalid-request': {
    status: 400,
    title: { vi: 'Yêu cầu không đúng quy cách', en: 'The request does not follow the contract' },
  },
  'idempotency-key-missing': {
    status: 400,
    title: { vi: 'Thiếu tiêu đề Idempotency-Key', en: 'The header Idempotency-Key is missing' },
  },
  'unsupported-media-type': {
    status: 415,
    title: { vi: 'Kiểu dữ liệu không được nhận', en: 'This media type is not accepted' },
  },
  'body-too-large': { status: 413, title: { vi: 'Nội dung gửi lên quá lớn', en: 'The body is too large' } },
  'not-found': { status: 404, title: { vi: 'Không tìm thấy', en: 'Not found' } },
  'method-not-allowed': {
    status: 405,
    title: { vi: 'Phương thức không được hỗ trợ', en: 'This method is not supported here' },
  },
  // Who asks
  'not-signed-in': {
    status: 401,
    title: { vi: 'Chưa đăng nhập hoặc phiên đã hết hạn', en: 'Not signed in, or the session has ended' },
  },
  'not-your-role': {
    status: 403,
    title: { vi: 'Vai trò của bạn không được làm việc này', en: 'Your role may not do this' },
  },
  'not-your-unit': {
    status: 403,
    title: { vi: 'Việc này thuộc đơn vị khác', en: 'This belongs to another unit' },
  },
  'same-person': {
    status: 403,
    title: {
      vi: 'Người đã làm bước «{action}» không được làm bước này',
      en: 'Whoever did “{action}” may not do this step',
    },
  },
  // The dossier
  'dossier-not-found': { status: 404, title: { vi: 'Không có hồ sơ này', en: 'There is no such dossier' } },
  'dossier-closed': { status: 409, title: { vi: 'Hồ sơ đã kết thúc', en: 'The dossier is closed' } },
  'wrong-stage': {
    status: 409,
    title: {
      vi: 'Không thể làm bước này khi hồ sơ đang ở bước «{stage}»',
      en: 'This cannot be done while the dossier is at “{stage}”',
    },
  },
  'stale-sequence': {
    status: 409,
    title: {
      vi: 'Hồ sơ đã thay đổi: đang ở số {actual}, bạn gửi số {expected}',
      en: 'The dossier has changed: it is at {actual}, you sent {expected}',
    },
  },
  'only-once': {
    status: 409,
    title: { vi: 'Việc này chỉ được làm một lần và đã làm rồi', en: 'This may be done only once and has been done' },
  },
  'too-late': {
    status: 409,
    title: {
      vi: 'Đã quá hạn để làm việc này: hạn chót {until}',
      en: 'It is too late for this: the last moment was {until}',
    },
  },
  'date-not-later': {
    status: 422,
    title: { vi: 'Ngày hẹn mới phải sau ngày hẹn cũ', en: 'The new date must be after the present appointment' },
  },
  'condition-not-met': { status: 409, title: { vi: 'Chưa đủ điều kiện', en: 'A condition is not met' } },
  // Receiving
  'procedure-unknown': {
    status: 422,
    title: { vi: 'Không có thủ tục {procedure}', en: 'There is no procedure {procedure}' },
  },
  'procedure-retired': {
    status: 422,
    title: {
      vi: 'Thủ tục {procedure} không còn (hoặc chưa) có hiệu lực',
      en: 'Procedure {procedure} is not in force any more (or yet)',
    },
  },
  'unit-unknown': { status: 422, title: { vi: 'Không có đơn vị {unit}', en: 'There is no unit {unit}' } },
  'unit-closed': { status: 422, title: { vi: 'Đơn vị {unit} không còn hoạt động', en: 'Unit {unit} is not open' } },
  'unit-does-not-serve': {
    status: 422,
    title: {
      vi: 'Đơn vị {unit} không tiếp nhận thủ tục {procedure}',
      en: 'Unit {unit} does not serve procedure {procedure}',
    },
  },
  'document-missing': {
    status: 422,
    title: { vi: 'Thiếu giấy tờ bắt buộc: {names}', en: 'Required papers are missing: {names}' },
  },
  'document-unknown': {
    status: 422,
    title: { vi: 'Giấy tờ không thuộc thành phần hồ sơ', en: 'A paper is not on the list of this procedure' },
  },
  'paper-not-on-list': {
    status: 422,
    title: {
      vi: 'Không được yêu cầu giấy tờ ngoài thành phần hồ sơ',
      en: 'Papers outside the list of the procedure may not be demanded',
    },
  },
  'no-appointment': {
    status: 422,
    title: {
      vi: 'Hồ sơ hiện không có ngày hẹn trả kết quả (chưa tiếp nhận, đang tạm dừng, hoặc không có thời hạn)',
      en: 'The dossier has no appointment now (not received, paused, or without a limit)',
    },
  },
  'date-before-receipt': {
    status: 422,
    title: { vi: 'Ngày hẹn không thể trước ngày tiếp nhận', en: 'The appointment cannot be before the receipt' },
  },
  'date-unchanged': {
    status: 422,
    title: { vi: 'Ngày hẹn đã là ngày đó', en: 'The appointment is that day already' },
  },
  'span-too-long': {
    status: 422,
    title: {
      vi: 'Ngày cuối phải từ ngày đầu trở đi, và khoảng ngày không quá dài',
      en: 'The last day must not be before the first, and the span not too long',
    },
  },
  'form-invalid': { status: 422, title: { vi: 'Biểu mẫu có chỗ chưa đúng', en: 'The form has faults' } },
  'calendar-unknown': {
    status: 422,
    title: { vi: 'Lịch làm việc chưa có năm {year}', en: 'The working calendar does not have the year {year} yet' },
  },
  // Numbers
  'number-not-reserved': {
    status: 422,
    title: { vi: 'Số {code} chưa được giữ trước', en: 'The number {code} is not reserved' },
  },
  'number-taken': { status: 409, title: { vi: 'Số {code} đã dùng', en: 'The number {code} is taken' } },
  // Files
  'upload-not-found': { status: 422, title: { vi: 'Không có tệp {upload}', en: 'There is no upload {upload}' } },
  'file-empty': { status: 422, title: { vi: 'Tệp rỗng', en: 'The file is empty' } },
  'file-too-large': { status: 413, title: { vi: 'Tệp lớn hơn {limit}', en: 'The file is larger than {limit}' } },
  'file-type-refused': {
    status: 415,
    title: {
      vi: 'Loại tệp không được nhận (theo nội dung tệp)',
      en: 'This type of file is not accepted (by its content)',
    },
  },
  ...TRANSFER_PROBLEMS,
  ...REPLAY_PROBLEMS,
  ...FEE_PROBLEMS,
  ...MESSAGE_PROBLEMS,
  ...PRINT_PROBLEMS,
  ...PRIVACY_PROBLEMS,
  ...ACCOUNT_PROBLEMS,
  ...DELEGATION_PROBLEMS,
  ...DRAFT_PROBLEMS,
  // Commands
  'idempotency-key-reused': {
    status: 422,
    title: {
      vi: 'Khóa Idempotency-Key này đã dùng cho nội dung khác',
      en: 'This Idempotency-Key was used with another body',
    },
  },
  'command-not-found': { status: 404, title: { vi: 'Không có lệnh này', en: 'There is no such command' } },
  'command-expired': {
    status: 409,
    title: {
      vi: 'Lệnh đã quá cũ nên không thực hiện nữa; hãy gửi lại với khóa mới',
      en: 'The command is too old and will not run; send it again with a new key',
    },
  },
  // The machine
  'engine-unavailable': {
    status: 503,
    title: {
      vi: 'Máy xử lý quy trình tạm ngừng; gửi lại với cùng khóa là an toàn',
      en: 'The workflow engine is not available; sending again with the same key is safe',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { vi: 'Gửi quá nhiều, hãy chờ {seconds} giây', en: 'Too many requests, wait {seconds} seconds' },
  },
  'engine-busy': {
    status: 429,
    title: { vi: 'Hồ sơ đang bận, hãy thử lại sau ít giây', en: 'The dossier is busy, try again in a few seconds' },
  },
  'storage-busy': { status: 503, title: { vi: 'Cơ sở dữ liệu đang bận', en: 'The database is busy' } },
  'storage-full': {
    status: 507,
    title: { vi: 'Máy chủ hết chỗ ghi dữ liệu', en: 'The server has no room left to write' },
  },
  internal: { status: 500, title: { vi: 'Có lỗi ngoài dự kiến', en: 'Something unexpected went wrong' } },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;
export type ProblemParams = { [name: string]: string | number };

/** A command or request that is refused; carries everything a problem document says, and nothing personal. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly params: ProblemParams = {},
    readonly faults: FieldFault[] = [],
  ) {
    super(fill(PROBLEMS[code].title, params).en);
    this.name = 'Refusal';
  }
}

/** A refusal for the sake of one place of the request, to which it points. */
export function refusedAt(pointer: string, code: ProblemCode, params: ProblemParams = {}): Refusal {
  return new Refusal(code, params, [{ pointer, rule: code, message: fill(PROBLEMS[code].title, params) }]);
}

/** Fills `{name}` places in both languages; dates are written as each language's readers write them. */
export function fill(text: Text, params: ProblemParams): Text {
  const put = (template: string, shown: (value: string) => string) =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => shown(String(params[name] ?? whole)));
  return { vi: put(text.vi, vietnameseDate), en: put(text.en, (value) => value) };
}

function vietnameseDate(value: string): string {
  return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}
