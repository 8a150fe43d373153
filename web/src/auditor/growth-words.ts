import { words } from '../language';

export const growthWords = words({
  title: { vi: 'Bản ghi chỉ dài thêm?', en: 'Has the record only grown?' },
  help: {
    vi: 'Máy này tự tính: từ chứng minh phải ra đúng gốc của cả hai niêm phong (RFC 6962). Có bản sao giữ ở nơi khác thì chọn tệp đó làm niêm phong trước, để không phải tin máy chủ.',
    en: 'It is computed on this computer: both roots have to come out of the proof (RFC 6962). If you kept a copy elsewhere, take it as the earlier seal, so that the server need not be believed.',
  },
  from: { vi: 'Niêm phong trước', en: 'Earlier seal' },
  to: { vi: 'Niêm phong sau', en: 'Later seal' },
  file: { vi: 'Bản sao đã giữ (tệp)', en: 'The copy that was kept (file)' },
  choose: { vi: 'Chọn tệp', en: 'Choose a file' },
  check: { vi: 'Kiểm tra', en: 'Check' },
  noSeal: {
    vi: 'Tệp này không phải bản sao của niêm phong',
    en: 'This file is not the copy of a seal',
  },
  grown: { vi: 'Từ {from} đến {to} bản ghi chỉ dài thêm', en: 'From {from} to {to} the record has only grown' },
  changed: {
    vi: 'Từ chứng minh không ra hai gốc này: những gì đã niêm phong ngày {from} không còn nguyên',
    en: 'The proof does not lead to both roots: what was sealed on {from} does not stand as it was',
  },
  gone: {
    vi: 'Bản ghi không còn niêm phong ngày {from} hoặc ngày {to}',
    en: 'The record has no seal of {from} or of {to} any more',
  },
  fromRoot: { vi: 'Gốc trước ({size} lá)', en: 'Earlier root ({size} leaves)' },
  toRoot: { vi: 'Gốc sau ({size} lá)', en: 'Later root ({size} leaves)' },
  path: { vi: 'Số mã băm trong chứng minh', en: 'Hashes in the proof' },
  keep: { vi: 'Tải chứng minh', en: 'Get the proof' },
});
