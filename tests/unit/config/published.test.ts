import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openDatabase } from '../../../config/database';
import { loadConfig } from '../../../config/load';
import { migrate } from '../../../config/migrations';
import { publish, published, PublishedChanged } from '../../../config/published';
import { Catalogue, type CatalogueData } from '../../../domain/catalogue';
import { SHIPPED } from '../../support/config-copy';

const NOW = '2026-11-25T02:30:00.000Z';
let folder: string;
let db: Knex;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mot-cua-published-'));
  db = openDatabase({ file: join(folder, 'records.sqlite') }, 'write');
  await migrate(db);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const shipped = () => loadConfig(SHIPPED);
const changed = (edit: (data: Required<Pick<CatalogueData, 'plans' | 'decisions'>>) => void) => {
  const data = { plans: [], decisions: [], ...shipped() };
  edit(data);
  return data;
};

test('plans and decisions are published and found', async () => {
  await publish(db, shipped(), NOW);
  const catalogue = new Catalogue(await published(db));
  expect(catalogue.plan({ id: 'standard', version: 1 })?.stages).toHaveLength(4);
  expect(catalogue.decision('1469/QĐ-UBND-HC')?.effectiveOn).toBe('2020-10-05');
});

test('a database from before there were plans and decisions works, and gets them', async () => {
  const { plans, decisions, ...older } = shipped();
  await publish(db, older, NOW);
  const before = new Catalogue(await published(db));
  expect([before.plans, before.decisions, before.decision('1469/QĐ-UBND-HC')]).toEqual([[], [], undefined]);
  await publish(db, shipped(), NOW);
  expect((await published(db)).decisions).toHaveLength(3);
});

test('a published plan never changes', async () => {
  await publish(db, shipped(), NOW);
  const other = changed(({ plans }) => plans.forEach((plan) => (plan.graceDays += 1)));
  await expect(publish(db, other, NOW)).rejects.toThrow(PublishedChanged);
});

test('what the choices of a question are called may be put right, what may be answered never', async () => {
  const withNames = () => structuredClone(shipped());
  const level = (data: CatalogueData) => {
    const details = data.procedures.find(({ code }) => code === '2.002206')?.details as {
      properties: { budgetLevel: { enum: string[]; 'x-choices'?: Record<string, { vi: string }> } };
    };
    return details.properties.budgetLevel;
  };
  // As an installation has it that is older than these names.
  const nameless = withNames();
  delete level(nameless)['x-choices'];
  await publish(db, nameless, NOW);
  await publish(db, shipped(), NOW);
  expect(level(await published(db))['x-choices']?.xa?.vi).toBe('Ngân sách cấp xã');
  const fewer = withNames();
  level(fewer).enum.pop();
  await expect(publish(db, fewer, NOW)).rejects.toThrow(PublishedChanged);
});

test('the transfers of a decision may be corrected, its date may not', async () => {
  await publish(db, shipped(), NOW);
  await publish(
    db,
    changed(({ decisions }) => decisions.forEach((decision) => decision.transfers.splice(1))),
    NOW,
  );
  expect((await published(db)).decisions?.map(({ transfers }) => transfers.length)).toEqual([1, 1, 1]);
  const other = changed(({ decisions }) => decisions.forEach((decision) => (decision.date = '2018-07-28')));
  await expect(publish(db, other, NOW)).rejects.toThrow(PublishedChanged);
});
