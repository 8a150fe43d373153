import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Text } from '../domain/text';
import { makeKeyFile } from './key-file';
import { takeLock } from './lock';
import { StartError } from './start-error';

const KEY_BYTES = 32;
const FOLDERS = ['logs', 'keys', 'documents'] as const;

/** The state folder of one installation. */
export type Home = {
  readonly path: string;
  readonly logs: string;
  readonly keys: string;
  readonly documents: string;
  /** Lets another process use the folder. */
  close(): void;
};

/**
 * Opens the state folder, creating what is missing.
 * `exclusive` (the default) is for a process that is the whole installation; processes of a cluster share a folder without a lock.
 * @throws StartError when the folder cannot be written, or belongs to a process that runs
 */
export function openHome(path: string, { exclusive = true } = {}): Home {
  const home = resolve(path);
  provingWritable(home, () => {
    // Records of citizens: for this account only.
    for (const folder of FOLDERS) makeFolder(join(home, folder));
    chmodSync(join(home, 'keys'), 0o700);
    writeProbe(home);
  });
  const unlock = exclusive ? provingWritable(home, () => takeLock(home)) : () => undefined;
  return {
    path: home,
    logs: join(home, 'logs'),
    keys: join(home, 'keys'),
    documents: join(home, 'documents'),
    close: unlock,
  };
}

/** A secret of this installation by its name: 32 random bytes, made at the first call and the same ever after. */
export function readKey(home: Pick<Home, 'path' | 'keys'>, name: string): Buffer {
  const file = join(home.keys, name);
  return provingWritable(home.path, () => {
    const key = existing(file) ?? createKey(file);
    if (key.length === KEY_BYTES) return key;
    throw new StartError({
      vi: `Tệp khóa “${file}” bị hỏng (${key.length} byte, cần ${KEY_BYTES}). Hãy phục hồi từ bản sao lưu.`,
      en: `The key file “${file}” is damaged (${key.length} bytes, needs ${KEY_BYTES}). Restore it from a backup.`,
    });
  });
}

// Not mkdir's own `recursive`: it never ends where a file system answers “not found” for a parent that exists, as /proc does.
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it in the meantime.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function existing(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function createKey(file: string): Buffer {
  makeKeyFile(file, randomBytes(KEY_BYTES));
  return readFileSync(file);
}

function writeProbe(home: string): void {
  const probe = join(home, `.probe-${process.pid}`);
  try {
    // More than a block, so that a full disk shows here and not in the first transaction.
    writeFileSync(probe, Buffer.alloc(64 * 1024), { flush: true });
  } finally {
    rmSync(probe, { force: true });
  }
}

const REASONS: { [code: string]: Text } = {
  ENOENT: { vi: 'không tạo được thư mục ở đó', en: 'no folder can be made there' },
  EACCES: { vi: 'không có quyền ghi', en: 'no permission to write' },
  EPERM: { vi: 'không có quyền ghi', en: 'no permission to write' },
  EROFS: { vi: 'ổ đĩa chỉ cho đọc', en: 'the disk is read-only' },
  ENOSPC: { vi: 'ổ đĩa đã đầy', en: 'the disk is full' },
  EDQUOT: { vi: 'đã dùng hết hạn mức đĩa', en: 'the disk quota is used up' },
  ENOTDIR: { vi: 'trên đường dẫn có một tệp, không phải thư mục', en: 'a part of the path is a file, not a folder' },
  EEXIST: { vi: 'đường dẫn là một tệp, không phải thư mục', en: 'the path is a file, not a folder' },
};

function provingWritable<T>(home: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    const reason = REASONS[code] ?? { vi: message, en: message };
    throw new StartError(
      {
        vi: `Không ghi được vào thư mục “${home}”: ${reason.vi}. Hãy sửa, hoặc chọn thư mục khác bằng biến MOTCUA_HOME.`,
        en: `The folder “${home}” cannot be written: ${reason.en}. Mend it, or choose another one with MOTCUA_HOME.`,
      },
      { cause: error },
    );
  }
}
