import { words } from '../language';

export const signIns = words({
  page: { vi: 'Đăng nhập', en: 'Sign-ins' },
  help: {
    vi: 'Ai đã đăng nhập, ai bị từ chối và vì sao. Không có gì của những điều đã gõ. Nhiều lần giống nhau trong năm phút là một dòng.',
    en: 'Who signed in, who was refused and why. Nothing of what was typed is here. What is the same within five minutes is one line.',
  },
  account: { vi: 'Tài khoản', en: 'Account' },
  kind: { vi: 'Việc', en: 'What' },
  at: { vi: 'Lúc', en: 'When' },
  network: { vi: 'Từ mạng', en: 'Network' },
  reason: { vi: 'Chi tiết', en: 'Details' },
  count: { vi: 'Số lần', en: 'Times' },
  since: { vi: 'từ {at}', en: 'since {at}' },
  nobody: { vi: '(không phải tên tài khoản nào)', en: '(no account’s name)' },
  wait: { vi: 'phải chờ {n} giây', en: 'has to wait {n} seconds' },
  'signed-in': { vi: 'đăng nhập', en: 'signed in' },
  refused: { vi: 'bị từ chối', en: 'refused' },
  'held-off': { vi: 'tạm khóa', en: 'held off' },
  'session-ended': { vi: 'kết thúc phiên khác', en: 'another session ended' },
  'password-changed': { vi: 'đổi mật khẩu', en: 'password changed' },
  'key-rotated': { vi: 'đổi khóa', en: 'new key' },
  unknown: { vi: 'không có tài khoản', en: 'no such account' },
  wrong: { vi: 'sai mật khẩu', en: 'wrong password' },
  'not-active': { vi: 'tài khoản bị khóa hoặc đã đóng', en: 'the account is locked or closed' },
  waiting: { vi: 'tài khoản đang phải chờ', en: 'the account has to wait' },
  'address-waiting': { vi: 'địa chỉ đang phải chờ', en: 'the address has to wait' },
});
