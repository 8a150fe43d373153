#!/usr/bin/env node
// Kiểm tra một gói bằng chứng của Một Cửa. Chỉ cần Node 18 trở lên: không mạng, không thư viện, không máy chủ.
// Verifies an evidence bundle of Một Cửa. Needs Node 18 or newer only: no network, no library, no server.
//
//   node verify.mjs [thư-mục (folder)] [--key <khóa công khai (public key)>] [--seal <tệp niêm phong (seal file)>]
//     [--consistency <chứng minh tải từ (a proof from) /audit/seals/{day}/consistency?from=…>]
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const START = '0'.repeat(64);
/** What the list of files does not hold: itself, its signature, and how to use the bundle. */
const UNLISTED = new Set(['evidence.json', 'signature.json', 'verify.mjs', 'README.txt']);

const options = {
  folder: dirname(fileURLToPath(import.meta.url)),
  key: undefined,
  seal: undefined,
  consistency: undefined,
};
for (let args = process.argv.slice(2); args.length > 0; args = args.slice(1)) {
  if (['--key', '--seal', '--consistency'].includes(args[0]))
    [options[args[0].slice(2)], args] = [args[1], args.slice(1)];
  else options.folder = args[0];
}

let faults = 0;
const good = (vi, en) => console.log(`  ✓ ${vi} (${en})`);
const note = (vi, en) => console.log(`  – ${vi} (${en})`);
const bad = (vi, en) => {
  faults += 1;
  console.log(`  ✗ SAI: ${vi} (WRONG: ${en})`);
};

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** JSON by RFC 8785. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

function signed(key, text, signature) {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
    return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

const path = (name) => join(options.folder, ...name.split('/'));
const bytesOf = (name) => readFileSync(path(name));
const json = (name) => JSON.parse(bytesOf(name).toString('utf8'));

function filesIn(folder) {
  return readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [relative(options.folder, file).split(sep).join('/')];
  });
}

/** Who made the bundle, and that nothing was put in, taken out or changed since. */
function checkBundle(evidence) {
  const { key, signature } = json('signature.json');
  if (!signed(key, `mot-cua/evidence/1\n${canonical(evidence)}`, signature))
    bad('chữ ký của gói không đúng', 'the signature of the bundle does not hold');
  else good(`gói do khóa ${key} ký`, `the bundle is signed by the key ${key}`);
  if (options.key !== undefined && options.key !== key)
    bad('khóa không phải khóa đã cho', 'the key is not the one that was given');
  if (options.key === undefined)
    note(
      'hãy so khóa này với khóa cơ quan đã công bố',
      'compare this key with the one that the authority has published',
    );
  const listed = new Map(evidence.files.map((file) => [file.path, file]));
  for (const name of filesIn(options.folder))
    if (!listed.has(name) && !UNLISTED.has(name)) bad(`tệp thừa: ${name}`, 'a file that is not of the bundle');
  let whole = 0;
  for (const { path: name, sha256: hash } of evidence.files) {
    try {
      if (sha256(bytesOf(name)) === hash) whole += 1;
      else bad(`tệp đã bị sửa: ${name}`, 'the file was changed');
    } catch {
      bad(`thiếu tệp: ${name}`, 'the file is missing');
    }
  }
  good(`${whole}/${evidence.files.length} tệp nguyên vẹn`, `${whole} of ${evidence.files.length} files are whole`);
  return key;
}

/** Every event follows the one before it. */
function checkChain({ subject, path: name }) {
  const lines = bytesOf(name).toString('utf8').split('\n').filter(Boolean);
  const events = lines.map((line) => JSON.parse(line));
  let previous = START;
  for (const [i, { seq, previous: said, hash, event }] of events.entries()) {
    const fits = seq === i + 1 && event.seq === seq && said === previous;
    if (!fits || sha256(`${previous}\n${canonical(event)}`) !== hash) {
      bad(`${subject} #${seq}: sự kiện bị sửa hoặc đứt chuỗi`, 'the event was changed, or the chain is broken');
      return events;
    }
    previous = hash;
  }
  good(`${subject}: ${events.length} sự kiện nối thành chuỗi`, `${events.length} events form a chain`);
  return events;
}

/** What was written in forms is what its event has the hash of. */
function checkContents(evidence, chains) {
  const contents = json('contents.json');
  let whole = 0;
  const proven = [];
  for (const { subject, seq, salt, content } of contents) {
    const said = chains.get(subject)?.[seq - 1]?.event.contentHash;
    if (said !== undefined && sha256(`${salt}\n${canonical(content)}`) === said) {
      whole += 1;
      proven.push(content);
    } else bad(`${subject} #${seq}: nội dung biểu mẫu không khớp`, 'what was written in the form does not fit');
  }
  good(`${whole} nội dung biểu mẫu khớp với sự kiện`, `${whole} forms are what their events say`);
  const { withheld } = evidence;
  if (withheld.length > 0)
    note(
      `${withheld.length} nội dung có dữ liệu cá nhân không kèm theo`,
      `${withheld.length} forms with personal data are not in the bundle`,
    );
  return proven;
}

/** Documents, prints and histories are those that the record names by their hashes. */
function checkNamed(evidence, chains, contents) {
  const named = new Set();
  const collect = (value) => {
    if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) named.add(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(collect);
  };
  for (const events of chains.values()) events.forEach(({ event }) => collect(event));
  contents.forEach(collect);
  for (const { path: name, sha256: hash, kind } of evidence.files) {
    if (kind === 'record') continue;
    if (named.has(hash)) good(`${name}: được sự kiện ghi tên`, 'named by the record');
    else note(`${name}: không chứng minh được từ gói này`, 'cannot be proven from this bundle alone');
  }
  for (const what of evidence.missing) note(`không còn trên máy chủ: ${what}`, 'is not on the server any more');
}

