import type { ProblemKind } from './problem';

/** Problems of fees, of the money taken for them, and of the daily cash-up. */
export const FEE_PROBLEMS = {
  'money-invalid': {
    status: 422,
    title: {
      vi: 'Số tiền phải là số nguyên đồng, từ 0 đến 1.000.000.000.000',
      en: 'An amount must be a whole number of đồng, from 0 to 1,000,000,000,000',
    },
  },
  'not-received': {
    status: 409,
    title: {
      vi: 'Hồ sơ chưa được tiếp nhận nên chưa thu phí, lệ phí',
      en: 'The dossier is not received yet, so no fee is collected',
    },
  },
  'fee-line-unknown': {
    status: 422,
    title: { vi: 'Thủ tục không có khoản thu số {line}', en: 'The procedure has no fee line {line}' },
  },
  'fee-line-twice': {
    status: 422,
    title: { vi: 'Khoản thu số {line} có hai lần; hãy gộp lại', en: 'Fee line {line} is given twice; put it together' },
  },
  'fee-quantity-missing': {
    status: 422,
    title: {
      vi: 'Khoản thu số {line} tính theo số lượng: hãy ghi số lượng trước',
      en: 'Fee line {line} is per unit: state the quantity first',
    },
  },
  'fee-quantity-not-taken': {
    status: 422,
    title: {
      vi: 'Khoản thu số {line} là mức cố định, không có số lượng',
      en: 'Fee line {line} is a fixed amount and takes no quantity',
    },
  },
  'fee-reason-missing': {
    status: 422,
    title: { vi: 'Miễn, giảm phải nêu lý do', en: 'An exemption or reduction needs a reason' },
  },
  'fee-reduction-invalid': {
    status: 422,
    title: {
      vi: 'Mức giảm của khoản thu số {line} phải từ 1 đến dưới {whole} đồng; miễn toàn bộ thì chọn «exempt»',
      en: 'A reduction of fee line {line} must be from 1 to less than {whole} đồng; for all of it choose “exempt”',
    },
  },
  'fee-below-held': {
    status: 409,
    title: {
      vi: 'Khoản thu số {line} đã thu {held} đồng: hãy hoàn tiền trước khi giảm mức phải nộp',
      en: '{held} đồng are held for fee line {line}: refund before less is due',
    },
  },
  'fee-overpaid': {
    status: 409,
    title: { vi: 'Khoản thu số {line} chỉ còn {left} đồng', en: 'Only {left} đồng are left to pay on fee line {line}' },
  },
  'receipt-taken': {
    status: 409,
    title: {
      vi: 'Biên lai {book} số {number} đã dùng cho hồ sơ {code}',
      en: 'Receipt {number} of book {book} was used for dossier {code}',
    },
  },
  'payment-not-found': { status: 404, title: { vi: 'Không có lần thu này', en: 'There is no such payment' } },
  'payment-voided': { status: 409, title: { vi: 'Lần thu này đã hủy', en: 'The payment is void' } },
  'payment-refunded': {
    status: 409,
    title: {
      vi: 'Lần thu này đã hoàn tiền nên không hủy được nữa',
      en: 'Money of this payment was refunded, so it cannot be made void',
    },
  },
  'payment-closed': {
    status: 409,
    title: {
      vi: 'Lần thu này đã chốt quỹ: hãy hoàn tiền thay vì hủy',
      en: 'The payment is in a cash-up that is closed: refund it instead',
    },
  },
  'refund-too-much': {
    status: 409,
    title: {
      vi: 'Lần thu này chỉ còn {left} đồng ở khoản thu số {line} để hoàn',
      en: 'Only {left} đồng of this payment are left on fee line {line} to refund',
    },
  },
  'not-collector': {
    status: 403,
    title: { vi: 'Chỉ người đã thu mới được làm việc này', en: 'Only whoever collected the money may do this' },
  },
  'cash-up-not-found': { status: 404, title: { vi: 'Không có lần chốt quỹ này', en: 'There is no such cash-up' } },
  'cash-up-nothing': {
    status: 409,
    title: {
      vi: 'Bạn không có khoản thu, hoàn nào chưa chốt tại đơn vị này đến hết ngày {date}',
      en: 'You have nothing at this unit up to {date} that is not cashed up',
    },
  },
  'cash-up-not-counted': {
    status: 422,
    title: { vi: 'Chưa kiểm đếm: {methods}', en: 'Not counted: {methods}' },
  },
  'cash-up-counted-twice': {
    status: 422,
    title: { vi: 'Kiểm đếm «{method}» hai lần; hãy gộp lại', en: '“{method}” is counted twice; put it together' },
  },
  'cash-up-note-missing': {
    status: 422,
    title: {
      vi: 'Kiểm đếm lệch với sổ thu: hãy giải thích trong ghi chú',
      en: 'What was counted differs from what was collected: explain it in a note',
    },
  },
  'cash-up-confirmed': {
    status: 409,
    title: { vi: 'Lần chốt quỹ này đã được xác nhận', en: 'The cash-up is confirmed already' },
  },
  'too-many-rows': {
    status: 422,
    title: {
      vi: 'Có hơn {limit} dòng: hãy chọn kỳ ngắn hơn',
      en: 'There are more than {limit} rows: choose a shorter period',
    },
  },
} as const satisfies Record<string, ProblemKind>;
