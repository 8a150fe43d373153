import type { StatusCode } from '../domain/process';
import type { Text } from '../domain/text';

/** What the national public-service portal calls its status codes. */
export const STATUS_TITLES: Record<StatusCode, Text> = {
  1: { vi: 'Mới đăng ký', en: 'Newly registered' },
  2: { vi: 'Được tiếp nhận', en: 'Received' },
  3: { vi: 'Không được tiếp nhận', en: 'Not accepted' },
  4: { vi: 'Đang xử lý', en: 'Being processed' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'More papers are needed' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'A payment is due' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the applicant' },
  8: { vi: 'Dừng xử lý', en: 'Processing has stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Processed' },
  10: { vi: 'Đã trả kết quả', en: 'Result returned' },
};
