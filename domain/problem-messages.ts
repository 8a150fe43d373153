import type { ProblemKind } from './problem';

/** Problems of messages to people, and of events that are sent on to other programs. */
export const MESSAGE_PROBLEMS = {
  'delivery-not-found': {
    status: 404,
    title: { vi: 'Không có lượt gửi tin này', en: 'There is no such delivery' },
  },
  'delivery-under-way': {
    status: 409,
    title: { vi: 'Tin đang chờ gửi hoặc đang được gửi', en: 'The message is waiting or being sent' },
  },
  'delivery-sent': {
    status: 409,
    title: { vi: 'Tin đã được nhận, không gửi lại', en: 'The message was accepted and is not sent again' },
  },
  'webhook-not-found': {
    status: 404,
    title: { vi: 'Không có đăng ký nhận sự kiện này', en: 'There is no such webhook' },
  },
  'webhook-address': {
    status: 422,
    title: { vi: 'Địa chỉ nhận sự kiện không dùng được', en: 'Events cannot be sent to this address' },
  },
  'cursor-ahead': {
    status: 422,
    title: {
      vi: 'Chưa có sự kiện số {cursor}; sự kiện cuối là {last}',
      en: 'There is no event {cursor} yet; the last one is {last}',
    },
  },
} as const satisfies Record<string, ProblemKind>;
