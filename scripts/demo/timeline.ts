import type { LocalDate } from '../../domain/time';

/** What officers do on a day of the pilot, in the order of the days. Units by their codes. */
export type Act = { on: LocalDate; vi: string; en: string } & (
  | { do: 'order'; decision: string }
  /** Staff, equipment and both confirmations for the transfers of a decision that take effect on a day. */
  | { do: 'prepare'; decision: string; effectiveOn: LocalDate; units?: string[]; except?: string[] }
  | { do: 'leave'; unit: string; leftOn: LocalDate }
  | { do: 'replace'; unit: string }
  /** New people wherever those who are there were posted before a day. */
  | { do: 'repost'; postedBefore: LocalDate; overlapDays: number }
  | { do: 'look' }
);

/** Nobody can sign in before the first unit of the configuration opens, on 2018-08-01: so the order of 2018-07-30 is written on that day. */
export const FIRST_DAY = '2018-08-01';
export const LAST_DAY = '2020-10-05';

const D843 = '843/QĐ-UBND-HC';
const D115 = '115/KH-UBND';
export const D1469 = '1469/QĐ-UBND-HC';

/** Communes that were not ready in time. */
const LATE_2018 = ['30043', '30046', '30082'];
const LATE_2019 = ['29863'];
const AUTUMN = '2018-10-01';
const PHASE_3 = '2019-08-01';

export const TIMELINE: Act[] = [
  { on: FIRST_DAY, do: 'order', decision: D843, vi: 'Quyết định 843', en: 'Decision 843' },
  {
    ...{ on: FIRST_DAY, do: 'prepare', decision: D843, effectiveOn: FIRST_DAY },
    ...{ vi: 'Trung tâm và những đơn vị đầu tiên', en: 'the centre and the first units' },
  },
  {
    ...{ on: '2018-08-20', do: 'prepare', decision: D843, effectiveOn: AUTUMN, units: ['867', '868'] },
    ...{ vi: 'Hai thành phố sẵn sàng sớm', en: 'two cities are ready early' },
  },
  {
    ...{ on: '2018-09-24', do: 'prepare', decision: D843, effectiveOn: AUTUMN, except: ['867', '868', ...LATE_2018] },
    ...{ vi: 'Chuẩn bị đợt tháng 10', en: 'preparing for October' },
  },
  { on: AUTUMN, do: 'look', vi: 'Đợt tháng 10 có hiệu lực', en: 'the transfers of October take effect' },
  {
    ...{ on: '2018-10-17', do: 'prepare', decision: D843, effectiveOn: AUTUMN, units: LATE_2018 },
    ...{ vi: 'Ba xã chậm hơn hai tuần', en: 'three communes, over two weeks late' },
  },
  { on: '2019-05-10', do: 'order', decision: D115, vi: 'Kế hoạch 115', en: 'Plan 115' },
  {
    ...{ on: '2019-06-24', do: 'prepare', decision: D115, effectiveOn: PHASE_3, units: ['874', '871'] },
    ...{ vi: 'Hai huyện sẵn sàng sớm', en: 'two districts are ready early' },
  },
  {
    ...{ on: '2019-07-22', do: 'prepare', decision: D115, effectiveOn: PHASE_3 },
    ...{ except: ['874', '871', ...LATE_2019], vi: 'Chuẩn bị giai đoạn 3', en: 'preparing phase 3' },
  },
  { on: PHASE_3, do: 'look', vi: 'Giai đoạn 3 có hiệu lực', en: 'phase 3 takes effect' },
  {
    ...{ on: '2019-08-19', do: 'prepare', decision: D115, effectiveOn: PHASE_3, units: LATE_2019 },
    ...{ vi: 'Một xã chậm hơn hai tuần', en: 'one commune, over two weeks late' },
  },
  {
    ...{ on: '2019-11-01', do: 'leave', unit: '873', leftOn: '2019-11-04' },
    ...{ vi: 'Nhân viên huyện Cao Lãnh nghỉ việc', en: 'the staff of Cao Lãnh district leave' },
  },
  { on: '2019-11-04', do: 'look', vi: 'Huyện Cao Lãnh bị cảnh báo', en: 'Cao Lãnh district is flagged' },
  { on: '2019-11-12', do: 'look', vi: 'Huyện Cao Lãnh tạm dừng', en: 'Cao Lãnh district is suspended' },
  { on: '2019-11-13', do: 'look', vi: 'Công chức tiếp nhận thay', en: 'government staff receive again' },
  {
    ...{ on: '2019-11-25', do: 'replace', unit: '873' },
    ...{ vi: 'Huyện Cao Lãnh có nhân viên mới', en: 'Cao Lãnh district has new staff' },
  },
  {
    ...{ on: '2020-03-02', do: 'repost', postedBefore: '2019-01-01', overlapDays: 7 },
    ...{ vi: 'Điều động lại trước khi hết hạn', en: 'posted anew before the postings run out' },
  },
  { on: '2020-03-09', do: 'look', vi: 'Nhân viên cũ kết thúc điều động', en: 'the earlier staff go' },
  { on: '2020-09-22', do: 'order', decision: D1469, vi: 'Quyết định 1469', en: 'Decision 1469' },
  {
    ...{ on: '2020-09-24', do: 'prepare', decision: D1469, effectiveOn: LAST_DAY, units: ['87', '872'] },
    ...{ vi: 'Trung tâm và huyện Tháp Mười', en: 'the centre and Tháp Mười district' },
  },
  {
    ...{ on: '2020-09-28', do: 'prepare', decision: D1469, effectiveOn: LAST_DAY, except: ['87', '872'] },
    ...{ vi: 'Chuẩn bị các huyện, xã', en: 'preparing districts and communes' },
  },
  { on: LAST_DAY, do: 'look', vi: 'Quyết định 1469 có hiệu lực', en: 'Decision 1469 takes effect' },
];

/** Dossiers of a certain kind on a certain day, so that what happens to a unit is seen at its counter too. */
export const STORIES: { on: LocalDate; unit: string; procedure: string; count: number }[] = [
  { on: '2019-11-01', unit: '873', procedure: '1.005092', count: 6 },
  { on: '2019-11-13', unit: '873', procedure: '1.005092', count: 6 },
  { on: '2019-11-25', unit: '873', procedure: '1.005092', count: 4 },
];

/** What the notice says of 2020-10-05, by the keys of the coverage report. */
export const NOTICE: { key: string; of?: string; value: number; total?: number }[] = [
  { key: 'districts.running', of: 'districts.total', value: 11, total: 12 },
  { key: 'districts.inPostBuilding', of: 'districts.total', value: 9, total: 12 },
  { key: 'districts.allFields', of: 'districts.total', value: 4, total: 12 },
  { key: 'communes.running', of: 'communes.districts', value: 41, total: 12 },
  { key: `communes.byDecision.${D1469}`, of: `communes.districts.byDecision.${D1469}`, value: 13, total: 8 },
  { key: 'centre.fields', value: 11 },
  { key: `centre.fields.byDecision.${D1469}`, value: 3 },
];
