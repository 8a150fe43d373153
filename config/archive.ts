import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { promisify } from 'node:util';
import type { Instant } from '../domain/time';
import { sha256 } from './canonical';

/** One run of a workflow that has ended, as it is archived. Instants are the engine's, not those of the product's clock. */
export type HistoryRow = {
  run_id: string;
  /** `dossier:…`, `transfer:…` or `programme:…`. */
  subject: string;
  workflow_id: string;
  status: string;
  started_at: Instant;
  closed_at: Instant;
  events: number;
  /** Of the JSON, in bytes. */
  size: number;
  sha256: string;
  packed: Buffer;
  archived_at: Instant;
};

/** Workflows whose histories are kept. What others do, they do to one of these, or they are over in an instant. */
export const ARCHIVED_WORKFLOWS = ['dossier', 'transfer', 'programme'] as const;

/** The subject of a workflow: `dossier-5f0e…` is the life of `dossier:5f0e…`. */
export function subjectOfWorkflow(workflowId: string): string {
  return workflowId.replace('-', ':');
}

export function workflowOfSubject(subject: string): string {
  return subject.replace(':', '-');
}

/** The subject under which the ledger tells what was archived of another. */
export function archiveSubject(subject: string): string {
  return `history:${subject}`;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** A history of this many bytes is a fault, not a history: the engine itself stops at 50 MB. */
const MOST_BYTES = 256 << 20;

/** The JSON of a history as it is stored: a history is small and written once, so it is compressed as well as can be. */
export async function packHistory(json: string): Promise<Pick<HistoryRow, 'size' | 'sha256' | 'packed'>> {
  const bytes = Buffer.from(json, 'utf8');
  const packed = await compress(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  return { size: bytes.length, sha256: sha256(json), packed };
}

/**
 * The JSON of a history, byte for byte as it was archived.
 * @throws Error when what is stored is not what was archived
 */
export async function unpackHistory({
  packed,
  sha256: expected,
}: Pick<HistoryRow, 'packed' | 'sha256'>): Promise<string> {
  const json = await decompressHistory(packed);
  if (sha256(json) !== expected) throw new Error('an archived history is not what its hash says');
  return json;
}

export async function decompressHistory(packed: Buffer): Promise<string> {
  return (await decompress(packed, { maxOutputLength: MOST_BYTES })).toString('utf8');
}
