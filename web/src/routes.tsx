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
  IconShieldCheck,
  IconLogin2,
  IconTrash,
  IconFileExport,
  IconUserShare,
  IconUserCog,
  IconCalendar,
  IconMail,
  IconAddressBook,
  type Icon,
} from '@tabler/icons-react';
import type { Text } from './language';
import { accountWords, myWords } from './admin/words';
import { signIns } from './auditor/sign-in-words';
import { verification } from './auditor/verification-words';
import { auditor } from './auditor/words';
import { calendarWords, recountWords } from './calendar/words';
import { counter } from './counter/words';
import { delegation } from './delegation/words';
import { slips } from './handovers/words';
import { leader } from './leader/words';
import { messageWords, webhookWords } from './messages/words';
import { owner } from './owner/words';
import { entryWords, importWords, registerWords } from './registers/words';
import { privacy } from './privacy/words';
import { programmeWords, staffingWords, transfers } from './transfers/words';

/** A page: where it is, whose it is, and whether the menu names it. The first one that somebody may see is his home. */
export type Route = {
  path: string;
  title: Text;
  page: LazyExoticComponent<ComponentType>;
  /** The row of the table of permissions that it takes. */
  may: string;
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
  {
    path: '/kiem-tra',
    title: auditor.audit,
    page: page(() => import('./auditor/audit-page'), 'AuditPage'),
    may: 'history.read',
    icon: IconHistory,
  },
  {
    path: '/kiem-tra/ho-so/:ref',
    title: auditor.dossier,
    page: page(() => import('./auditor/life-page'), 'LifePage'),
    may: 'dossier.read',
  },
  {
    path: '/kiem-tra/chay-lai',
    title: auditor.runs,
    page: page(() => import('./auditor/runs-page'), 'RunsPage'),
    may: 'history.replay',
    icon: IconRepeat,
  },
  {
    path: '/kiem-tra/chay-lai/:id',
    title: auditor.run,
    page: page(() => import('./auditor/run-page'), 'RunPage'),
    may: 'history.replay',
  },
  {
    path: '/giao-nhan',
    title: slips.slips,
    page: page(() => import('./handovers/slips-page'), 'SlipsPage'),
    may: 'handover.read',
    icon: IconTransferIn,
  },
  {
    path: '/giao-nhan/moi',
    title: slips.write,
    page: page(() => import('./handovers/slip-form-page'), 'SlipFormPage'),
    may: 'handover.take',
  },
  {
    path: '/giao-nhan/:id',
    title: slips.slip,
    page: page(() => import('./handovers/slip-page'), 'SlipPage'),
    may: 'handover.read',
  },
  {
    path: '/kiem-tra/niem-phong',
    title: auditor.seals,
    page: page(() => import('./auditor/seals-page'), 'SealsPage'),
    may: 'seal.read',
    icon: IconShieldLock,
  },
  {
    path: '/kiem-tra/ban-ghi',
    title: verification.verifications,
    page: page(() => import('./auditor/verifications-page'), 'VerificationsPage'),
    may: 'record.verify',
    icon: IconShieldCheck,
  },
  {
    path: '/kiem-tra/ban-ghi/:id',
    title: verification.one,
    page: page(() => import('./auditor/verification-page'), 'VerificationPage'),
    may: 'record.verify',
  },
  {
    path: '/kiem-tra/dang-nhap',
    title: signIns.page,
    page: page(() => import('./auditor/sign-ins-page'), 'SignInsPage'),
    may: 'sign-in.read',
    icon: IconLogin2,
  },
  {
    path: '/luu-giu',
    title: privacy.retention,
    page: page(() => import('./privacy/retention-page'), 'RetentionPage'),
    may: 'retention.read',
    icon: IconTrash,
  },
  {
    path: '/du-lieu-ca-nhan',
    title: privacy.export,
    page: page(() => import('./privacy/export-page'), 'ExportPage'),
    may: 'privacy.export',
    icon: IconFileExport,
  },
  {
    path: '/uy-quyen',
    title: delegation.page,
    page: page(() => import('./delegation/delegations-page'), 'DelegationsPage'),
    may: 'delegation.read',
    icon: IconUserShare,
  },
  {
    path: '/lich',
    title: calendarWords.calendar,
    page: page(() => import('./calendar/calendar-page'), 'CalendarPage'),
    may: 'catalogue.read',
    icon: IconCalendar,
  },
  {
    path: '/lich/tinh-lai',
    title: recountWords.recount,
    page: page(() => import('./calendar/recount-page'), 'RecountPage'),
    may: 'recount.read',
  },
  {
    path: '/thong-bao',
    title: messageWords.menu,
    page: page(() => import('./messages/deliveries-page'), 'DeliveriesPage'),
    may: 'message.read',
    icon: IconMail,
  },
  {
    path: '/noi-nhan-su-kien',
    title: webhookWords.webhooks,
    page: page(() => import('./messages/webhooks-page'), 'WebhooksPage'),
    may: 'webhook.read',
  },
  {
    path: '/tai-khoan',
    title: accountWords.accounts,
    page: page(() => import('./admin/accounts-page'), 'AccountsPage'),
    may: 'account.read',
    icon: IconUserCog,
  },
  {
    path: '/tai-khoan-moi',
    title: accountWords.begin,
    page: page(() => import('./admin/account-form-page'), 'AccountFormPage'),
    may: 'account.manage',
  },
  {
    path: '/tai-khoan/:id',
    title: accountWords.account,
    page: page(() => import('./admin/account-page'), 'AccountPage'),
    may: 'account.read',
  },
  {
    path: '/toi',
    title: myWords.mine,
    page: page(() => import('./admin/my-page'), 'MyPage'),
    may: 'me.read',
  },
];
