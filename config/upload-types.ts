import { open, readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type/core';

/** Types of file that an office can open and print; what a file is comes from its content, never from its name. */
const ACCEPTED: { [mediaType: string]: string[] } = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
};

const HEAD_BYTES = 4100;

/** The accepted media type of a file, or nothing. */
export async function acceptedType(file: string): Promise<string | undefined> {
  const start = await head(file);
  // Office documents are zip archives, and what tells them apart may stand anywhere in them.
  const zipped = start.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
  const found = await fileTypeFromBuffer(zipped ? await readFile(file) : start);
  return found && found.mime in ACCEPTED ? found.mime : undefined;
}

async function head(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

// Controls of every kind, and the marks that turn the direction of reading (`gpj.exe` shown as `exe.jpg`).
const DISGUISES = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MAX_NAME = 150;

/**
 * A file's name as it may be stored and shown: no folders, no controls, NFC, and an ending that fits its content,
 * since the ending decides which program opens a download.
 */
export function storedName(name: string, mediaType: string): string {
  const [ending = 'bin', ...others] = ACCEPTED[mediaType] ?? [];
  const last = name.toWellFormed().replace(DISGUISES, '').split(/[/\\]/).at(-1) ?? '';
  const clean = last.normalize('NFC').replace(/^[\s.]+|[\s.]+$/g, '');
  const [, stem = clean, own] = /^(.+)\.([^.]{1,8})$/.exec(clean) ?? [];
  const fits = own !== undefined && [ending, ...others].includes(own.toLowerCase());
  const base = [...(fits ? stem : clean)].slice(0, MAX_NAME).join('');
  return `${base || 'tep'}.${fits ? own.toLowerCase() : ending}`;
}
