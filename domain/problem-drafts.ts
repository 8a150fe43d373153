import type { ProblemKind } from './problem';

/** Problems of drafts and versions of processes. */
export const DRAFT_PROBLEMS = {
  'draft-not-found': { status: 404, title: { vi: 'Không có bản thảo này', en: 'There is no such draft' } },
  'version-not-found': {
    status: 404,
    title: { vi: 'Thủ tục không có phiên bản {version}', en: 'The procedure has no version {version}' },
  },
  'draft-open': {
    status: 409,
    title: {
      vi: 'Thủ tục này đã có bản thảo đang mở, của {by}',
      en: 'This procedure has an open draft already, of {by}',
    },
  },
  'draft-stale': {
    status: 409,
    title: {
      vi: 'Bản thảo đã được {by} thay đổi lúc {at}: đang ở số {actual}, bạn gửi số {expected}',
      en: '{by} has changed the draft at {at}: it is at {actual}, you sent {expected}',
    },
  },
  'draft-stage': {
    status: 409,
    title: {
      vi: 'Không làm được việc này khi bản thảo ở trạng thái «{stage}»',
      en: 'This cannot be done while the draft is “{stage}”',
    },
  },
  'draft-outdated': {
    status: 409,
    title: {
      vi: 'Đã có phiên bản {version} sau khi bản thảo được lập; hãy lập bản thảo mới từ phiên bản đó',
      en: 'Version {version} has come since this draft was taken; take a new draft from it',
    },
  },
  'draft-own': {
    status: 403,
    title: {
      vi: 'Người đã soạn bản thảo không được tự xem xét bản thảo đó',
      en: 'Whoever wrote in a draft may not review it',
    },
  },
  'draft-faulty': {
    status: 422,
    title: { vi: 'Bản thảo còn lỗi cấu hình', en: 'The draft has faults of configuration' },
  },
  'draft-unchanged': {
    status: 422,
    title: { vi: 'Bản thảo không khác phiên bản trước', en: 'The draft does not differ from the version before' },
  },
  'date-in-past': { status: 422, title: { vi: 'Ngày {date} đã qua', en: 'The date {date} is over' } },
  'date-before-version': {
    status: 422,
    title: {
      vi: 'Phiên bản trước có hiệu lực từ {date}; phiên bản mới không được sớm hơn',
      en: 'The version before is in force from {date}; a new one cannot begin earlier',
    },
  },
  'procedure-ends': {
    status: 422,
    title: { vi: 'Thủ tục hết hiệu lực từ {date}', en: 'The procedure ends on {date}' },
  },
  'version-in-force': {
    status: 409,
    title: {
      vi: 'Phiên bản đã có hiệu lực từ {date} nên không thu hồi được; hãy công bố phiên bản mới',
      en: 'The version is in force since {date} and cannot be withdrawn; publish a new one',
    },
  },
  'version-followed': {
    status: 409,
    title: {
      vi: 'Phiên bản {version} được lập từ phiên bản này; hãy thu hồi phiên bản đó trước',
      en: 'Version {version} was made from this one; withdraw that one first',
    },
  },
} as const satisfies Record<string, ProblemKind>;
