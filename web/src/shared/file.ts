import { UNREACHABLE, ProblemError, type Problem } from '../api/problem';
import { languageNow } from '../language';
import { currentSession, sessionRefused } from '../session';

/**
 * Reads a file of the API with the caller's token, which an address alone would not carry.
 * @throws ProblemError
 */
export async function readFile(path: string): Promise<{ name: string; blob: Blob }> {
  const response = await fetch(path, {
    headers: { authorization: `Bearer ${currentSession()?.token ?? ''}`, 'accept-language': languageNow() },
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
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Opens a file of the API in a window of its own, as for printing. @throws ProblemError */
export async function openFile(path: string): Promise<void> {
  // Opened before anything is awaited, so that the browser sees the click behind it.
  const view = window.open('', '_blank');
  try {
    const { blob } = await readFile(path);
    const address = URL.createObjectURL(blob);
    if (view) view.location.href = address;
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    view?.close();
    throw error;
  }
}
