import type { ProblemKind } from './problem';

/** Problems of printed documents. */
export const PRINT_PROBLEMS = {
  'print-not-there': {
    status: 409,
    title: {
      vi: 'Hồ sơ không có giấy tờ «{kind}» để in ở bước số {step}',
      en: 'The dossier has no document “{kind}” to print at step {step}',
    },
  },
  'print-template-missing': {
    status: 409,
    title: { vi: 'Cấu hình chưa có mẫu cho «{kind}»', en: 'The configuration has no template for “{kind}”' },
  },
  'print-not-found': {
    status: 404,
    title: { vi: 'Hồ sơ chưa in giấy tờ này', en: 'The dossier has no such printed document' },
  },
  'print-damaged': {
    status: 500,
    title: {
      vi: 'Bản in đã lưu bị hỏng hoặc bị mất; hãy báo người quản trị khôi phục từ bản sao lưu',
      en: 'The stored document is damaged or lost; ask the administrator to restore it from the backup',
    },
  },
  'period-wrong': {
    status: 422,
    title: {
      vi: 'Khoảng thời gian phải nằm trong một năm, ngày đầu không sau ngày cuối',
      en: 'The period must lie within one year, its first day not after its last',
    },
  },
  'ledger-too-long': {
    status: 422,
    title: {
      vi: 'Khoảng thời gian có hơn {limit} hồ sơ; hãy chọn khoảng ngắn hơn',
      en: 'The period has more than {limit} dossiers; choose a shorter one',
    },
  },
} as const satisfies Record<string, ProblemKind>;
