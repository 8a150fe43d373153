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
  IconAddressBook,
} from '@tabler/icons-react';
import { counter } from './counter/words';
import { leader } from './leader/words';
import { owner } from './owner/words';
import { entryWords, importWords, registerWords } from './registers/words';
import { programmeWords, staffingWords, transfers } from './transfers/words';
import { page, type Route } from './route';
import { OVERSIGHT } from './routes-oversight';

/** All pages; the menu shows those with an icon, in this order. */
export const ROUTES: readonly Route[] = [
  {
    path: '/cong-viec',
    title: counter.work,
    page: page(() => import('./counter/work-page'), 'WorkPage'),
    may: 'dossier.act',
    icon: IconListCheck,
  },
  {
    path: '/tiep-nhan',
    title: counter.receive,
    page: page(() => import('./counter/receive-page'), 'ReceivePage'),
    may: 'dossier.open',
    icon: IconFilePlus,
  },
  {
    path: '/ho-so/:ref',
    title: counter.dossier,
    page: page(() => import('./counter/dossier-page'), 'DossierPage'),
    may: 'dossier.read',
  },
  {
    path: '/tim',
    title: counter.search,
    page: page(() => import('./counter/search-page'), 'SearchPage'),
    may: 'dossier.read',
  },
  {
    path: '/tinh-hinh',
    title: leader.board,
    page: page(() => import('./leader/board-page'), 'BoardPage'),
    may: 'figure.report',
    icon: IconDashboard,
  },
  {
    path: '/dung-han',
    title: leader.punctuality,
    page: page(() => import('./leader/punctuality-page'), 'PunctualityPage'),
    may: 'figure.report',
    icon: IconClockCheck,
  },
  {
    path: '/dien-bien',
    title: leader.trends,
    page: page(() => import('./leader/trends-page'), 'TrendsPage'),
    may: 'figure.report',
    icon: IconTrendingUp,
  },
  {
    path: '/mat-do',
    title: leader.workload,
    page: page(() => import('./leader/workload-page'), 'WorkloadPage'),
    may: 'figure.report',
    icon: IconCalendarStats,
  },
  {
    path: '/do-bao-phu',
    title: leader.coverage,
    page: page(() => import('./leader/coverage-page'), 'CoveragePage'),
    may: 'coverage.report',
    icon: IconMap2,
  },
  {
    path: '/do-bao-phu/dong',
    title: leader.coverage,
    page: page(() => import('./leader/coverage-rows-page'), 'CoverageRowsPage'),
    may: 'coverage.report',
  },
  {
    path: '/so-lieu',
    title: leader.rows,
    page: page(() => import('./leader/rows-page'), 'RowsPage'),
    may: 'figure.report',
  },
  {
    path: '/quy-trinh',
    title: owner.processes,
    page: page(() => import('./owner/procedures-page'), 'ProceduresPage'),
    may: 'draft.read',
    icon: IconSitemap,
  },
  {
    path: '/quy-trinh/:code',
    title: owner.procedure,
    page: page(() => import('./owner/procedure-page'), 'ProcedurePage'),
    may: 'draft.read',
  },
  {
    path: '/ban-thao/:id',
    title: owner.draft,
    page: page(() => import('./owner/draft-page'), 'DraftPage'),
    may: 'draft.read',
  },
  {
    path: '/chuyen-giao',
    title: transfers.board,
    page: page(() => import('./transfers/board-page'), 'TransfersPage'),
    may: 'coverage.report',
    icon: IconArrowsExchange,
  },
  {
    path: '/chuyen-giao/:id',
    title: transfers.transfer,
    page: page(() => import('./transfers/transfer-page'), 'TransferPage'),
    may: 'transfer.read',
  },
  {
    path: '/chuong-trinh',
    title: programmeWords.programmes,
    page: page(() => import('./transfers/programmes-page'), 'ProgrammesPage'),
    may: 'coverage.report',
    icon: IconGavel,
  },
  {
    path: '/chuong-trinh/moi',
    title: programmeWords.begin,
    page: page(() => import('./transfers/programme-form-page'), 'ProgrammeFormPage'),
    may: 'programme.order',
  },
  {
    path: '/nhan-luc',
    title: staffingWords.staffing,
    page: page(() => import('./transfers/staffing-page'), 'StaffingPage'),
    may: 'staffing.report',
    icon: IconUsers,
  },
  {
    path: '/so-nhan-vien',
    title: registerWords.registerOf,
    page: page(() => import('./registers/register-page'), 'RegisterPage'),
    may: 'staff.read',
    icon: IconAddressBook,
  },
  {
    path: '/so-nhan-vien/ghi',
    title: entryWords.title,
    page: page(() => import('./registers/entry-page'), 'EntryPage'),
    may: 'staff.record',
  },
  {
    path: '/so-nhan-vien/tep',
    title: importWords.title,
    page: page(() => import('./registers/import-page'), 'ImportPage'),
    may: 'staff.record',
  },
  ...OVERSIGHT,
];

/** Has the code of the page at an address come, before it is known who is here and whether he may see it. */
export function fetchPage(address: string): void {
  ROUTES.find(({ path }) => isAt(path, address))?.page.fetch();
}

function isAt(path: string, address: string): boolean {
  const [wanted, given] = [path.split('/'), address.split('/')];
  return wanted.length === given.length && wanted.every((part, i) => part === given[i] || part.startsWith(':'));
}
