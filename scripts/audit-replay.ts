import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { replayAgain } from '../activities/replay/again';
import { bundleWorkflows } from '../activities/worker';
import type { ReplayFile } from '../config/replay/material';
import { REPLAY_DIFFERENCES } from '../domain/replay';

const USE = 'npm run audit:replay -- --file <tệp tải từ …/results/{subject}/file (a file from there)>';

/** Replays a certificate's histories once more, with this source and without any server: what `npm run audit:replay` runs. */
async function main(): Promise<void> {
  const { file: path } = parseArgs({ options: { file: { type: 'string' } } }).values;
  if (!path) throw new Error(USE);
  const file = read(path);
  Runtime.install({ shutdownSignals: [], logger: new DefaultLogger('ERROR') });
  const { certificateHolds, otherMaterial, sameCode, found, agrees } = await replayAgain(file, await bundleWorkflows());
  const say = (holds: boolean, vi: string, en: string) => console.log(`${holds ? '✓' : '✗'} ${vi} (${en})`);
  console.log(`${found.subject}, ${file.certificate.at}`);
  say(certificateHolds, 'chứng nhận đúng với giá trị băm', 'the certificate is what its hash says');
  say(
    otherMaterial.length === 0,
    'tài liệu đúng là tài liệu của chứng nhận',
    'the material is that of the certificate',
  );
  for (const part of otherMaterial) console.log(`    ${part}`);
  say(sameCode, 'cùng mã quy trình', 'the same workflow code');
  say(agrees, 'kết luận giống chứng nhận', 'the verdict is that of the certificate');
  say(found.verdict === 'agrees', 'lịch sử, sự kiện, trạng thái khớp nhau', 'history, events and projection agree');
  for (const { between, what, seq, field, run, expected, found: other } of found.differences) {
    const place = [between, seq === undefined ? '' : `#${seq}`, field ?? '', run ?? ''].filter(Boolean).join(' ');
    const said = expected === undefined && other === undefined ? '' : ` ${show(expected)} ≠ ${show(other)}`;
    console.log(`    ${place}: ${REPLAY_DIFFERENCES[what].vi} (${REPLAY_DIFFERENCES[what].en})${said}`);
  }
  const sound = certificateHolds && otherMaterial.length === 0 && found.verdict === 'agrees';
  process.exitCode = sound ? 0 : 1;
}

function read(path: string): ReplayFile {
  const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<ReplayFile>;
  if (file.format === 'mot-cua-replay-file/1' && file.certificate && file.material) return file as ReplayFile;
  throw new Error(`${path}: không phải tệp chạy lại (is no replay file). ${USE}`);
}

const show = (value: unknown) => (JSON.stringify(value) ?? '–').slice(0, 200);

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
