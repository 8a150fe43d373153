import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PrintTemplate } from '../domain/print-template';
import type { Text } from '../domain/text';
import type { ConfigFault } from './load-faults';
import type { Row, Rows } from './load-rows';

const LOGO_LIMIT = 200 * 1024;

/** Puts the image itself in the place of its name, so that what is published and what is printed holds all it needs. */
export function withLogos({ rows, faults, lost }: Rows<PrintTemplate>): Rows<PrintTemplate> {
  const found: Rows<PrintTemplate> = { rows: [], faults: [...faults], lost };
  for (const row of rows) {
    const { logo } = row.value;
    const image = logo === undefined ? undefined : readImage(row, logo);
    if (image && 'reason' in image) found.faults.push(image);
    found.rows.push(image && 'data' in image ? { ...row, value: { ...row.value, logo: image.data } } : row);
  }
  return found;
}

function readImage({ file, path }: Row<PrintTemplate>, name: string): { data: string } | ConfigFault {
  const fault = (vi: string, en: string): ConfigFault & { reason: Text } => {
    return { file, path: `${path}/logo`, reason: { vi, en } };
  };
  if (basename(name) !== name) return fault('chỉ là tên tệp, không phải đường dẫn', 'must be a file name, not a path');
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(dirname(file), name));
  } catch {
    return fault(`không đọc được tệp «${name}»`, `the file “${name}” cannot be read`);
  }
  if (bytes.length > LOGO_LIMIT) return fault('ảnh lớn hơn 200 kB', 'the image is larger than 200 kB');
  const type = typeOf(bytes);
  return type
    ? { data: `data:${type};base64,${bytes.toString('base64')}` }
    : fault('không phải PNG hay JPEG', 'is neither PNG nor JPEG');
}

/** By what the file is, whatever it is called. */
function typeOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ? 'image/jpeg' : undefined;
}
