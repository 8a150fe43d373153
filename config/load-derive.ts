import { derive, type DerivedProcess, type Process } from '../domain/process';
import type { ConfigFault } from './load-faults';
import type { Row, Rows } from './load-rows';

type Written = Process | DerivedProcess;
type Ref = { id: string; version: number };

const keyOf = ({ id, version }: Ref) => `${id}@${version}`;

/** Makes whole processes of derived ones. A base may itself be derived. */
export function resolveProcesses({ rows, faults, lost }: Rows<Written>): Rows<Process> {
  const known = new Map(rows.map((row) => [keyOf(row.value), row]));
  const resolved: Rows<Process> = { rows: [], faults: [...faults], lost };
  for (const row of rows) {
    const value = whole(row.value, known, []);
    if (value) resolved.rows.push({ ...row, value });
    else resolved.lost = true;
    if ('base' in row.value) resolved.faults.push(...derivedFaults(row, row.value, known, lost));
  }
  return resolved;
}

function whole(written: Written, known: Map<string, Row<Written>>, above: string[]): Process | undefined {
  if (!('base' in written)) return written;
  const key = keyOf(written.base);
  const base = known.get(key);
  if (!base || above.includes(key)) return undefined;
  const process = whole(base.value, known, [...above, key]);
  return process && derive(process, written);
}

/** Names in a derived process that mean nothing in its base would silently change nothing. */
function derivedFaults(
  row: Row<Written>,
  own: DerivedProcess,
  known: Map<string, Row<Written>>,
  lost: boolean,
): ConfigFault[] {
  const fault = (path: string, name: string): ConfigFault => ({
    file: row.file,
    path: row.path + path,
    reason: { vi: `quy trình gốc không có «${name}»`, en: `there is no “${name}” in the base` },
  });
  const base = known.get(keyOf(own.base));
  const process = base && whole(base.value, known, [keyOf(own.base)]);
  if (!process) return !base && lost ? [] : [notThere(row, own.base, base !== undefined)];
  const stages = new Set([...process.stages, ...(own.stages ?? [])].map((stage) => stage.name));
  const names = new Set([...process.stages, ...process.actions].map((item) => item.name));
  return [
    ...Object.keys(own.limits ?? {})
      .filter((name) => !stages.has(name))
      .map((name) => fault(`/limits/${name}`, name)),
    ...(own.omit ?? []).flatMap((name, i) => (names.has(name) ? [] : [fault(`/omit/${i}`, name)])),
  ];
}

function notThere({ file, path }: Row<Written>, ref: Ref, known: boolean): ConfigFault {
  const key = keyOf(ref);
  const reason = known
    ? {
        vi: `quy trình gốc «${key}» không dẫn tới quy trình trọn vẹn nào`,
        en: `the base “${key}” leads to no whole process`,
      }
    : { vi: `không có quy trình gốc «${key}»`, en: `there is no base “${key}”` };
  return { file, path: `${path}/base`, reason };
}
