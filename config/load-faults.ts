import type { Language, Text } from '../domain/text';

/** One fault of a configuration: the file, the place in it as a JSON pointer, and what is wrong. */
export type ConfigFault = { file: string; path: string; reason: Text };

/** Everything that is wrong with a configuration. Nothing of it is used. */
export class ConfigFaults extends Error {
  constructor(readonly faults: ConfigFault[]) {
    super(`${inLanguage(faults, 'vi')}\n\n${inLanguage(faults, 'en')}`);
    this.name = 'ConfigFaults';
  }
}

function inLanguage(faults: ConfigFault[], language: Language): string {
  const head = { vi: `Cấu hình có ${faults.length} lỗi:`, en: `The configuration has ${faults.length} fault(s):` };
  const lines = faults.map(({ file, path, reason }) => `  ${file}${path && ` ${path}`}: ${reason[language]}`);
  return [head[language], ...lines].join('\n');
}
