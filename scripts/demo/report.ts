import type { Knex } from 'knex';
import type { Text } from '../../domain/text';
import type { DemoClient } from './client';
import type { Counts } from './counts';
import { OFFICER } from './officers';
import { LAST_DAY, NOTICE } from './timeline';

type Figure = { key: string; title: Text; value: number; illustrative: boolean; of?: string };
type Line = { said: string; title: Text; illustrative: boolean; fits: boolean };

/** The coverage report of the last day, from the API, beside what the notice says. True when every figure fits. */
export async function printCoverage(api: DemoClient): Promise<boolean> {
  const { figures } = await api.must(api.get(OFFICER, `/coverage?date=${LAST_DAY}`), 'coverage');
  const lines = linesOf(figures as Figure[]);
  console.log(`\nPhạm vi chuyển giao ngày ${LAST_DAY}   (Coverage on ${LAST_DAY})\n`);
  for (const { said, title, illustrative, fits } of lines) {
    const mark = illustrative ? '  * minh hoạ (illustrative)' : '';
    console.log(`  ${fits ? ' ' : '✗'} ${said.padStart(9)}  ${title.vi}${mark}\n${' '.repeat(15)}${title.en}`);
  }
  const right = lines.every(({ fits }) => fits);
  console.log(
    right
      ? '\n  Khớp với thông báo về Quyết định 1469.   (As the notice on Decision 1469 says.)'
      : '\n  KHÔNG khớp với thông báo về Quyết định 1469.   (NOT as the notice on Decision 1469 says.)',
  );
  return right;
}

export function linesOf(figures: Figure[]): Line[] {
  const find = (key: string) => figures.find((figure) => figure.key === key);
  return NOTICE.map(({ key, of, value, total }) => {
    const [figure, whole] = [find(key), of === undefined ? undefined : find(of)];
    const [have, all] = [figure?.value ?? 0, whole?.value ?? 0];
    const by = figure?.of ? ` ${figure.of}` : '';
    const title = figure?.title ?? { vi: key, en: key };
    const spread = of?.startsWith('communes')
      ? ({ vi: ' / số huyện', en: ' / districts' } as const)
      : { vi: '', en: '' };
    return {
      said: of === undefined ? String(have) : `${have} / ${all}`,
      title: { vi: `${title.vi}${by}${spread.vi}`, en: `${title.en}${by}${spread.en}` },
      illustrative: figure?.illustrative ?? false,
      fits: have === value && (total === undefined || all === total),
    };
  });
}

/** What the demo has left in the record. */
export async function printCounts(db: Knex, counts: Counts, seconds: number): Promise<void> {
  const { received, returned, answered, givenBack, supplemented, steps, overtaken, takenOver, stopped } = counts;
  const [events, ledger] = [await countOf(db, 'events'), await countOf(db, 'ledger')];
  const stages: { stage: string; count: number }[] = await db('transfers')
    .groupBy('stage')
    .select('stage')
    .count('* as count');
  const refusals = [...counts.refusals].map(([what, count]) => `${what} ${count}`).join(', ');
  const rows: [string, string, string | number][] = [
    ['Hồ sơ do bưu điện tiếp nhận', 'dossiers received by the Post', received.post],
    ['Hồ sơ do công chức tiếp nhận', 'dossiers received by government staff', received.government],
    ['Đã trả kết quả', 'returned', returned + answered],
    ['  trong đó trả ngay', 'of these answered at once', answered],
    ['Bị trả lại bộ phận một cửa', 'given back', givenBack],
    ['Đã bổ sung', 'supplemented', supplemented],
    ['Số bước', 'steps', steps],
    ['Bước phải làm lại vì quá hạn', 'steps again, a limit passed meanwhile', overtaken],
    ['Bước bị từ chối', 'steps refused', refusals || 0],
    ['  nhóm kia làm thay', 'taken over by the other group', takenOver],
    ['  hồ sơ dừng tại đó', 'dossiers left there', stopped],
    ['Chuyển giao theo bước', 'transfers by stage', stages.map(({ stage, count }) => `${stage} ${count}`).join(', ')],
    ['Sự kiện hồ sơ', 'events of dossiers', events],
    ['Sự kiện trong sổ cái', 'events in the ledger', ledger],
    ['Thời gian (giây)', 'seconds', seconds],
  ];
  console.log('');
  for (const [vi, en, value] of rows) console.log(`  ${`${vi} (${en})`.padEnd(70)} ${value}`);
}

async function countOf(db: Knex, table: string): Promise<number> {
  const [row] = await db(table).count({ count: '*' });
  return Number(row?.count ?? 0);
}
