import type { ProblemKind } from './problem';

/** Problems of signing in and of accounts. */
export const ACCOUNT_PROBLEMS = {
  'issuer-unavailable': {
    status: 503,
    title: {
      vi: 'Không hỏi được nơi cấp thẻ truy cập; hãy thử lại sau',
      en: 'The issuer of access tokens cannot be asked; try again later',
    },
  },
  'account-taken': {
    status: 409,
    title: {
      vi: 'Tên này, hoặc tên trông giống hệt («{account}»), đã được dùng',
      en: 'This name, or one that looks the same (“{account}”), was given before',
    },
  },
} as const satisfies Record<string, ProblemKind>;
