import { words } from '../language';

/** What is so of a dossier at a moment. */
export const momentWords = words({
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  stage: { vi: 'Bước', en: 'Stage' },
  status: { vi: 'Trạng thái', en: 'Status' },
  outcome: { vi: 'Kết quả', en: 'Outcome' },
  by: { vi: 'Người làm', en: 'By' },
  receivedAt: { vi: 'Tiếp nhận lúc', en: 'Received' },
  dueAt: { vi: 'Hẹn trả', en: 'Appointment' },
  firstDueAt: { vi: 'Hẹn đầu tiên', en: 'First appointment' },
  stageDueAt: { vi: 'Hạn của bước', en: 'Limit of the stage' },
  late: { vi: 'Trễ', en: 'Late' },
  process: { vi: 'Quy trình', en: 'Process' },
  responsible: { vi: 'Bên chịu trách nhiệm', en: 'Responsible' },
  possible: { vi: 'Lúc đó làm được', en: 'What could be done then' },
  papers: { vi: 'Giấy tờ', en: 'Papers' },
  whole: { vi: 'hạn trả', en: 'the appointment' },
  ofStage: { vi: 'hạn của bước', en: 'the limit of the stage' },
  receive: { vi: 'nhận: {who}', en: 'receive: {who}' },
  return: { vi: 'trả: {who}', en: 'return: {who}' },
  paper: {
    vi: '{name} ({originals} bản chính, {copies} bản sao, {files} tệp)',
    en: '{name} ({originals} originals, {copies} copies, {files} files)',
  },
  exact: { vi: 'Từng giá trị khác nhau, như trong hồ sơ dữ liệu', en: 'Every value that differs, as it is on record' },
});

export const outcomeWords = words({
  granted: { vi: 'đồng ý', en: 'granted' },
  refused: { vi: 'từ chối', en: 'refused' },
  answered: { vi: 'đã trả lời', en: 'answered' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
  stopped: { vi: 'dừng giải quyết', en: 'stopped' },
  lapsed: { vi: 'hết hạn bổ sung', en: 'lapsed' },
  'not-accepted': { vi: 'không tiếp nhận', en: 'not accepted' },
});
