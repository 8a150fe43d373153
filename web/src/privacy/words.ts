import { words } from '../language';

export const privacy = words({
  retention: { vi: 'Đến hạn xóa dữ liệu', en: 'Due for erasure' },
  retentionHelp: {
    vi: 'Hồ sơ đã kết thúc mà dữ liệu cá nhân sẽ được xóa đến ngày này, cũ nhất trước. Hồ sơ đang giữ lại không có ở đây.',
    en: 'Closed dossiers whose personal data are erased by this day, the oldest first. Those that are held are not here.',
  },
  erased: { vi: 'Đã xóa', en: 'Erased' },
  until: { vi: 'Đến ngày', en: 'Until' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  closedAt: { vi: 'Kết thúc', en: 'Closed' },
  eraseOn: { vi: 'Xóa vào', en: 'Erased on' },
  rule: { vi: 'Giữ', en: 'Kept' },
  years: { vi: '{years} năm', en: '{years} years' },
  unverified: { vi: 'chưa xác nhận nguồn', en: 'no source confirms it' },
  nothingDue: { vi: 'Không có hồ sơ nào đến hạn đến ngày này', en: 'Nothing is due by this day' },
  export: { vi: 'Dữ liệu về một người', en: 'Data about a person' },
  exportHelp: {
    vi: 'Mọi dữ liệu đang giữ về một người, để đưa cho chính người đó. Việc xuất được ghi vào từng hồ sơ. Số đã gõ không được lưu lại trên máy này.',
    en: 'All that is held about a person, to be given to that person. It is recorded in each dossier. The number that is typed is not kept on this computer.',
  },
  identityNumber: { vi: 'Số định danh', en: 'Identity number' },
  reasonHint: {
    vi: 'Ví dụ: đơn yêu cầu ngày nào. Không viết dữ liệu cá nhân: lý do được giữ mãi.',
    en: 'The request and its day, for one. No personal data: the reason is kept for ever.',
  },
  format: { vi: 'Lấy gì', en: 'What to take' },
  zip: { vi: 'ZIP: dữ liệu, tệp đã nộp, giấy tờ đã in', en: 'ZIP: data, files sent in, documents printed' },
  json: { vi: 'Chỉ dữ liệu (JSON)', en: 'The data only (JSON)' },
  take: { vi: 'Xuất và tải về', en: 'Export and keep' },
  taken: { vi: 'Đã xuất và ghi vào các hồ sơ', en: 'Exported, and recorded in the dossiers' },
  counts: {
    vi: '{here} hồ sơ ở các đơn vị của bạn; {elsewhere} hồ sơ ở đơn vị khác, người đó hỏi ở đó',
    en: '{here} dossiers at your units; {elsewhere} at others, where the person asks',
  },
});
