import { words } from '../language';

export const counter = words({
  work: { vi: 'Việc cần làm', en: 'Work list' },
  receive: { vi: 'Tiếp nhận hồ sơ', en: 'Receive a dossier' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  search: { vi: 'Tìm hồ sơ', en: 'Find dossiers' },
  nothingToDo: { vi: 'Không có việc nào đang chờ', en: 'Nothing waits' },
});
