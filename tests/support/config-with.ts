import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Unit } from '../../domain/unit';
import { SHIPPED } from './config-copy';

/** The shipped configuration with one more day off, for all units. The caller removes the folder. */
export function configWithDayOff(date: string, decision: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-config-'));
  cpSync(SHIPPED, folder, { recursive: true });
  const file = join(folder, 'holidays', 'vn.json');
  const holidays = JSON.parse(readFileSync(file, 'utf8')) as { daysOff: object[] };
  const name = { vi: 'Nghỉ bù bão', en: 'Storm' };
  const daysOff = [...holidays.daysOff, { date, name, decision }];
  writeFileSync(file, JSON.stringify({ ...holidays, daysOff }));
  return folder;
}

/** The shipped configuration with e-mail addresses for some offices, by their code. The caller removes the folder. */
export function configWithEmails(emails: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-config-'));
  cpSync(SHIPPED, folder, { recursive: true });
  for (const name of ['centre.json', 'departments.json']) {
    const file = join(folder, 'units', name);
    const units = JSON.parse(readFileSync(file, 'utf8')) as Unit[];
    writeFileSync(file, JSON.stringify(units.map((unit) => ({ ...unit, email: emails[unit.code] }))));
  }
  return folder;
}
