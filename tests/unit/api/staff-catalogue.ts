import { Catalogue, type CatalogueData } from '../../../domain/catalogue';
import type { StagePlan, TransferStage } from '../../../domain/plan';

export const { data } = jest.requireActual<{ data: CatalogueData }>('./tiny-catalogue');

const title = { vi: 'x', en: 'x' };
const certified = (certifiedMonths: number) =>
  ({ name: 'certified', title, kind: 'staff', group: 'post', of: 'official', least: 1, certifiedMonths }) as const;
const computers = {
  name: 'computers',
  title,
  kind: 'equipment' as const,
  items: [{ item: 'computer', title: { vi: 'Máy tính', en: 'Computer' }, count: 2 }],
};
const plan = (id: string, criteria: TransferStage['criteria']): StagePlan => ({
  ...{ id, version: 1, title, graceDays: 5, openDossiers: 'finish', handBack: [] },
  stages: [{ name: 'begun', title, groups: ['post'], criteria }],
});
const [ward] = data.units;
const [justice] = data.fields;

/** Stands in for the tiny catalogue: wards 87 and 88 below the province 00, and 99 below nobody; two plans and two fields. */
export const catalogue = new Catalogue({
  ...data,
  units: [
    ...data.units.map((unit) => (unit.kind === 'one-stop' ? { ...unit, parent: '00@2020-01-01' } : unit)),
    { ...ward, code: '00', kind: 'department', level: 'province', identification: undefined },
    { ...ward, code: '99' },
  ] as CatalogueData['units'],
  fields: [justice, { ...justice, code: 'land', order: 2 }] as CatalogueData['fields'],
  plans: [plan('p', [certified(24), computers]), plan('short', [certified(12)])],
});
