import express, { type RequestHandler } from 'express';
import { Refusal } from '../domain/problem';

export const CSV_LIMIT = 20 * 1024 * 1024;

/** Reads the bytes of a list. Compressed ones are refused, as everywhere. */
export const readCsvBody: RequestHandler = express.raw({ type: () => true, limit: CSV_LIMIT, inflate: false });

/** A list as it came: its encoding shows in the bytes, whatever its header says. @throws Refusal unsupported-media-type */
export function parseCsvBody(contentType: string | undefined, bytes: Buffer, mediaTypes: string[]): Buffer {
  const [type = ''] = (contentType ?? '').toLowerCase().split(';');
  if (!mediaTypes.includes(type.trim())) throw new Refusal('unsupported-media-type');
  return bytes;
}
