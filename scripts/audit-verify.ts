import { existsSync } from 'node:fs';
import { openDatabase } from '../config/database';
import { databasePlace, readEnv } from '../config/env';
import { verifyRecord, type RecordFault } from '../config/verify';
import type { Text } from '../domain/text';

const WHAT: Record<RecordFault['what'], Text> = {
  changed: { vi: 'nội dung đã bị sửa', en: 'its content was changed' },
  gap: { vi: 'thiếu dòng trước đó, hoặc sai thứ tự', en: 'rows before it are gone, or in another order' },
  unlinked: { vi: 'không nối với dòng trước', en: 'it does not follow the row before it' },
  'cut-off': {
    vi: 'các dòng sau đã bị xóa, hoặc bảng trạng thái bị sửa',
    en: 'rows after it are gone, or the projection was changed',
  },
  projection: { vi: 'trạng thái không khớp với các sự kiện', en: 'the state is not what the events come to' },
  content: { vi: 'nội dung biểu mẫu đã bị sửa', en: 'what was written in the form was changed' },
  history: {
    vi: 'lịch sử quy trình lưu trữ đã bị sửa hoặc mất',
    en: 'the archived history of its workflow was changed or is gone',
  },
};

/** Reads the whole record and names every row that is not what was written: what `npm run audit:verify` runs. */
async function main(): Promise<void> {
  const place = databasePlace(readEnv());
  if ('file' in place && !existsSync(place.file)) {
    console.error(`Không có cơ sở dữ liệu (there is no database): ${place.file}`);
    process.exitCode = 1;
    return;
  }
  const db = openDatabase(place, 'read');
  try {
    const { chains, events, faults } = await verifyRecord(db, (count) => process.stderr.write(`${count}…\n`));
    for (const { subject, seq, what } of faults) console.log(`${subject} #${seq}: ${WHAT[what].vi} (${WHAT[what].en})`);
    console.log(`chuỗi (chains) ${chains}, sự kiện (events) ${events}, lỗi (faults) ${faults.length}`);
    process.exitCode = faults.length > 0 ? 1 : 0;
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
