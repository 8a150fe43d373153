import type { ProblemKind } from './problem';

/** Problems of replays and verifications that auditors order. */
export const REPLAY_PROBLEMS = {
  'replay-ended': {
    status: 409,
    title: { vi: 'Lần chạy lại đã kết thúc', en: 'The replay has ended' },
  },
  'verification-ended': {
    status: 409,
    title: { vi: 'Lần kiểm tra đã kết thúc', en: 'The verification has ended' },
  },
  'verification-runs': {
    status: 409,
    title: {
      vi: 'Đang có lần kiểm tra cùng phạm vi: {id}',
      en: 'A verification of the same scope is under way: {id}',
    },
  },
  'before-beginning': {
    status: 422,
    title: { vi: 'Vào thời điểm đó chưa có việc này', en: 'At that moment it had not begun' },
  },
  'nothing-to-replay': {
    status: 422,
    title: {
      vi: 'Không có hồ sơ hay việc chuyển giao nào bắt đầu trong khoảng ngày này',
      en: 'No dossier and no transfer began in this period',
    },
  },
} as const satisfies Record<string, ProblemKind>;
