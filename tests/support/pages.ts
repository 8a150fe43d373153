import { PROCEDURE, type Made } from './page-data';

/** How a page is looked at: by whom, where it is with the data of `page-data.ts`, and how it is known to be there. */
export type Sample = {
  /** An account of the first start. */
  as: string;
  at: (made: Made) => string;
  /** What stands there once all of it is: a selector of Playwright. */
  shown: string;
  /** A form that can be filled in while something is read beside it: no face for waiting, one for a reading that failed. */
  form?: true;
  /** It shows what the record says as it stands there, in both languages. */
  raw?: true;
  /** A form or a sheet for which nothing is read, or nothing that it cannot do without. */
  faceless?: true;
  /** It is a list, or has one, and says so when there is nothing in it. */
  empty?: true;
};

const CLERK = 'cong-chuc.mot-cua';
const LEADER = 'lanh-dao.tinh';
const OWNER = 'chu-quy-trinh';
const OFFICER = 'can-bo.kstthc';
const AUDITOR = 'kiem-tra';
const ADMINISTRATOR = 'quan-tri';

const PERIOD = 'from=2026-11-01&to=2026-11-30';
const row = 'main tbody tr';
const nothing = '[data-face="empty"]';

/**
 * Every page of the web application, by its path in `web/src/routes*.tsx`. A new page gets its line here: then it is held
 * at three sizes and in both languages, with its faces. Its pictures: `MOTCUA_APPROVE=1 npx jest tests/e2e/web-look`.
 */
