import type { StatusCode } from '../domain/process';
import type { Text } from '../domain/text';

/** What the status of a dossier means for its applicant, and what is to be done now. */
export const PLAIN_STATUS: Record<StatusCode, Text> = {
  1: {
    vi: 'Hồ sơ đã gửi đến, Bộ phận Một cửa đang xem. Bạn chưa cần làm gì.',
    en: 'Your application has arrived and is being looked at. You need do nothing yet.',
  },
  2: {
    vi: 'Hồ sơ đã được nhận và sắp chuyển đến nơi giải quyết. Bạn chưa cần làm gì.',
    en: 'Your application was received and goes on to the office that decides. You need do nothing yet.',
  },
  3: {
    vi: 'Hồ sơ không được nhận. Lý do ghi trên phiếu từ chối; nếu chưa có phiếu, hãy hỏi nơi tiếp nhận.',
    en: 'Your application was not accepted. The refusal slip says why; ask at the counter if you have none.',
  },
  4: {
    vi: 'Cơ quan có thẩm quyền đang giải quyết. Bạn chưa cần làm gì.',
    en: 'The competent office is working on it. You need do nothing yet.',
  },
  5: {
    vi: 'Hồ sơ còn thiếu giấy tờ. Hãy nộp thêm tại nơi tiếp nhận; đủ giấy tờ thì hồ sơ được giải quyết tiếp.',
    en: 'Papers are missing. Bring them to the counter; work goes on when they are complete.',
  },
  6: {
    vi: 'Bạn cần nộp tiền theo thông báo đã gửi. Nộp xong thì hồ sơ được giải quyết tiếp.',
    en: 'A payment is due, as you were told. Work goes on when it is paid.',
  },
  7: { vi: 'Hồ sơ đã được rút theo yêu cầu của bạn.', en: 'The application was withdrawn at your wish.' },
  8: {
    vi: 'Việc giải quyết đã dừng. Lý do ghi trong thông báo gửi cho bạn; nếu chưa nhận được, hãy hỏi nơi tiếp nhận.',
    en: 'Work on it has stopped. The notice to you says why; ask at the counter if you have none.',
  },
  9: {
    vi: 'Đã có kết quả. Mang giấy tiếp nhận hồ sơ và giấy tờ tùy thân đến nơi tiếp nhận, hoặc chờ bưu tá nếu đã đăng ký.',
    en: 'The result is there. Bring your receipt and an identity document, or wait for the courier if you asked for one.',
  },
  10: { vi: 'Kết quả đã được trả. Hồ sơ đã xong.', en: 'The result was handed over. All is done.' },
};

export const LOOKUP_WORDS = {
  title: { vi: 'Tra cứu hồ sơ', en: 'Look up an application' },
  heading: { vi: 'Tra cứu tình trạng hồ sơ', en: 'Where does my application stand?' },
  other: { vi: 'English', en: 'Tiếng Việt' },
  code: { vi: 'Mã hồ sơ', en: 'Application code' },
  key: { vi: 'Khóa tra cứu', en: 'Look-up key' },
  help: {
    vi: 'Mã và khóa in trên giấy tiếp nhận hồ sơ và hẹn trả kết quả. Quét mã QR trên giấy đó thì không cần gõ.',
    en: 'Both are printed on your receipt. Scan its QR code and you need not type.',
  },
  submit: { vi: 'Tra cứu', en: 'Look up' },
  another: { vi: 'Tra cứu hồ sơ khác', en: 'Look up another one' },
  notFound: {
    vi: 'Không tìm thấy hồ sơ. Hãy xem lại mã hồ sơ và khóa tra cứu in trên giấy tiếp nhận.',
    en: 'Nothing was found. Compare code and key with those printed on your receipt.',
  },
  wait: {
    vi: 'Đã nhập sai nhiều lần. Hãy chờ {time} rồi thử lại.',
    en: 'Wrong too often. Wait {time} and try again.',
  },
  result: { vi: 'Kết quả tra cứu', en: 'What was found' },
  progress: { vi: 'Các bước', en: 'Steps' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  place: { vi: 'Nơi tiếp nhận và trả kết quả', en: 'Where it was received and is returned' },
  stage: { vi: 'Đang ở bước', en: 'At the step' },
  received: { vi: 'Ngày tiếp nhận', en: 'Received' },
  due: { vi: 'Hẹn trả kết quả', en: 'Appointment' },
  noDue: { vi: 'Chưa có ngày hẹn', en: 'No appointment yet' },
  standsStill: {
    vi: 'Thời hạn đang tạm dừng; ngày hẹn mới được báo khi hồ sơ được giải quyết tiếp',
    en: 'The period stands still; a new appointment follows when work goes on',
  },
  overdue: {
    vi: 'Đã quá ngày hẹn. Hãy hỏi nơi tiếp nhận: nơi đó phải xin lỗi và hẹn lại bằng văn bản.',
    en: 'The appointment has passed. Ask at the counter: it owes you a written apology and a new one.',
  },
  missing: { vi: 'Giấy tờ cần bổ sung', en: 'Papers to bring' },
  done: { vi: 'đã xong', en: 'done' },
  here: { vi: 'đang ở đây', en: 'now here' },
  ahead: { vi: 'chưa đến', en: 'still ahead' },
} satisfies Record<string, Text>;

/** The way of every dossier in four steps, as an applicant sees it. */
export const STEPS: readonly Text[] = [
  { vi: 'Tiếp nhận hồ sơ', en: 'Received' },
  { vi: 'Giải quyết', en: 'In work' },
  { vi: 'Có kết quả', en: 'Result is there' },
  { vi: 'Trả kết quả', en: 'Handed over' },
];

/** How far a status is on that way; nothing for one that left it. */
export const STEP_OF: { [status in StatusCode]?: number } = { 1: 0, 2: 1, 4: 1, 5: 1, 6: 1, 9: 2, 10: 4 };
