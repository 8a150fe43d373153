import { words } from './language';

export const ROLES = [
  'post-clerk',
  'government-clerk',
  'specialist',
  'signatory',
  'head-of-unit',
  'process-owner',
  'post-manager',
  'authority-officer',
  'auditor',
  'leader',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

export const roleWords = words({
  'post-clerk': { vi: 'Nhân viên Bưu điện', en: 'Post clerk' },
  'government-clerk': { vi: 'Công chức Một cửa', en: 'Government clerk' },
  specialist: { vi: 'Chuyên viên', en: 'Specialist' },
  signatory: { vi: 'Lãnh đạo ký', en: 'Signatory' },
  'head-of-unit': { vi: 'Trưởng Bộ phận Một cửa', en: 'Head of unit' },
  'process-owner': { vi: 'Người quản lý quy trình', en: 'Process owner' },
  'post-manager': { vi: 'Quản lý Bưu điện', en: 'Post manager' },
  'authority-officer': { vi: 'Cán bộ của cơ quan', en: 'Authority officer' },
  auditor: { vi: 'Kiểm tra viên', en: 'Auditor' },
  leader: { vi: 'Lãnh đạo', en: 'Leader' },
  administrator: { vi: 'Quản trị viên', en: 'Administrator' },
});

/** For whom somebody acts. */
export const { behalf } = words({ behalf: { vi: 'thay {id}', en: 'for {id}' } });
