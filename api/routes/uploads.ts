import type { Request } from 'express';
import busboy from 'busboy';
import type { UploadManifest } from '../../config/uploads';
import { Refusal } from '../../domain/problem';
import { signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';

/** Takes in one file, streamed to disk as it comes. */
export const saveUpload: Handler = signedIn(async (ctx, call) => {
  const { id, sha256, size, mediaType, name } = await receiveFile(ctx, call, parserOf(call.request));
  return { status: 201, body: { id, sha256, size, mediaType, name } };
});

function parserOf({ headers }: Request): busboy.Busboy {
  if (!/^multipart\/form-data\s*;/i.test(headers['content-type'] ?? '')) throw new Refusal('unsupported-media-type');
  try {
    // Names arrive in UTF-8; folders are cut off when the name is stored.
    return busboy({
      headers,
      defParamCharset: 'utf8',
      preservePath: true,
      limits: { files: 1, fields: 0, parts: 2, headerPairs: 20 },
    });
  } catch {
    throw new Refusal('unsupported-media-type');
  }
}

async function receiveFile(
  { uploads }: ApiContext,
  { actor, now, request }: Call,
  parser: busboy.Busboy,
): Promise<UploadManifest> {
  let saved: Promise<UploadManifest> | undefined;
  const parsed = new Promise<void>((resolve, reject) => {
    parser.on('file', (_field, content, { filename }) => {
      saved = uploads.save(content, { name: filename ?? '', by: actor.id, at: now });
      saved.catch(reject);
    });
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) parser.on(limit, () => reject(oneFile()));
    parser.on('error', () => reject(new Refusal('invalid-request')));
    parser.on('close', resolve);
    request.on('aborted', () => parser.destroy(new Error('aborted')));
    request.pipe(parser);
  });
  try {
    await parsed;
    if (!saved) throw oneFile();
    return await saved;
  } catch (error) {
    request.unpipe(parser);
    throw error;
  }
}

function oneFile(): Refusal {
  const message = { vi: 'cần đúng một tệp, không có mục khác', en: 'needs exactly one file and no other part' };
  return new Refusal('invalid-request', {}, [{ pointer: '', rule: 'multipart', message }]);
}
