import { words } from '../language';

export const shell = words({
  product: { vi: 'Một Cửa', en: 'Một Cửa' },
  skip: { vi: 'Đến nội dung chính', en: 'Skip to the main content' },
  menu: { vi: 'Danh mục', en: 'Menu' },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  search: { vi: 'Tìm hồ sơ: mã, tên, điện thoại', en: 'Find a dossier: code, name, telephone' },
  account: { vi: 'Tài khoản {account}', en: 'Account {account}' },
  mine: { vi: 'Tài khoản của tôi', en: 'My account' },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  loading: { vi: 'Đang tải…', en: 'Loading…' },
  again: { vi: 'Thử lại', en: 'Try again' },
  offline: {
    vi: 'Mất kết nối mạng. Những gì đã nhập vẫn được giữ; sẽ gửi được khi có mạng trở lại.',
    en: 'The network is gone. What was typed is kept and can be sent once it is back.',
  },
  ended: {
    vi: 'Phiên làm việc đã hết. Đăng nhập lại để làm tiếp; những gì đã nhập vẫn còn.',
    en: 'The session has ended. Sign in again to go on; what was typed is still here.',
  },
  signIn: { vi: 'Đăng nhập', en: 'Sign in' },
  welcome: {
    vi: 'Dành cho người làm việc tại Bộ phận Một cửa, cơ quan giải quyết và Bưu điện.',
    en: 'For those who work at one-stop units, deciding authorities and the Post.',
  },
  lookup: { vi: 'Người dân tra cứu hồ sơ tại đây', en: 'Applicants look their dossier up here' },
  broken: { vi: 'Trang này gặp lỗi', en: 'This page failed' },
  reload: { vi: 'Tải lại trang', en: 'Load the page again' },
  brokenHelp: {
    vi: 'Tải lại trang để làm tiếp. Bản nháp vẫn được giữ. Nếu còn lỗi, báo quản trị viên dòng dưới đây.',
    en: 'Load the page again to go on; drafts are kept. If it still fails, tell your administrator the line below.',
  },
  notFound: { vi: 'Không có trang này', en: 'There is no such page' },
  notYours: { vi: 'Trang này không dành cho vai trò của bạn', en: 'This page is not for your role' },
  home: { vi: 'Về trang đầu', en: 'To the first page' },
  shortcuts: { vi: 'Phím tắt', en: 'Keyboard shortcuts' },
  shortcutsKey: { vi: 'Xem phím tắt', en: 'Show the shortcuts' },
  searchKey: { vi: 'Đến ô tìm hồ sơ', en: 'Go to the search box' },
  workKey: { vi: 'Về danh sách việc', en: 'To the work list' },
  newKey: { vi: 'Tiếp nhận hồ sơ mới', en: 'Receive a new dossier' },
  close: { vi: 'Đóng', en: 'Close' },
  incident: { vi: 'Mã sự cố', en: 'Incident' },
});
