import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { EnvReader } from './env-reader';
import { parseKeys, type KeyPlace } from './key-ring';

/** Keys of personal data. None of them is repeated in a message. */
export function readKeyEnv(reader: EnvReader, home: string): KeyPlace {
  const [dataKeys, file] = [reader.text('MOTCUA_DATA_KEYS'), reader.text('MOTCUA_DATA_KEYS_FILE')];
  if (dataKeys && !parseKeys(dataKeys)) {
    reader.fault(
      'MOTCUA_DATA_KEYS',
      'cần mã:base64 của 32 byte, cách nhau bằng dấu phẩy, khóa mới nhất ở cuối',
      'needs id:base64 of 32 bytes each, apart by commas, the newest last',
    );
  }
  if (dataKeys && file) {
    reader.fault(
      'MOTCUA_DATA_KEYS_FILE',
      'chỉ dùng một trong hai với MOTCUA_DATA_KEYS',
      'is set with MOTCUA_DATA_KEYS',
    );
  }
  const searchKey = reader.text('MOTCUA_SEARCH_KEY') ?? fromFile(reader);
  if (searchKey && Buffer.from(searchKey, 'base64').length !== 32) {
    reader.fault('MOTCUA_SEARCH_KEY', 'cần 32 byte dạng base64', 'needs 32 bytes as base64');
  }
  return {
    home,
    ...(dataKeys && { dataKeys }),
    ...(file && { dataKeysFile: resolve(file) }),
    ...(searchKey && { searchKey }),
  };
}

function fromFile(reader: EnvReader): string | undefined {
  const file = reader.text('MOTCUA_SEARCH_KEY_FILE');
  if (!file) return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return reader.fault('MOTCUA_SEARCH_KEY_FILE', `không đọc được “${file}”`, `cannot read “${file}”`);
  }
}
