import type { StaffCriterion } from './plan';
import type { Certificate, StaffMember } from './staff';
import type { Text } from './text';
import { addMonths, startOfDay, type Instant, type LocalDate } from './time';
import type { UnitId } from './unit';

/** From when (included) until when (not included) somebody counts. */
export type Span = { from: Instant; until: Instant };

/** Far enough ahead for whatever has no end. */
const NO_END: Instant = '9999-12-31T00:00:00.000Z';

/** When a member of staff counts for a criterion; without a span, what he or she lacks. */
export function staffSpan(
  criterion: StaffCriterion,
  place: { unit: UnitId; field: string },
  member: StaffMember,
): { span?: Span; lacks: Text[] } {
  const { postedFrom, postedTo, leftOn, recordedAt, publishedOn, accountOn } = member;
  const certificate = certificateOf(member, place);
  const lacks = [
    ...(criterion.postingMonths && !postingFits(criterion.postingMonths, postedFrom, postedTo) ? [WRONG_POSTING] : []),
    ...(criterion.approved && !member.approvedBy ? [NOT_APPROVED] : []),
    ...(criterion.published && !(publishedOn && member.phone) ? [NOT_PUBLISHED] : []),
    ...(criterion.account && !accountOn ? [NO_ACCOUNT] : []),
    ...(criterion.certifiedMonths && !certificate ? [NO_CERTIFICATE] : []),
  ];
  if (lacks.length > 0) return { lacks };
  const from = [startOfDay(postedFrom), recordedAt];
  const until = [startOfDay(postedTo), leftOn ? startOfDay(leftOn) : NO_END];
  if (criterion.published && publishedOn) from.push(startOfDay(publishedOn));
  if (criterion.account && accountOn) from.push(startOfDay(accountOn));
  if (criterion.certifiedMonths && certificate) {
    from.push(startOfDay(certificate.passedOn), certificate.recordedAt);
    until.push(startOfDay(addMonths(certificate.passedOn, criterion.certifiedMonths)));
  }
  return { span: { from: from.sort().at(-1) ?? NO_END, until: until.sort()[0] ?? NO_END }, lacks: [] };
}

/** The latest passed assessment for this very field at this very unit. */
function certificateOf({ certificates }: StaffMember, place: { unit: UnitId; field: string }): Certificate | undefined {
  return certificates
    .filter(({ field, unit }) => field === place.field && unit === place.unit)
    .sort((a, b) => (a.passedOn < b.passedOn ? 1 : -1))[0];
}

function postingFits({ from, to }: { from: number; to: number }, start: LocalDate, end: LocalDate): boolean {
  return end >= addMonths(start, from) && end <= addMonths(start, to);
}

const WRONG_POSTING: Text = {
  vi: 'thời gian điều động không đúng quy định',
  en: 'the posting is too short or too long',
};
const NOT_APPROVED: Text = { vi: 'chưa có trong danh sách được duyệt', en: 'not on an approved list' };
const NOT_PUBLISHED: Text = { vi: 'chưa công khai tên và điện thoại', en: 'name and phone not published' };
const NO_ACCOUNT: Text = { vi: 'chưa có tài khoản và chữ ký số', en: 'no account and signature' };
const NO_CERTIFICATE: Text = {
  vi: 'chưa có chứng nhận cho lĩnh vực này tại đơn vị này',
  en: 'no certificate for this field at this unit',
};
