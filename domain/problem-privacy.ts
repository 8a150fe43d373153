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
  'dossier-not-closed': {
    status: 409,
    title: {
      vi: 'Hồ sơ chưa kết thúc nên dữ liệu cá nhân còn cần để giải quyết',
      en: 'The dossier is not closed: its personal data are still needed',
    },
  },
  'dossier-held': {
    status: 409,
    title: {
      vi: 'Dữ liệu cá nhân của hồ sơ đang được giữ lại (khiếu nại, thanh tra, tòa án)',
      en: 'The personal data of the dossier are held (a complaint, an inspection, a court)',
    },
  },
  'dossier-not-held': {
    status: 409,
    title: { vi: 'Dữ liệu cá nhân của hồ sơ không bị giữ lại', en: 'The personal data of the dossier are not held' },
  },
  'applicant-unknown': {
    status: 422,
    title: {
      vi: 'Trong phạm vi của bạn không có hồ sơ nào của người này (nơi khác: {elsewhere})',
      en: 'Within your reach there is no dossier of this person (elsewhere: {elsewhere})',
    },
  },
  'nothing-to-reveal': {
    status: 422,
    title: { vi: 'Hồ sơ không có thông tin này', en: 'The dossier does not have this' },
  },
} as const satisfies Record<string, ProblemKind>;
