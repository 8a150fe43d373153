import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigFaults, loadConfig } from '../../config/load';

export const SHIPPED = join(__dirname, '../../config/dong-thap');

/** A fresh copy of the shipped configuration before each test, to be broken. */
export function configCopy() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mot-cua-config-'));
    cpSync(SHIPPED, folder, { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  return {
    path: (name = '') => join(folder, name),
    /** What the loader says of it: file, path and reason. */
    faults(): string[] {
      try {
        loadConfig(folder);
        return [];
      } catch (error) {
        if (!(error instanceof ConfigFaults)) throw error;
        return error.faults.map(({ file, path, reason }) => `${file.slice(folder.length + 1)} ${path}: ${reason.en}`);
      }
    },
  };
}