export const PAGES: Readonly<Record<string, Sample>> = {
  '/cong-viec': { as: CLERK, at: () => '/cong-viec', shown: row, empty: true },
  '/tiep-nhan': { as: CLERK, at: () => '/tiep-nhan?thu-tuc=3.000465', shown: '#receive_submitter_name' },
  '/ho-so/:ref': { as: CLERK, at: ({ code }) => `/ho-so/${code}`, shown: 'section[aria-labelledby="actions"] button' },
  '/tim': { as: CLERK, at: () => '/tim?q=nguyen', shown: row, empty: true },
  '/tinh-hinh': { as: LEADER, at: () => '/tinh-hinh', shown: row, empty: true },
  '/dung-han': { as: LEADER, at: () => `/dung-han?${PERIOD}`, shown: nothing, empty: true },
  '/dien-bien': { as: LEADER, at: () => `/dien-bien?${PERIOD}`, shown: row },
  '/mat-do': { as: LEADER, at: () => `/mat-do?${PERIOD}`, shown: row },
  '/do-bao-phu': { as: LEADER, at: () => '/do-bao-phu?date=2026-11-25', shown: row },
  '/do-bao-phu/dong': {
    as: LEADER,
    at: () => '/do-bao-phu/dong?figure=total.field.tai-chinh.units.coming&date=2026-11-25',
    shown: row,
    empty: true,
  },
  '/so-lieu': { as: LEADER, at: () => `/so-lieu?measure=received&${PERIOD}`, shown: row, empty: true },
  '/quy-trinh': { as: OWNER, at: () => '/quy-trinh', shown: row, empty: true },
  '/quy-trinh/:code': { as: OWNER, at: () => `/quy-trinh/${PROCEDURE}`, shown: row },
  '/ban-thao/:id': { as: OWNER, at: ({ draft }) => `/ban-thao/${draft}`, shown: 'main fieldset, main [role="group"]' },
  '/uy-quyen': { as: OFFICER, at: () => '/uy-quyen', shown: nothing, empty: true },
  '/chuyen-giao': { as: OFFICER, at: () => '/chuyen-giao', shown: row, empty: true },
  '/chuyen-giao/:id': { as: OFFICER, at: ({ transfer }) => `/chuyen-giao/${transfer}`, shown: row },
  '/chuong-trinh': { as: OFFICER, at: () => '/chuong-trinh', shown: row, empty: true },
  '/chuong-trinh/moi': { as: OFFICER, at: () => '/chuong-trinh/moi', shown: 'main form', form: true },
  '/nhan-luc': { as: OFFICER, at: () => '/nhan-luc?date=2026-11-25', shown: row, empty: true },
  '/kiem-tra': { as: AUDITOR, at: () => '/kiem-tra', shown: row, empty: true },
  '/kiem-tra/ho-so/:ref': {
    as: AUDITOR,
    at: ({ code }) => `/kiem-tra/ho-so/${code}`,
    shown: '.events button',
    raw: true,
  },
  '/kiem-tra/chay-lai': { as: AUDITOR, at: () => '/kiem-tra/chay-lai', shown: row, empty: true },
  '/kiem-tra/chay-lai/:id': {
    as: AUDITOR,
    at: ({ replay }) => `/kiem-tra/chay-lai/${replay}`,
    shown: row,
    empty: true,
  },
  '/giao-nhan': { as: CLERK, at: () => '/giao-nhan', shown: row, empty: true },
  '/giao-nhan/moi': { as: CLERK, at: () => '/giao-nhan/moi', shown: 'main form', form: true },
  '/giao-nhan/:id': { as: CLERK, at: ({ slip }) => `/giao-nhan/${slip}`, shown: row },
  '/kiem-tra/niem-phong': { as: AUDITOR, at: () => '/kiem-tra/niem-phong', shown: row, empty: true },
  '/kiem-tra/ban-ghi': { as: AUDITOR, at: () => '/kiem-tra/ban-ghi', shown: row, empty: true },
  '/kiem-tra/ban-ghi/:id': {
    as: AUDITOR,
    at: ({ verification }) => `/kiem-tra/ban-ghi/${verification}`,
    shown: 'main [role="status"]:not([aria-busy="true"])',
  },
  '/kiem-tra/dang-nhap': { as: AUDITOR, at: () => '/kiem-tra/dang-nhap?account=kiem-tra', shown: row, empty: true },
  '/luu-giu': { as: OFFICER, at: () => '/luu-giu', shown: nothing, empty: true },
  '/du-lieu-ca-nhan': { as: OFFICER, at: () => '/du-lieu-ca-nhan', shown: 'main form', faceless: true },
  '/du-lieu-ca-nhan/nhat-ky': { as: AUDITOR, at: () => '/du-lieu-ca-nhan/nhat-ky', shown: nothing, empty: true },
  '/du-lieu-ca-nhan/ho-so/:ref': {
    as: AUDITOR,
    at: ({ code }) => `/du-lieu-ca-nhan/ho-so/${code}`,
    shown: nothing,
    empty: true,
  },
  '/thong-bao': { as: ADMINISTRATOR, at: () => '/thong-bao?channel=sms', shown: row, empty: true },
  '/noi-nhan-su-kien': { as: ADMINISTRATOR, at: () => '/noi-nhan-su-kien', shown: nothing, empty: true },
  '/tai-khoan': { as: ADMINISTRATOR, at: () => '/tai-khoan', shown: row, empty: true },
  '/tai-khoan-moi': { as: ADMINISTRATOR, at: () => '/tai-khoan-moi', shown: 'main form', faceless: true },
  '/tai-khoan/:id': {
    as: ADMINISTRATOR,
    at: () => '/tai-khoan/lanh-dao.so',
    shown: 'main [role=form], main form, main h2',
  },
  '/toi': { as: CLERK, at: () => '/toi', shown: row, faceless: true },
  '/lich': { as: CLERK, at: () => '/lich?year=2026', shown: row },
  '/lich/tinh-lai': { as: OFFICER, at: () => '/lich/tinh-lai', shown: 'main h1' },
  '/so-nhan-vien': { as: OFFICER, at: () => '/so-nhan-vien?unit=82', shown: 'main section' },
  '/so-nhan-vien/ghi': { as: OFFICER, at: () => '/so-nhan-vien/ghi?unit=82', shown: 'main form' },
  '/so-nhan-vien/tep': { as: OFFICER, at: () => '/so-nhan-vien/tep', shown: 'main button', faceless: true },
};
