import { words, type Text } from '../language';

export const messageWords = words({
  messages: { vi: 'Thông báo đã gửi', en: 'Messages' },
  menu: { vi: 'Thông báo', en: 'Messages' },
  help: {
    vi: 'Tin nào không gửi được thì ở đây, kèm lý do và lần thử sau. Địa chỉ người nhận được che bớt.',
    en: 'What could not be sent is here, with why and when it is tried next. Recipients are masked.',
  },
  state: { vi: 'Tình trạng', en: 'State' },
  channel: { vi: 'Kênh', en: 'Channel' },
  dossier: { vi: 'Mã hồ sơ', en: 'Dossier code' },
  find: { vi: 'Tìm', en: 'Find' },
  none: { vi: 'Không có tin nào phù hợp', en: 'No message fits' },
  pending: { vi: 'Chờ gửi', en: 'Waiting' },
  sending: { vi: 'Đang gửi', en: 'Being sent' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
  dead: { vi: 'Đã bỏ', en: 'Given up' },
  off: { vi: 'Kênh chưa mở', en: 'Channel off' },
  uncertain: { vi: 'có thể đã đến', en: 'may have arrived' },
  attempts: { vi: 'đã thử {count} lần', en: 'tried {count} times' },
  next: { vi: 'thử lại {at}', en: 'tried again {at}' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
  sms: { vi: 'Tin nhắn', en: 'Text message' },
  zalo: { vi: 'Zalo', en: 'Zalo' },
  at: { vi: 'Lúc', en: 'When' },
  about: { vi: 'Về', en: 'About' },
  what: { vi: 'Nội dung', en: 'What' },
  to: { vi: 'Gửi đến', en: 'To' },
  transfer: { vi: 'Việc chuyển giao', en: 'A transfer' },
  programme: { vi: 'Chương trình', en: 'A programme' },
  resend: { vi: 'Gửi lại', en: 'Send again' },
  resendHelp: {
    vi: 'Tin được đưa vào hàng đợi và gửi ngay khi kênh sẵn sàng. Việc này được ghi lại.',
    en: 'It waits and goes out as soon as its channel is ready. That it was sent again is on record.',
  },
  uncertainHelp: {
    vi: 'Lần trước có thể đã đến: người nhận có thể nhận hai lần.',
    en: 'It may have arrived: the recipient may get it twice.',
  },
  note: { vi: 'Ghi chú', en: 'Note' },
  again: { vi: 'Đã đưa vào hàng đợi', en: 'It waits to be sent again' },
});

/** What a message says, by the thing that happened. */
const KINDS: Readonly<Record<string, Text>> = words({
  receive: { vi: 'Đã tiếp nhận', en: 'Received' },
  'ask-supplement-at-desk': { vi: 'Đề nghị bổ sung tại quầy', en: 'To be completed at the desk' },
  'refuse-at-desk': { vi: 'Từ chối tiếp nhận', en: 'Refused at the desk' },
  'request-supplement': { vi: 'Yêu cầu bổ sung', en: 'Supplement asked for' },
  'take-supplement': { vi: 'Đã nhận bổ sung', en: 'Supplement taken' },
  lapse: { vi: 'Hết hạn bổ sung', en: 'Time for the supplement over' },
  'require-payment': { vi: 'Yêu cầu nộp phí', en: 'Payment asked for' },
  refuse: { vi: 'Từ chối giải quyết', en: 'Refused' },
  'result-in': { vi: 'Đã có kết quả', en: 'The result is in' },
  extend: { vi: 'Xin lỗi và hẹn lại', en: 'Apology and new appointment' },
  stop: { vi: 'Dừng giải quyết', en: 'Stopped' },
  recounted: { vi: 'Ngày hẹn được tính lại', en: 'Appointment recounted' },
  corrected: { vi: 'Ngày hẹn được đính chính', en: 'Appointment corrected' },
  forward: { vi: 'Có hồ sơ chuyển đến', en: 'A dossier was forwarded' },
  'due-soon': { vi: 'Sắp đến hạn', en: 'Due soon' },
  'due-today': { vi: 'Đến hạn hôm nay', en: 'Due today' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
});

/** One that has no words of its own is named as the record names it. */
export const kindOf = (kind: string): Text => KINDS[kind] ?? { vi: kind, en: kind };

export const webhookWords = words({
  webhooks: { vi: 'Nơi nhận sự kiện', en: 'Webhooks' },
  help: {
    vi: 'Chương trình khác được báo mọi việc đã xảy ra, theo thứ tự, có chữ ký; không có dữ liệu cá nhân. Lỗi thì gửi lại cho đến khi nhận.',
    en: 'Other programs are told all that happens, in order and signed, without personal data. What fails is sent again until it is taken.',
  },
  none: { vi: 'Chưa có nơi nhận nào', en: 'There is no webhook yet' },
  begin: { vi: 'Đăng ký nơi nhận', en: 'Register a webhook' },
  url: { vi: 'Địa chỉ (https)', en: 'Address (https)' },
  kinds: { vi: 'Loại sự kiện', en: 'Kinds of events' },
  kindsHelp: {
    vi: '* là tất cả; dossier.*, transfer.opened … cách nhau bằng dấu phẩy',
    en: '* is all; dossier.*, transfer.opened … with commas between',
  },
  start: { vi: 'Bắt đầu từ', en: 'Begin with' },
  now: { vi: 'Từ bây giờ', en: 'From now on' },
  all: { vi: 'Gửi lại từ đầu', en: 'Everything once more' },
  secret: { vi: 'Khóa chữ ký của {url}', en: 'Signing secret of {url}' },
  secretHelp: {
    vi: 'Chỉ hiện một lần, ở đây. Nơi nhận dùng khóa này để kiểm tra chữ ký (Standard Webhooks).',
    en: 'It is shown once, here. The receiver checks signatures with it (Standard Webhooks).',
  },
  state: { vi: 'Tình trạng', en: 'State' },
  active: { vi: 'Đang gửi', en: 'Active' },
  paused: { vi: 'Tạm dừng', en: 'Paused' },
  behind: { vi: 'Còn phải gửi', en: 'Behind' },
  lastSentAt: { vi: 'Nhận gần nhất', en: 'Last taken' },
  failures: { vi: 'lỗi {count} lần liên tiếp, thử lại {at}', en: '{count} failures in a row, tried again {at}' },
  pause: { vi: 'Tạm dừng', en: 'Pause' },
  resume: { vi: 'Tiếp tục', en: 'Resume' },
  move: { vi: 'Gửi lại từ đầu', en: 'Send all again' },
  delete: { vi: 'Bỏ', en: 'Remove' },
  moveHelp: {
    vi: 'Mọi sự kiện từ đầu được gửi lại cho nơi này, theo thứ tự.',
    en: 'All events are sent to it again from the first, in order.',
  },
  deleteHelp: {
    vi: 'Nơi này không nhận gì nữa; muốn nhận lại phải đăng ký mới.',
    en: 'It gets nothing any more; it would have to be registered anew.',
  },
});
