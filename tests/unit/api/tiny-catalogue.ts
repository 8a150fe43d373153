import { Catalogue, type CatalogueData } from '../../../domain/catalogue';
import type { CalendarData } from '../../../domain/calendar';
import type { Procedure } from '../../../domain/procedure';
import type { Process } from '../../../domain/process';
import type { Unit } from '../../../domain/unit';
import { shippedPermissions } from '../../support/permissions';

const text = (vi: string, en = vi) => ({ vi, en });
const hours: [string, string][] = [
  ['07:30', '11:30'],
  ['13:30', '17:00'],
];

const calendar: CalendarData = {
  code: 'vn',
  years: { from: 2026, to: 2026 },
  hours: { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours },
  daysOff: [],
  daysWorked: [],
  sources: ['test'],
};

const unit = (code: string, more: Partial<Unit> = {}): Unit => ({
  code,
  validFrom: '2020-01-01',
  kind: 'one-stop',
  level: 'commune',
  name: text(`Phường ${code}`, `Ward ${code}`),
  identification: `H20.${code}`,
  ...more,
});

const process: Process = {
  id: 'standard',
  version: 1,
  title: text('Chung', 'Common'),
  stages: [
    {
      name: 'processing',
      title: text('Đang giải quyết', 'In progress'),
      status: 4,
      clock: 'runs',
      actors: { roles: ['post-clerk', 'government-clerk'], unit: 'receiving' },
    },
    {
      name: 'supplement',
      title: text('Chờ bổ sung', 'Waiting'),
      status: 5,
      clock: 'restarts',
      actors: { roles: ['government-clerk'], unit: 'receiving' },
    },
    { name: 'done', title: text('Đã trả', 'Returned'), status: 10, clock: 'ended', end: true },
  ],
  actions: [
    {
      name: 'receive',
      title: text('Tiếp nhận', 'Receive'),
      from: ['new'],
      to: 'processing',
      by: { roles: ['government-clerk'], unit: 'receiving' },
      form: 'receive@1',
      receives: true,
    },
    { name: 'return', title: text('Trả kết quả', 'Return'), from: ['processing'], to: 'done', form: 'note@1' },
  ],
};

const form = (id: string, properties: Record<string, unknown>, required: string[]) => ({
  id,
  version: 1,
  title: text(id),
  schema: { type: 'object', additionalProperties: false, properties, required },
});
const name = { type: 'string', minLength: 1, maxLength: 200, 'x-title': text('Họ tên', 'Name') };
const submitter = {
  type: 'object',
  additionalProperties: false,
  'x-title': text('Người nộp', 'Submitter'),
  required: ['name'],
  properties: { name },
};

const limit = { amount: 2, unit: 'working-day' as const };
const procedure: Procedure = {
  code: '1.000001',
  version: 1,
  validFrom: '2020-01-01',
  name: text('Đăng ký khai sinh', 'Birth registration'),
  field: 'justice',
  levels: ['commune'],
  limits: { direct: limit, post: limit, online: null },
  documents: [
    { code: 'don', name: text('Tờ khai', 'Application'), originals: 1, copies: 0, required: true },
    {
      code: 'uy-quyen',
      name: text('Giấy ủy quyền', 'Power of attorney'),
      originals: 1,
      copies: 0,
      required: true,
      when: { type: 'object', required: ['byProxy'], properties: { byProxy: { const: true } } },
    },
  ],
  fee: [{ amount: 0 }],
  process: { id: 'standard', version: 1 },
  sources: ['test'],
};

export const data: CatalogueData = {
  permissions: shippedPermissions(),
  units: [
    unit('87'),
    unit('88'),
    unit('SNV', { kind: 'department', level: 'province', identification: undefined }),
    unit('82', { validTo: '2025-07-01', successor: '87@2020-01-01' }),
  ],
  fields: [
    {
      code: 'justice',
      name: text('Tư pháp', 'Justice'),
      order: 1,
      national: [],
      decidedBy: [{ level: 'commune', unit: 'own', validFrom: '2020-01-01' }],
    },
  ],
  procedures: [procedure, { ...procedure, code: '1.000002', validTo: '2025-01-01', name: text('Cũ', 'Old') }],
  processes: [process],
  forms: [
    form('receive', { submitter, byProxy: { type: 'boolean', 'x-title': text('Nộp thay', 'By proxy') } }, [
      'submitter',
    ]),
    form('note', {}, []),
  ],
  calendars: [calendar],
  rules: [
    {
      code: '2020',
      validFrom: '2020-01-01',
      title: text('Luật', 'Law'),
      limits: { supplementNotice: limit, forwarding: limit },
      forms: {},
      sources: ['test'],
    },
  ],
};

export const catalogue = new Catalogue(data);
