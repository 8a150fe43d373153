import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Unit } from '../../domain/unit';
import { SHIPPED } from './config-copy';

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
