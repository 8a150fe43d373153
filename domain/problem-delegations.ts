import type { ProblemKind } from './problem';

/** Problems of acting for another (ủy quyền). */
export const DELEGATION_PROBLEMS = {
  'delegation-not-found': { status: 404, title: { vi: 'Không có ủy quyền này', en: 'There is no such delegation' } },
  'delegation-not-in-force': {
    status: 403,
    title: {
      vi: 'Bạn không được (hoặc không còn được) làm thay người này',
      en: 'You may not (or not any more) act for this person',
    },
  },
  'delegation-field': {
    status: 403,
    title: {
      vi: 'Ủy quyền không gồm việc này; nó chỉ dành cho một số lĩnh vực',
      en: 'The delegation does not hold for this; it is for some fields only',
    },
  },
  'delegation-chain': {
    status: 403,
    title: {
      vi: 'Người được ủy quyền không được ủy quyền lại',
      en: 'What was delegated cannot be delegated on',
    },
  },
  'delegation-self': {
    status: 422,
    title: { vi: 'Không thể ủy quyền cho chính mình', en: 'Nobody delegates to himself' },
  },
  'account-unknown': {
    status: 422,
    title: { vi: 'Không có tài khoản «{account}»', en: 'There is no account “{account}”' },
  },
  'delegation-person': {
    status: 422,
    title: { vi: '«{account}» không phải tài khoản của một người', en: '“{account}” is not the account of a person' },
  },
  'delegation-role': {
    status: 422,
    title: { vi: 'Vai trò của người này không được làm thay', en: 'The role of this person may not stand in' },
  },
  'delegation-unit': {
    status: 422,
    title: {
      vi: 'Người này không cùng đơn vị, cũng không ở đơn vị cấp trên hay cấp dưới',
      en: 'This person is neither of the same unit nor of one above or below it',
    },
  },
  'delegation-too-long': {
    status: 422,
    title: { vi: 'Ủy quyền dài nhất {days} ngày', en: 'A delegation lasts {days} days at most' },
  },
  'delegation-overlaps': {
    status: 409,
    title: {
      vi: '«{account}» đã làm thay việc này từ {from} đến {to}',
      en: '“{account}” stands in for this already from {from} to {to}',
    },
  },
  'delegation-absent': {
    status: 409,
    title: {
      vi: 'Chính người này vắng mặt từ {from} đến {to}',
      en: 'This person is away himself from {from} to {to}',
    },
  },
  'delegation-ended': {
    status: 409,
    title: { vi: 'Ủy quyền đã kết thúc', en: 'The delegation has ended' },
  },
} as const satisfies Record<string, ProblemKind>;
