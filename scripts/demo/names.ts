import { pick, whole, type Random } from './random';

/** What every made-up name ends with, so that nobody takes it for a person's or a firm's. */
export const MARK = '(mẫu)';
/** What every made-up identity number begins with: no province has this code. */
export const NO_PROVINCE = '000';

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'];
const WOMEN = [
  ['Thị', 'Ngọc', 'Kim', 'Thanh', 'Mỹ', 'Bích'],
  ['Sen', 'Lan', 'Mai', 'Hương', 'Tuyết', 'Nga', 'Phượng', 'Diễm', 'Thảo', 'Trúc'],
] as const;
const MEN = [
  ['Văn', 'Hữu', 'Minh', 'Quốc', 'Thành', 'Công'],
  ['Ân', 'Phúc', 'Lộc', 'Tâm', 'Hiếu', 'Nghĩa', 'Khang', 'Tài', 'Thuận', 'Đạt'],
] as const;
const STREETS = ['Hoa Sen', 'Bông Súng', 'Tràm Xanh', 'Cánh Cò', 'Lúa Vàng', 'Xoài Cát', 'Quýt Hồng', 'Sếu Đầu Đỏ'];
const HAMLETS = ['Sen Hồng', 'Bờ Tràm', 'Gò Sếu', 'Rạch Mẫu', 'Đồng Lúa', 'Cù Lao Xoài'];
const FIRMS = ['Công ty TNHH', 'Cơ sở', 'Doanh nghiệp tư nhân', 'Hợp tác xã', 'Hộ kinh doanh'];
const BRANDS = ['Sen Hồng', 'Đồng Tháp Xanh', 'Lúa Vàng', 'Xoài Cát', 'Cánh Cò Trắng', 'Tràm Chim Mẫu', 'Mùa Nước Nổi'];

export type Person = { name: string; identityNumber: string; phone: string; address: string };

export function personName(random: Random): string {
  const [middle, given] = random() < 0.5 ? WOMEN : MEN;
  return `${pick(random, FAMILY)} ${pick(random, middle)} ${pick(random, given)} ${MARK}`;
}

export function address(random: Random): string {
  const place =
    random() < 0.5
      ? `số ${whole(random, 1, 400)} đường ${pick(random, STREETS)}`
      : `tổ ${whole(random, 1, 20)}, ấp ${pick(random, HAMLETS)}`;
  return `${place} ${MARK}`;
}

export function organisation(random: Random): string {
  return `${pick(random, FIRMS)} ${pick(random, BRANDS)} ${whole(random, 1, 99)} ${MARK}`;
}

/** Somebody who never was: recognisable by the name, by the identity number and by the phone number. */
export function person(random: Random): Person {
  const digits = (count: number) => Array.from({ length: count }, () => whole(random, 0, 9)).join('');
  return {
    name: personName(random),
    identityNumber: `${NO_PROVINCE}${digits(9)}`,
    phone: `0000 ${digits(3)} ${digits(3)}`,
    address: address(random),
  };
}
