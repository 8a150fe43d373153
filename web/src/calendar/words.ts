import { words } from '../language';

export const calendarWords = words({
  calendar: { vi: 'Lịch làm việc', en: 'Working calendar' },
  help: {
    vi: 'Ngày hẹn trả được tính theo lịch này. Ngày nghỉ và giờ riêng của đơn vị được đưa vào cấu hình kèm văn bản quyết định.',
    en: 'Appointments are counted on this calendar. Days off and a unit’s own hours come from the configuration, each with its decision.',
  },
  month: { vi: 'Tháng {month}/{year}', en: '{month}/{year}' },
  before: { vi: 'Tháng trước', en: 'Month before' },
  after: { vi: 'Tháng sau', en: 'Month after' },
  off: { vi: 'Nghỉ', en: 'Off' },
  intakeOnly: { vi: 'Chỉ tiếp nhận {hours}', en: 'Intake only {hours}' },
  today: { vi: 'Hôm nay', en: 'Today' },
  special: { vi: 'Ngày nghỉ, ngày làm bù năm {year}', en: 'Days off and worked in exchange in {year}' },
  noSpecial: { vi: 'Không có ngày nào', en: 'There is none' },
  day: { vi: 'Ngày', en: 'Day' },
  hours: { vi: 'Giờ làm việc', en: 'Hours' },
  reason: { vi: 'Lý do', en: 'Why' },
  decision: { vi: 'Quyết định', en: 'Decision' },
});

export const recountWords = words({
  recount: { vi: 'Tính lại ngày hẹn', en: 'Recount appointments' },
  help: {
    vi: 'Khi có quyết định mới về ngày nghỉ (đã đưa vào lịch), ngày hẹn của hồ sơ đang mở được tính lại. Ngày đã qua giữ nguyên; mỗi hồ sơ chỉ đổi một lần, có ghi lại và báo người nộp.',
    en: 'After a new decision on days off (in the calendar already) the dates of open dossiers are counted anew. A date that has passed stays; each dossier moves once, on the record, and its applicant is told.',
  },
  affected: { vi: 'Hồ sơ sẽ đổi ngày hẹn', en: 'Dossiers whose dates would move' },
  count: { vi: '{count} hồ sơ', en: '{count} dossiers' },
  atLeast: { vi: 'Ít nhất {count} hồ sơ, còn nữa', en: 'At least {count} dossiers, there are more' },
  none: {
    vi: 'Mọi ngày hẹn đã đúng theo lịch: không có gì để tính lại',
    en: 'All dates agree with the calendar: there is nothing to recount',
  },
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  before: { vi: 'Ngày hẹn đang có', en: 'Appointment now' },
  after: { vi: 'Sẽ là', en: 'Would be' },
  stageOnly: { vi: 'chỉ hạn của bước: {from} → {to}', en: 'only the stage’s limit: {from} → {to}' },
  order: { vi: 'Tính lại cho các hồ sơ trên', en: 'Recount these' },
  decision: { vi: 'Quyết định về ngày nghỉ', en: 'Decision on days off' },
  ordered: { vi: 'Các lần đã tính lại', en: 'Recounts so far' },
  noneOrdered: { vi: 'Chưa tính lại lần nào', en: 'None was ordered yet' },
  at: { vi: 'Lúc', en: 'When' },
  by: { vi: 'Người ra lệnh', en: 'By' },
  moved: { vi: 'Đã đổi', en: 'Moved' },
});
