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
  'no-account-here': {
    status: 403,
    title: {
      vi: 'Bạn đã đăng nhập, nhưng ở đây chưa có tài khoản cho «{subject}». Hãy đề nghị quản trị viên tạo tài khoản với mã này',
      en: 'You are signed in, but there is no account for “{subject}” here. Ask an administrator to make one with this subject',
    },
  },
  'issuer-elsewhere': {
    status: 409,
    title: {
      vi: 'Mật khẩu do nơi cấp thẻ khác giữ, không đặt lại được ở đây',
      en: 'Passwords are kept by another issuer and cannot be reset here',
    },
  },
  'sessions-elsewhere': {
    status: 409,
    title: {
      vi: 'Phiên đăng nhập do nơi cấp thẻ khác giữ; hãy xem và kết thúc ở đó',
      en: 'Sessions are kept by another issuer; look at them and end them there',
    },
  },
  'account-name': {
    status: 422,
    title: {
      vi: 'Tên tài khoản chỉ gồm chữ không dấu, số và . _ @ -, bắt đầu bằng chữ hoặc số, nhiều nhất 64 ký tự',
      en: 'An account name has letters a–z, digits and . _ @ - only, begins with a letter or digit, 64 characters at most',
    },
  },
  'account-not-found': { status: 404, title: { vi: 'Không có tài khoản này', en: 'There is no such account' } },
  'account-closed': {
    status: 409,
    title: { vi: 'Tài khoản «{account}» đã đóng', en: 'The account “{account}” is closed' },
  },
  'account-unchanged': {
    status: 422,
    title: {
      vi: 'Không có gì thay đổi ở tài khoản «{account}»',
      en: 'Nothing would change in the account “{account}”',
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
