import type { ProblemKind } from './problem';

/** Problems of personal data. */
export const PRIVACY_PROBLEMS = {
  'dossier-erased': {
    status: 409,
    title: {
      vi: 'Dữ liệu cá nhân của hồ sơ này đã được xóa, không làm thêm được nữa',
      en: 'The personal data of this dossier are erased, nothing more can be done with it',
    },
  },
  'nothing-to-reveal': {
    status: 422,
    title: { vi: 'Hồ sơ không có thông tin này', en: 'The dossier does not have this' },
  },
} as const satisfies Record<string, ProblemKind>;
