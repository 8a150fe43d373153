import type { Knex } from 'knex';
import type { Group } from '../domain/plan';
import type { StaffMember } from '../domain/staff';
import type { Instant, LocalDate } from '../domain/time';
import type { UnitId } from '../domain/unit';

type Row = {
  id: string;
  name: string;
  staff_group: Group;
  unit: UnitId;
  kind: 'official' | 'reserve';
  posted_from: LocalDate;
  posted_to: LocalDate;
  approved_by: string | null;
  published_on: LocalDate | null;
  phone: string | null;
  account_on: LocalDate | null;
  left_on: LocalDate | null;
  recorded_at: Instant;
};
type CertificateRow = { staff_id: string; field: string; unit: UnitId; passed_on: LocalDate; recorded_at: Instant };

/** The staff of a unit with their certificates, by name. Read by the readiness of a transfer and by the API alike. */
export async function staffAt(db: Knex, unit: UnitId): Promise<StaffMember[]> {
  const rows: Row[] = await db('staff').where({ unit }).orderBy(['search_name', 'id']);
  const certificates: CertificateRow[] = await db('certificates')
    .whereIn('staff_id', db('staff').where({ unit }).select('id'))
    .orderBy(['staff_id', 'field', 'unit', 'passed_on'])
    .select();
  return membersOf(rows, certificates);
}

const CHUNK = 500;

/** Those of some accounts who are on record, whatever their unit. */
export async function staffNamed(db: Knex, ids: string[]): Promise<Map<string, StaffMember>> {
  const found = new Map<string, StaffMember>();
  for (let i = 0; i < ids.length; i += CHUNK) {
    const some = ids.slice(i, i + CHUNK);
    const rows: Row[] = await db('staff').whereIn('id', some).select();
    const certificates: CertificateRow[] = await db('certificates').whereIn('staff_id', some).select();
    for (const member of membersOf(rows, certificates)) found.set(member.id, member);
  }
  return found;
}

function membersOf(rows: Row[], certificates: CertificateRow[]): StaffMember[] {
  const theirs = new Map<string, CertificateRow[]>(rows.map(({ id }) => [id, []]));
  for (const row of certificates) theirs.get(row.staff_id)?.push(row);
  return rows.map((row) => memberOf(row, theirs.get(row.id) ?? []));
}

function memberOf(row: Row, certificates: CertificateRow[]): StaffMember {
  const { approved_by, published_on, phone, account_on, left_on } = row;
  return {
    id: row.id,
    name: row.name,
    group: row.staff_group,
    unit: row.unit,
    kind: row.kind,
    postedFrom: row.posted_from,
    postedTo: row.posted_to,
    ...(approved_by && { approvedBy: approved_by }),
    ...(published_on && { publishedOn: published_on }),
    ...(phone && { phone }),
    ...(account_on && { accountOn: account_on }),
    ...(left_on && { leftOn: left_on }),
    recordedAt: row.recorded_at,
    certificates: certificates.map(({ field, unit, passed_on, recorded_at }) => ({
      field,
      unit,
      passedOn: passed_on,
      recordedAt: recorded_at,
    })),
  };
}
