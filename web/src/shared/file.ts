import { UNREACHABLE, ProblemError, type Problem } from '../api/problem';
import { callerHeaders } from '../caller';
import { languageNow } from '../language';
import { sessionRefused } from '../session';

/**
 * Reads a file of the API with the caller's token, which an address alone would not carry.
 * @throws ProblemError
 */
export async function readFile(path: string): Promise<{ name: string; blob: Blob }> {
  const response = await fetch(path, {
    headers: { ...callerHeaders(), 'accept-language': languageNow() },
  }).catch(() => {
    throw new ProblemError(UNREACHABLE);
  });
  if (response.status === 401) sessionRefused();
  if (!response.ok) throw new ProblemError((await response.json().catch(() => UNREACHABLE)) as Problem);
  const [, name = 'file'] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { name, blob: await response.blob() };
}

/** Gives a file of the API to the browser to keep. @throws ProblemError */
export async function saveFile(path: string): Promise<void> {
  const { name, blob } = await readFile(path);
  keepFile(blob, name);
}

/** Gives something that was read to the browser to keep. */
export function keepFile(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
