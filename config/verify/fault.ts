import type { Text } from '../../domain/text';
import type { FoundFault } from '../../domain/verification';

/** What is wrong with a row of the record. */
export type RecordFault = FoundFault & { what: FaultKind };

/** Told of every fault that is found. */
export type Tell = (subject: string, seq: number, what: FaultKind) => void;

/** What can be wrong, and what that means to whoever reads it. */
export const FAULTS = {
  changed: { vi: 'sự kiện đã bị sửa', en: 'the event was changed' },
  gap: { vi: 'thiếu dòng trước đó, hoặc sai thứ tự', en: 'rows before it are gone, or in another order' },
  unlinked: { vi: 'không nối với dòng trước', en: 'it does not follow the row before it' },
  'cut-off': {
    vi: 'các dòng sau đã bị xóa, hoặc bảng trạng thái bị sửa',
    en: 'rows after it are gone, or the projection was changed',
  },
  projection: { vi: 'trạng thái không khớp với các sự kiện', en: 'the state is not what the events come to' },
  content: { vi: 'nội dung biểu mẫu đã bị sửa', en: 'what was written in the form was changed' },
  'content-missing': {
    vi: 'nội dung biểu mẫu đã mất mà không ai xóa theo quy định',
    en: 'what was written in the form is gone, and nobody erased it',
  },
  'erasure-unsaid': {
    vi: 'dữ liệu cá nhân đã xóa mà hồ sơ không ghi ai xóa',
    en: 'personal data are erased and the record does not say by whom',
  },
  history: {
    vi: 'lịch sử lưu trữ của luồng đã bị sửa, tráo hoặc mất',
    en: 'the archived history was changed, exchanged or lost',
  },
  certificate: {
    vi: 'chứng nhận của lần chạy lại đã bị sửa, thêm hoặc mất',
    en: 'a certificate of the replay was changed, added or lost',
  },
  sealed: { vi: 'không phải dòng đã được niêm phong', en: 'it is not the row that was sealed' },
  unsealed: { vi: 'ngày của nó đã niêm phong mà không có nó', en: 'its day was sealed without it' },
  backdated: { vi: 'được ghi muộn hơn ngày nó ghi', en: 'it was written later than it says' },
  'seal-missing': { vi: 'thiếu niêm phong của ngày này', en: 'the seal of this day is missing' },
  'seal-changed': { vi: 'niêm phong đã bị sửa', en: 'the seal was changed' },
  'seal-key': { vi: 'niêm phong ký bằng khóa lạ', en: 'the seal is signed by an unknown key' },
  'seal-tree': { vi: 'các đầu chuỗi không phải những gì đã niêm phong', en: 'the heads are not what was sealed' },
  older: {
    vi: 'cơ sở dữ liệu cũ hơn niêm phong đã giao (bản sao lưu cũ?)',
    en: 'the database is older than this seal that was given away (an old backup?)',
  },
  'number-gone': { vi: 'số hồ sơ đã cấp mà không có trong sổ', en: 'a number was given that the register has not' },
  'number-lost': { vi: 'số hồ sơ không có hồ sơ', en: 'the number has no dossier' },
  'number-unknown': { vi: 'hồ sơ có số không có trong sổ', en: 'a dossier has a number that the register has not' },
} as const satisfies { [what: string]: Text };

export type FaultKind = keyof typeof FAULTS;
