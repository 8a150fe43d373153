import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { ApiContext } from './context';
import type { HeldInDossier } from './reads/applicant';

/** What is held about a person, with the files: `data.json`, and a folder for each dossier. */
export async function exportZip(
  { uploads, prints }: Pick<ApiContext, 'uploads' | 'prints'>,
  data: { dossiers: HeldInDossier[] } & object,
): Promise<Readable> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(data, null, 2)), 'data.json');
  for (const { id, code, files, prints: printed } of data.dossiers) {
    const folder = code ?? id;
    for (const file of files) zip.addReadStream(uploads.open(file.sha256), `${folder}/${file.id}-${entry(file.name)}`);
    for (const print of printed) {
      if (print.document) zip.addBuffer(await prints.read(id, print.sha256), `${folder}/${print.kind}-${print.id}.pdf`);
    }
  }
  zip.end();
  return zip.outputStream as Readable;
}

/** A name that is a name wherever the archive is unpacked. */
const entry = (name: string) => name.replace(/[\\/:*?"<>|]/g, '_');
