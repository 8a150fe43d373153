import { csvText } from '../config/csv';
import type { Reply } from './call';

/** Rows as a file for spreadsheets. */
export function csvReply(name: string, rows: Parameters<typeof csvText>[0]): Reply {
  return {
    status: 200,
    body: csvText(rows),
    type: 'text/csv; charset=utf-8',
    headers: { 'Content-Disposition': `attachment; filename="${name}"` },
  };
}