const node = (left, right) =>
  createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();

/** The root that a leaf and its path come to (RFC 9162, 2.1.3.2). */
function rootOf(leaf, index, size, hashes) {
  let [hash, place, last] = [leaf, index, size - 1];
  for (const other of hashes.map((hex) => Buffer.from(hex, 'hex'))) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = node(other, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = node(hash, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash.toString('hex') : undefined;
}

/** Each chain was, up to some event, what the signed seal of a day holds. */
function checkSeal(evidence, chains, key) {
  if (!evidence.files.some(({ path: name }) => name === 'seal.json'))
    return note('chưa có niêm phong nào', 'nothing has been sealed yet');
  const { seal, signature } = json('seal.json');
  if (!signed(seal.key, canonical(seal), signature))
    return bad('chữ ký của niêm phong không đúng', 'the signature of the seal does not hold');
  good(`niêm phong ngày ${seal.day}, khóa ${seal.key}`, `the seal of ${seal.day}, signed by ${seal.key}`);
  if (seal.key !== key) note('niêm phong và gói ký bằng hai khóa khác nhau', 'seal and bundle are signed by two keys');
  if (options.seal !== undefined) checkGiven(seal);
  else
    note(
      'hãy so với niêm phong của ngày đó giữ ở nơi khác (--seal)',
      'compare with that day’s seal kept elsewhere (--seal)',
    );
  const proofs = json('proofs.json');
  for (const [subject, events] of chains) {
    const proof = proofs.find((one) => one.subject === subject);
    if (!proof) {
      note(`${subject}: chưa được niêm phong`, 'is not sealed yet');
      continue;
    }
    const { seq, position, path: hashes } = proof;
    const leaf = createHash('sha256')
      .update(`\u0000${subject}\n${seq}\n${events[seq - 1]?.hash}`)
      .digest();
    if (rootOf(leaf, position, seal.size, hashes) !== seal.root)
      bad(`${subject}: không phải những gì đã niêm phong`, 'is not what was sealed');
    else if (events.length === seq) good(`${subject}: niêm phong trọn vẹn`, 'sealed to its last event');
    else
      good(
        `${subject}: niêm phong đến sự kiện ${seq}/${events.length}`,
        `sealed up to event ${seq} of ${events.length}`,
      );
  }
}

function checkGiven(seal) {
  const given = JSON.parse(readFileSync(options.seal, 'utf8'));
  if (given.seal?.day !== seal.day && options.consistency !== undefined) return checkGrown(given, seal);
  if (given.seal?.day !== seal.day)
    return note(`niêm phong đã cho là của ngày ${given.seal?.day}`, `the seal that was given is of ${given.seal?.day}`);
  if (canonical(given.seal) === canonical(seal))
    good('khớp với niêm phong giữ ở nơi khác', 'is the seal that was kept elsewhere');
  else bad('khác với niêm phong giữ ở nơi khác', 'is not the seal that was kept elsewhere');
}

/** Whether both roots come out of a proof: the tree of the later seal begins with that of the earlier (RFC 9162, 2.1.4.2). */
function isGrown(first, second, path) {
  if (first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && first.root === second.root;
  if (first.size === 0) return path.length === 0;
  const isPower = 2 ** Math.round(Math.log2(first.size)) === first.size;
  const [begin, ...rest] = (isPower ? [first.root, ...path] : path).map((hex) => Buffer.from(hex, 'hex'));
  if (!begin) return false;
  let [place, last] = [first.size - 1, second.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [old, now] = [begin, begin];
  for (const other of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      [old, now] = [node(other, old), node(other, now)];
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else now = node(now, other);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && old.toString('hex') === first.root && now.toString('hex') === second.root;
}

/** From an earlier seal that was kept elsewhere to the one of the bundle. */
function checkGrown(given, seal) {
  const { from, to, path } = JSON.parse(readFileSync(options.consistency, 'utf8'));
  const same = canonical(from.seal) === canonical(given.seal) && canonical(to.seal) === canonical(seal);
  if (!same || !signed(given.seal.key, canonical(given.seal), given.signature))
    return bad('chứng minh không thuộc hai niêm phong này', 'the proof is not of these two seals');
  if (isGrown(given.seal, seal, path))
    good(
      `từ niêm phong ngày ${given.seal.day} bản ghi chỉ dài thêm`,
      `since the seal of ${given.seal.day} the record has only grown`,
    );
  else bad(`quá khứ trước ngày ${given.seal.day} đã bị sửa`, `what was sealed by ${given.seal.day} was changed since`);
}

try {
  const evidence = json('evidence.json');
  console.log(`${evidence.subject} ${evidence.code ?? ''} – ${evidence.madeAt}`);
  const key = checkBundle(evidence);
  const chains = new Map(evidence.chains.map((chain) => [chain.subject, checkChain(chain)]));
  const contents = checkContents(evidence, chains);
  checkNamed(evidence, chains, contents);
  checkSeal(evidence, chains, key);
} catch (error) {
  bad(`gói không đọc được: ${error.message}`, 'the bundle cannot be read');
}
console.log(
  faults === 0
    ? 'KẾT LUẬN: gói đúng như đã ghi và đã niêm phong. (RESULT: the bundle is what was recorded and sealed.)'
    : `KẾT LUẬN: có ${faults} chỗ sai. (RESULT: ${faults} things are wrong.)`,
);
process.exitCode = faults === 0 ? 0 : 1;
