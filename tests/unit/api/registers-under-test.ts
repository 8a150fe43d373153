import type { Knex } from 'knex';
import type { OtherCommand } from '../../../api/engine';
import type { StaffBody } from '../../../config/register-body';
import { ApiUnderTest, NOW, type Claims } from './api-under-test';

export const WARD = '87@2020-01-01';
export const OTHER = '88@2020-01-01';
export const POST: Claims = { sub: 'boss', role: 'post-manager', unit: '00' };
export const OFFICER: Claims = { sub: 'officer', role: 'authority-officer', unit: '00' };

const TABLES = ['certificates', 'staff', 'equipment', 'dossiers', 'responsibility', 'transfers', 'programmes'];

/** The API for the tests of one file, its registers empty before each; `asked` is what the engine was asked to carry out. */
export function registersUnderTest() {
  const use = { asked: [] as (OtherCommand & { key: string })[] } as {
    api: ApiUnderTest;
    asked: (OtherCommand & { key: string })[];
  };
  beforeAll(async () => {
    use.api = await ApiUnderTest.start();
  });
  afterAll(() => use.api.stop());
  beforeEach(async () => {
    use.asked = [];
    use.api.engine.carryOut = async (key, command) => {
      use.asked.push({ key, ...command });
      return { state: 'done', commandId: 'c1', answer: true };
    };
    for (const table of TABLES) await use.api.db(table).delete();
  });
  return use;
}

export const addStaff = async (db: Knex, id: string, more: Record<string, string | null> = {}) =>
  db('staff').insert({
    id,
    name: 'Nguyễn Văn An',
    search_name: 'nguien van an',
    staff_group: 'post',
    unit: WARD,
    kind: 'official',
    posted_from: '2026-01-01',
    posted_to: '2027-01-01',
    recorded_at: NOW,
    ...more,
  });

export const addCertificate = async (db: Knex, staff_id: string, field = 'justice') =>
  db('certificates').insert({ staff_id, field, unit: WARD, passed_on: '2026-01-20', recorded_at: NOW });

export const told = ({ body }: { body: { errors?: { pointer: string; rule: string }[] } }) =>
  (body.errors ?? []).map(({ pointer, rule }) => `${pointer} ${rule}`);
export const bodyOf = (command: OtherCommand | undefined) => command?.body as StaffBody;
