import { sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { canonical } from '../../config/canonical';
import { hashOf } from '../../config/print-files';
import { publicPart } from '../../config/seal';
import { findSeal, signedSeal } from '../../config/seal-store';
import type { Instant } from '../../domain/time';
import type { ApiContext } from '../context';
import { proofIn, type Proof } from '../reads/seals';
import type { EvidenceChain, EvidenceContent } from './gather';
import { README } from './readme';

/** A file of the bundle. `record` is what the record itself consists of; the others are named by their hashes in it. */
type EvidenceFile = { path: string; kind: 'record' | 'document' | 'print' | 'history' } & (
  { bytes: Buffer } | { sha256: string; size: number; open: () => Readable }
);

export type Evidence = {
  subject: string;
  code: string | null;
  chains: EvidenceChain[];
  contents: EvidenceContent[];
  withheld: { subject: string; seq: number }[];
  files: EvidenceFile[];
  /** What the record names and the server has no more. */
  missing: string[];
};

const VERIFY = readFileSync(join(__dirname, 'verify.mjs'));

/** A zip with the evidence, the newest seal with the proofs, a signature over all of it, and the script that verifies it. */
export async function bundleOf(
  { read, keys }: Pick<ApiContext, 'read' | 'keys'>,
  { chains, files: others, contents, ...about }: Evidence,
  made: { at: Instant; by: string },
): Promise<Readable> {
  const text = (path: string, value: string): EvidenceFile => ({ path, kind: 'record', bytes: Buffer.from(value) });
  const files = [
    ...chains.map(({ subject, lines }) => text(chainPath(subject), lines)),
    text('contents.json', readable(contents)),
    ...(await sealFiles(read, chains, text)),
    ...others,
  ];
  const evidence = {
    format: 'mot-cua/evidence/1',
    ...about,
    madeAt: made.at,
    madeBy: made.by,
    chains: chains.map(({ subject }) => ({ subject, path: chainPath(subject) })),
    files: files.map((file) => ({ path: file.path, kind: file.kind, ...measured(file) })),
  };
  const zip = new ZipFile();
  const mtime = new Date(made.at);
  const add = (bytes: Buffer, path: string) => zip.addBuffer(bytes, path, { mtime });
  add(Buffer.from(README), 'README.txt');
  add(VERIFY, 'verify.mjs');
  add(Buffer.from(readable(evidence)), 'evidence.json');
  add(Buffer.from(readable(signatureOf(evidence, keys.seal()))), 'signature.json');
  for (const file of files) {
    if ('bytes' in file) add(file.bytes, file.path);
    else
      zip.addReadStreamLazy(file.path, { mtime, size: file.size, compress: false }, (done) => done(null, file.open()));
  }
  zip.end();
  return zip.outputStream as Readable;
}

const chainPath = (subject: string) => `chains/${subject.replace(/[^\w.-]/g, '_')}.jsonl`;
const readable = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function measured(file: EvidenceFile): { sha256: string; size: number } {
  if ('bytes' in file) return { sha256: hashOf(file.bytes), size: file.bytes.length };
  return { sha256: file.sha256, size: file.size };
}

function signatureOf(evidence: object, key: KeyObject) {
  const bytes = Buffer.from(`mot-cua/evidence/1\n${canonical(evidence)}`);
  return { key: publicPart(key), signature: sign(null, bytes, key).toString('base64url') };
}

async function sealFiles(
  read: ApiContext['read'],
  chains: EvidenceChain[],
  text: (path: string, value: string) => EvidenceFile,
): Promise<EvidenceFile[]> {
  const seal = await findSeal(read);
  if (!seal) return [];
  const proofs: Proof[] = [];
  for (const { subject } of chains) {
    const proof = await proofIn(read, subject, seal);
    if (proof) proofs.push(proof);
  }
  return [text('seal.json', readable(signedSeal(seal))), text('proofs.json', readable(proofs))];
}

/** A stored upload for a bundle; nothing when its bytes are not there. */
export async function storedFile(
  { uploads }: Pick<ApiContext, 'uploads'>,
  { sha256, size }: { sha256: string; size: number },
  path: string,
): Promise<EvidenceFile | undefined> {
  const probe = uploads.open(sha256);
  try {
    await once(probe, 'open');
  } catch {
    return undefined;
  } finally {
    probe.destroy();
  }
  return { path, kind: 'document', sha256, size, open: () => uploads.open(sha256) };
}
