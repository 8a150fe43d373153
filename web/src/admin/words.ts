import { words } from '../language';
import { roleWords } from '../roles';

export const accountWords = words({
  accounts: { vi: 'Tài khoản', en: 'Accounts' },
  account: { vi: 'Tài khoản', en: 'Account' },
  begin: { vi: 'Mở tài khoản', en: 'Open an account' },
  find: { vi: 'Tên hoặc tài khoản', en: 'Name or account' },
  findButton: { vi: 'Tìm', en: 'Find' },
  nothing: { vi: 'Không có tài khoản nào phù hợp', en: 'No account fits' },
  id: { vi: 'Tên tài khoản', en: 'Account name' },
  idHelp: {
    vi: 'Chữ không dấu, số, dấu chấm; không bao giờ đổi hay cấp lại cho người khác',
    en: 'Letters without diacritics, digits, dots; never changed, never given to another',
  },
  name: { vi: 'Họ và tên', en: 'Name' },
  kind: { vi: 'Của ai', en: 'Whose' },
  person: { vi: 'Người', en: 'A person' },
  service: { vi: 'Chương trình máy tính', en: 'A program' },
  role: { vi: 'Vai trò', en: 'Role' },
  state: { vi: 'Tình trạng', en: 'State' },
  active: { vi: 'Đang dùng', en: 'Active' },
  locked: { vi: 'Đang khóa', en: 'Locked' },
  closed: { vi: 'Đã đóng', en: 'Closed' },
  subject: { vi: 'Mã ở nơi cấp thẻ (sub)', en: 'Subject at the issuer (sub)' },
  subjectHelp: {
    vi: 'Chỉ điền khi đăng nhập qua nơi cấp thẻ khác; để trống là tên tài khoản',
    en: 'Only where people sign in at another issuer; empty means the account name',
  },
  opened: { vi: 'Đã mở tài khoản {id}', en: 'The account {id} is open' },
  first: { vi: 'Mật khẩu đầu tiên của {id}', en: 'First password of {id}' },
  firstHelp: {
    vi: 'Chỉ hiện một lần, ở đây. Trao tận tay người dùng; lần đăng nhập đầu tiên phải đổi.',
    en: 'It is shown once, here. Hand it to its owner; it has to be changed at the first sign-in.',
  },
  secretHelp: {
    vi: 'Chỉ hiện một lần, ở đây. Đưa vào chương trình dùng tài khoản này.',
    en: 'It is shown once, here. Put it into the program that uses this account.',
  },
  copy: { vi: 'Chép', en: 'Copy' },
  copied: { vi: 'Đã chép', en: 'Copied' },
  elsewhere: {
    vi: 'Mật khẩu do nơi cấp thẻ của cơ quan giữ, không đặt ở đây.',
    en: 'Passwords are kept by the issuer of the authority and are not set here.',
  },
  acts: { vi: 'Việc có thể làm', en: 'What can be done' },
  lock: { vi: 'Khóa', en: 'Lock' },
  unlock: { vi: 'Mở khóa', en: 'Unlock' },
  reset: { vi: 'Cấp mật khẩu mới', en: 'Give a new password' },
  close: { vi: 'Đóng hẳn', en: 'Close for good' },
  change: { vi: 'Sửa tên, vai trò, đơn vị', en: 'Change name, role, unit' },
  changeHelp: {
    vi: 'Có hiệu lực ngay. Mọi ủy quyền người này đã giao hoặc đã nhận chấm dứt.',
    en: 'It holds at once. All delegations end that this person has given or got.',
  },
  lockHelp: { vi: 'Ra khỏi hệ thống ngay, kể cả khi đang đăng nhập.', en: 'Out at once, also while signed in.' },
  unlockHelp: { vi: 'Đăng nhập được lại bằng mật khẩu đang có.', en: 'Can sign in again with the present password.' },
  resetHelp: {
    vi: 'Mật khẩu đang dùng hết hiệu lực; mật khẩu mới hiện một lần sau khi ghi.',
    en: 'The present password ends; the new one is shown once afterwards.',
  },
  closeHelp: {
    vi: 'Không mở lại được, và tên này không cấp lại nữa. Chỉ khóa nếu người đó có thể trở lại.',
    en: 'It can’t be opened again and its name is never given again. Lock it instead if its owner may come back.',
  },
  own: {
    vi: 'Đây là tài khoản của bạn: người quản trị khác mới khóa hay cấp mật khẩu được.',
    en: 'This is your own account: another administrator locks it or gives a password.',
  },
  otherAccount: { vi: 'Mở tài khoản khác', en: 'Open another account' },
});

export const accountRoles = {
  ...roleWords,
  ...words({ portal: { vi: 'Cổng dịch vụ công', en: 'Public service portal' } }),
};

export const myWords = words({
  mine: { vi: 'Tài khoản của tôi', en: 'My account' },
  who: { vi: 'Tôi là ai', en: 'Who I am' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  actsFor: { vi: 'Làm việc cho', en: 'Works for' },
  password: { vi: 'Đổi mật khẩu', en: 'Change my password' },
  passwordElsewhere: {
    vi: 'Mật khẩu đổi tại nơi cấp thẻ của cơ quan.',
    en: 'The password is changed at the issuer of the authority.',
  },
  may: { vi: 'Tôi được làm gì', en: 'What I may do' },
  permission: { vi: 'Việc', en: 'What' },
  reach: { vi: 'Phạm vi', en: 'How far' },
  self: { vi: 'Của chính mình', en: 'One’s own' },
  own: { vi: 'Đơn vị mình', en: 'Own unit' },
  field: { vi: 'Lĩnh vực đã chuyển giao', en: 'Fields handed over' },
  subtree: { vi: 'Đơn vị mình và cấp dưới', en: 'Own unit and those below' },
  all: { vi: 'Toàn hệ thống', en: 'Everything' },
  delegations: { vi: 'Ủy quyền', en: 'Delegations' },
  noDelegations: { vi: 'Không có ủy quyền nào', en: 'There are no delegations' },
  delegator: { vi: 'Người ủy quyền', en: 'Delegator' },
  delegate: { vi: 'Người được ủy quyền', en: 'Delegate' },
  period: { vi: 'Thời gian', en: 'Days' },
  fields: { vi: 'Lĩnh vực', en: 'Fields' },
  everything: { vi: 'Mọi việc', en: 'Everything' },
  basis: { vi: 'Văn bản', en: 'Paper' },
  state: { vi: 'Tình trạng', en: 'State' },
  coming: { vi: 'Chưa đến ngày', en: 'Coming' },
  'in-force': { vi: 'Đang có hiệu lực', en: 'In force' },
  ended: { vi: 'Đã hết', en: 'Ended' },
  mayActFor: { vi: 'Hôm nay được làm thay: {who}', en: 'May act today for: {who}' },
});

export const sessionWords = words({
  title: { vi: 'Tôi đang đăng nhập ở đâu', en: 'Where I am signed in' },
  since: { vi: 'Đăng nhập lúc', en: 'Signed in' },
  until: { vi: 'Hết hạn lúc', en: 'Ends by itself' },
  here: { vi: 'Phiên này', en: 'This one' },
  end: { vi: 'Kết thúc', en: 'End it' },
  endOf: { vi: 'Kết thúc phiên đăng nhập lúc {since}', en: 'End the session of {since}' },
  endAll: { vi: 'Kết thúc cả {count} phiên khác', en: 'End the {count} others' },
  elsewhere: {
    vi: 'Phiên đăng nhập do nơi cấp thẻ của cơ quan giữ.',
    en: 'Sessions are kept by the issuer of the authority.',
  },
});
