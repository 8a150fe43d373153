import type { ProblemKind } from './problem';

/** Problems of transfers, of their readiness, and of papers that are handed over. */
export const TRANSFER_PROBLEMS = {
  // Transfers of a field to postal staff
  'not-transferred': {
    status: 403,
    title: {
      vi: 'Lĩnh vực {field} chưa chuyển giao cho nhân viên bưu điện tại đơn vị này',
      en: 'Field {field} is not transferred to postal staff at this unit',
    },
  },
  'not-transferred-yet': {
    status: 403,
    title: {
      vi: 'Lĩnh vực {field} chỉ chuyển giao cho nhân viên bưu điện sớm nhất từ {from}, khi đã xác nhận sẵn sàng',
      en: 'Field {field} goes over to postal staff on {from} at the earliest, and only when readiness is confirmed',
    },
  },
  'transfer-suspended': {
    status: 403,
    title: {
      vi: 'Việc chuyển giao lĩnh vực {field} đang tạm dừng; công chức thực hiện cho đến khi đủ điều kiện trở lại',
      en: 'The transfer of field {field} is suspended; government staff do the work until readiness is restored',
    },
  },
  'transferred-to-post': {
    status: 403,
    title: {
      vi: 'Lĩnh vực {field} do nhân viên bưu điện thực hiện từ {since}',
      en: 'Field {field} has been with postal staff since {since}',
    },
  },
  'transfer-not-found': {
    status: 404,
    title: { vi: 'Không có việc chuyển giao này', en: 'There is no such transfer' },
  },
  'transfer-closed': {
    status: 409,
    title: { vi: 'Việc chuyển giao đã kết thúc («{stage}»)', en: 'The transfer has ended (“{stage}”)' },
  },
  'transfer-in-force': {
    status: 409,
    title: {
      vi: 'Việc chuyển giao đang có hiệu lực: hãy lập kế hoạch bàn giao trở lại',
      en: 'The transfer is in force: plan to hand it back instead',
    },
  },
  'transfer-exists': {
    status: 409,
    title: {
      vi: 'Đơn vị {unit} đang có việc chuyển giao lĩnh vực {field}',
      en: 'Unit {unit} has an open transfer of field {field} already',
    },
  },
  'field-not-served': {
    status: 422,
    title: { vi: 'Đơn vị {unit} không phục vụ lĩnh vực {field}', en: 'Unit {unit} does not serve field {field}' },
  },
  'field-unknown': { status: 422, title: { vi: 'Không có lĩnh vực {field}', en: 'There is no field {field}' } },
  'plan-unknown': {
    status: 422,
    title: { vi: 'Không có kế hoạch giai đoạn {plan}', en: 'There is no stage plan {plan}' },
  },
  'decision-unknown': {
    status: 422,
    title: {
      vi: 'Không có quyết định {decision} trong cấu hình; hãy ghi rõ ngày và danh sách chuyển giao',
      en: 'Decision {decision} is not in the configuration; state its date and transfers',
    },
  },
  'decision-differs': {
    status: 409,
    title: {
      vi: 'Quyết định {decision} đã có với ngày {date}',
      en: 'Decision {decision} is there already, with the date {date}',
    },
  },
  'programme-not-found': { status: 404, title: { vi: 'Không có chương trình này', en: 'There is no such programme' } },
  'date-past': {
    status: 422,
    title: { vi: 'Ngày {date} không dùng được ở đây', en: 'The date {date} cannot be used here' },
  },
  'criterion-unknown': {
    status: 422,
    title: { vi: 'Không có tiêu chí xác nhận «{criterion}»', en: 'There is no criterion “{criterion}” to confirm' },
  },
  'already-confirmed': {
    status: 409,
    title: { vi: 'Tiêu chí «{criterion}» đã được xác nhận', en: 'Criterion “{criterion}” is confirmed already' },
  },
  'not-confirmed': {
    status: 409,
    title: { vi: 'Tiêu chí «{criterion}» chưa được xác nhận', en: 'Criterion “{criterion}” is not confirmed' },
  },
  'not-suspended': {
    status: 409,
    title: {
      vi: 'Việc chuyển giao không bị tạm dừng theo lệnh',
      en: 'The transfer is not suspended by order',
    },
  },
  'not-with-post': {
    status: 409,
    title: { vi: 'Việc này chưa do nhân viên bưu điện thực hiện', en: 'The task is not with postal staff' },
  },
  'hand-back-planned': {
    status: 409,
    title: { vi: 'Đã có kế hoạch bàn giao trở lại ngày {date}', en: 'Handing back is planned for {date} already' },
  },
  'hand-back-not-planned': {
    status: 409,
    title: { vi: 'Chưa có kế hoạch bàn giao trở lại', en: 'Handing back is not planned' },
  },
  'staff-unknown': { status: 422, title: { vi: 'Không có nhân viên {staff}', en: 'There is no staff member {staff}' } },
  'import-faulty': {
    status: 422,
    title: { vi: 'Tệp có {count} lỗi; chưa ghi gì', en: 'Nothing was written; faults in the file: {count}' },
  },
  // Handing over papers
  'handover-not-found': { status: 404, title: { vi: 'Không có phiếu giao nhận này', en: 'There is no such slip' } },
  'handover-under-way': {
    status: 409,
    title: { vi: 'Hồ sơ {code} đang trên một phiếu giao nhận khác', en: 'Dossier {code} is on another slip under way' },
  },
  'papers-unsettled': {
    status: 409,
    title: {
      vi: 'Giấy tờ của hồ sơ chênh lệch khi giao nhận, chưa được giải quyết',
      en: 'The papers of the dossier differed when they were handed over, and that is not settled',
    },
  },
  'handover-size': {
    status: 422,
    title: { vi: 'Phiếu giao nhận phải có từ 1 đến {limit} hồ sơ', en: 'A handover slip lists 1 to {limit} dossiers' },
  },
  'handover-listed-twice': {
    status: 422,
    title: { vi: 'Hồ sơ {code} có hai lần trên phiếu; hãy bỏ một', en: 'Dossier {code} is listed twice; take one out' },
  },
  'handover-wrong-stage': {
    status: 409,
    title: {
      vi: 'Không thể làm bước này khi phiếu giao nhận đang ở bước «{stage}»',
      en: 'This cannot be done while the handover slip is at “{stage}”',
    },
  },
  'handover-not-listed': {
    status: 422,
    title: { vi: 'Hồ sơ {dossier} không có trên phiếu', en: 'Dossier {dossier} is not on the slip' },
  },
  'handover-not-counted': {
    status: 422,
    title: { vi: 'Còn hồ sơ chưa kiểm đếm: {codes}', en: 'Dossiers are not counted yet: {codes}' },
  },
  'handover-counted-twice': {
    status: 422,
    title: {
      vi: 'Hồ sơ {code} được kiểm đếm hai lần; hãy giữ một kết quả',
      en: 'Dossier {code} is counted twice; keep one result',
    },
  },
  'handover-count-contradicts': {
    status: 422,
    title: {
      vi: 'Số giấy tờ đã đếm của hồ sơ {code} không khớp với kết quả kiểm đếm đã chọn',
      en: 'The papers counted for dossier {code} contradict the result chosen for it',
    },
  },
  'handover-note-missing': {
    status: 422,
    title: {
      vi: 'Hãy ghi chú về chênh lệch của hồ sơ {code}',
      en: 'Write a note about the difference in dossier {code}',
    },
  },
  'handover-nothing-to-settle': {
    status: 409,
    title: {
      vi: 'Hồ sơ {code} không còn chênh lệch nào cần giải quyết',
      en: 'Dossier {code} has no difference left to settle',
    },
  },
} as const satisfies Record<string, ProblemKind>;
