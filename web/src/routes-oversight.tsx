import {
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
  IconEyeCheck,
} from '@tabler/icons-react';
import { accountWords, myWords } from './admin/words';
import { signIns } from './auditor/sign-in-words';
import { verification } from './auditor/verification-words';
import { auditor } from './auditor/words';
import { calendarWords, recountWords } from './calendar/words';
import { delegation } from './delegation/words';
import { slips } from './handovers/words';
import { messageWords, webhookWords } from './messages/words';
import { privacyRecord } from './privacy/record-words';
import { privacy } from './privacy/words';
import { page, type Route } from './route';

/** Pages of the record and of what stands behind the work: auditing, messages, calendars, accounts. */
export const OVERSIGHT: readonly Route[] = [
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
    path: '/du-lieu-ca-nhan/nhat-ky',
    title: privacyRecord.log,
    page: page(() => import('./privacy/log-page'), 'LogPage'),
    may: 'privacy.report',
    icon: IconEyeCheck,
  },
  {
    path: '/du-lieu-ca-nhan/ho-so/:ref',
    title: privacyRecord.page,
    page: page(() => import('./privacy/dossier-page'), 'DossierPrivacyPage'),
    may: 'privacy.read',
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
