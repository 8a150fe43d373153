import { answerOf, api } from '../api/client';
import { styleNonce } from '../theme';
import { makePrint, type PrintKind } from './calls';

/**
 * Prints a document of a dossier: the API's page in a frame of its own, given to the browser's print.
 * The page comes with the token in a header, so it can't be an address of its own.
 */
export async function printDocument(ref: string, kind: PrintKind, seq?: number): Promise<void> {
  const print = await makePrint(ref, kind, seq);
  const html = await answerOf(
    api.GET('/api/v1/dossiers/{ref}/prints/{id}', {
      params: { path: { ref, id: print.id }, query: { format: 'html' } },
      parseAs: 'text',
    }),
  );
  await printPage(String(html));
}

/** The stored PDF, as a file. */
export async function downloadPrint(ref: string, kind: PrintKind, seq?: number): Promise<void> {
  const print = await makePrint(ref, kind, seq);
  const pdf = await answerOf(
    api.GET('/api/v1/dossiers/{ref}/prints/{id}', { params: { path: { ref, id: print.id } }, parseAs: 'blob' }),
  );
  saveFile(pdf, `${ref}-${kind}.pdf`);
}

/** Gives somebody a file that was read with the token. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const FRAME = 'print-frame';

/** The frame stays until the next print: a browser prints after `print()` has returned. */
async function printPage(html: string): Promise<void> {
  // Its own policy names its style by hash; a frame without an address has ours, which knows a nonce.
  const page = html.replace('<style>', `<style nonce="${styleNonce()}">`);
  document.getElementById(FRAME)?.remove();
  const frame = Object.assign(document.createElement('iframe'), { id: FRAME, title: 'In', className: 'print-frame' });
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  frame.srcdoc = page;
  document.body.append(frame);
  await loaded;
  frame.contentWindow?.print();
}
