import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import {
  IconCalendarStats,
  IconClockCheck,
  IconDashboard,
  IconFilePlus,
  IconListCheck,
  IconMap2,
  IconSitemap,
  IconArrowsExchange,
  IconGavel,
  IconTrendingUp,
  IconUsers,
  IconTransferIn,
  IconHistory,
  IconRepeat,
  IconShieldLock,
  type Icon,
} from '@tabler/icons-react';
import type { Text } from './language';
import { COUNTER, OVERSIGHT, PROCESSES, SLIPS, type Role } from './roles';
import { auditor } from './auditor/words';
import { counter } from './counter/words';
import { slips } from './handovers/words';
import { leader } from './leader/words';
import { owner } from './owner/words';
import { programmeWords, staffingWords, transfers } from './transfers/words';

/** A page: where it is, whose it is, and whether the menu names it. The first one that a role may see is its home. */
export type Route = {
  path: string;
  title: Text;
  page: LazyExoticComponent<ComponentType>;
  /** Everybody who is signed in, unless named. */
  roles?: readonly Role[];
  icon?: Icon;
};

/** Pages come with their area's code, when somebody goes there. */
function page<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await load())[name] }));
}

/** All pages; the menu shows those with an icon, in this order. */
export const ROUTES: readonly Route[] = [
  {
    path: '/cong-viec',
    title: counter.work,
    page: page(() => import('./counter/work-page'), 'WorkPage'),
    roles: COUNTER,
    icon: IconListCheck,
  },
  {
    path: '/tiep-nhan',
    title: counter.receive,
    page: page(() => import('./counter/receive-page'), 'ReceivePage'),
    roles: ['post-clerk', 'government-clerk'],
    icon: IconFilePlus,
  },
  {
    path: '/ho-so/:ref',
    title: counter.dossier,
    page: page(() => import('./counter/dossier-page'), 'DossierPage'),
  },
  { path: '/tim', title: counter.search, page: page(() => import('./counter/search-page'), 'SearchPage') },
  {
    path: '/tinh-hinh',
    title: leader.board,
    page: page(() => import('./leader/board-page'), 'BoardPage'),
    roles: OVERSIGHT,
    icon: IconDashboard,
  },
  {
    path: '/dung-han',
    title: leader.punctuality,
    page: page(() => import('./leader/punctuality-page'), 'PunctualityPage'),
    roles: OVERSIGHT,
    icon: IconClockCheck,
  },
  {
    path: '/dien-bien',
    title: leader.trends,
    page: page(() => import('./leader/trends-page'), 'TrendsPage'),
    roles: OVERSIGHT,
    icon: IconTrendingUp,
  },
  {
    path: '/mat-do',
    title: leader.workload,
    page: page(() => import('./leader/workload-page'), 'WorkloadPage'),
    roles: OVERSIGHT,
    icon: IconCalendarStats,
  },
  {
    path: '/do-bao-phu',
    title: leader.coverage,
    page: page(() => import('./leader/coverage-page'), 'CoveragePage'),
    roles: OVERSIGHT,
    icon: IconMap2,
  },
  {
    path: '/do-bao-phu/dong',
    title: leader.coverage,
    page: page(() => import('./leader/coverage-rows-page'), 'CoverageRowsPage'),
    roles: OVERSIGHT,
  },
  {
    path: '/so-lieu',
    title: leader.rows,
    page: page(() => import('./leader/rows-page'), 'RowsPage'),
    roles: OVERSIGHT,
  },
  {
    path: '/quy-trinh',
    title: owner.processes,
    page: page(() => import('./owner/procedures-page'), 'ProceduresPage'),
    roles: PROCESSES,
    icon: IconSitemap,
  },
  {
    path: '/quy-trinh/:code',
    title: owner.procedure,
    page: page(() => import('./owner/procedure-page'), 'ProcedurePage'),
    roles: PROCESSES,
  },
  {
    path: '/ban-thao/:id',
    title: owner.draft,
    page: page(() => import('./owner/draft-page'), 'DraftPage'),
    roles: PROCESSES,
  },
  {
    path: '/chuyen-giao',
    title: transfers.board,
    page: page(() => import('./transfers/board-page'), 'TransfersPage'),
    roles: OVERSIGHT,
    icon: IconArrowsExchange,
  },
  {
    path: '/chuyen-giao/:id',
    title: transfers.transfer,
    page: page(() => import('./transfers/transfer-page'), 'TransferPage'),
    roles: OVERSIGHT,
  },
  {
    path: '/chuong-trinh',
    title: programmeWords.programmes,
    page: page(() => import('./transfers/programmes-page'), 'ProgrammesPage'),
    roles: OVERSIGHT,
    icon: IconGavel,
  },
  {
    path: '/chuong-trinh/moi',
    title: programmeWords.begin,
    page: page(() => import('./transfers/programme-form-page'), 'ProgrammeFormPage'),
    roles: ['authority-officer'],
  },
  {
    path: '/nhan-luc',
    title: staffingWords.staffing,
    page: page(() => import('./transfers/staffing-page'), 'StaffingPage'),
    roles: OVERSIGHT,
    icon: IconUsers,
  },
  {
    path: '/kiem-tra',
    title: auditor.audit,
    page: page(() => import('./auditor/audit-page'), 'AuditPage'),
    roles: ['auditor'],
    icon: IconHistory,
  },
  {
    path: '/kiem-tra/ho-so/:ref',
    title: auditor.dossier,
    page: page(() => import('./auditor/life-page'), 'LifePage'),
    roles: ['auditor', 'leader', 'head-of-unit'],
  },
  {
    path: '/kiem-tra/chay-lai',
    title: auditor.runs,
    page: page(() => import('./auditor/runs-page'), 'RunsPage'),
    roles: ['auditor'],
    icon: IconRepeat,
  },
  {
    path: '/kiem-tra/chay-lai/:id',
    title: auditor.run,
    page: page(() => import('./auditor/run-page'), 'RunPage'),
    roles: ['auditor'],
  },
  {
    path: '/giao-nhan',
    title: slips.slips,
    page: page(() => import('./handovers/slips-page'), 'SlipsPage'),
    roles: SLIPS,
    icon: IconTransferIn,
  },
  {
    path: '/giao-nhan/moi',
    title: slips.write,
    page: page(() => import('./handovers/slip-form-page'), 'SlipFormPage'),
    roles: ['post-clerk', 'government-clerk', 'specialist', 'head-of-unit'],
  },
  {
    path: '/giao-nhan/:id',
    title: slips.slip,
    page: page(() => import('./handovers/slip-page'), 'SlipPage'),
    roles: SLIPS,
  },
  {
    path: '/kiem-tra/niem-phong',
    title: auditor.seals,
    page: page(() => import('./auditor/seals-page'), 'SealsPage'),
    roles: ['auditor', 'leader'],
    icon: IconShieldLock,
  },
];
