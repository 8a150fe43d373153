import writeExcelFile from 'write-excel-file/node';
import type { Reply } from './call';
import { csvReply } from './csv-reply';

export type TableFormat = 'csv' | 'xlsx';
export type TableRows = (string | number | null)[][];

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Rows as a file, the first of them headings. In XLSX a text is a text by its type and never a formula; in CSV it is
 * guarded.
 * @param name without its ending
 */
export async function tableReply(name: string, format: TableFormat, rows: TableRows): Promise<Reply> {
  if (format === 'csv') return csvReply(`${name}.csv`, rows);
  const cells = rows.map((row, line) =>
    row.map((value) => {
      if (value === null) return null;
      const bold = line === 0 ? { fontWeight: 'bold' as const } : {};
      return typeof value === 'number' ? { value, type: Number, ...bold } : { value, type: String, ...bold };
    }),
  );
  const columns = (rows[0] ?? []).map((_, i) => ({ width: widest(rows, i) }));
  const body = await writeExcelFile(cells, { columns, stickyRowsCount: 1 }).toBuffer();
  const headers = { 'Content-Disposition': `attachment; filename="${name}.xlsx"` };
  return { status: 200, body, type: XLSX, headers };
}

/** In letters; the first rows tell enough. */
function widest(rows: TableRows, column: number): number {
  const lengths = rows.slice(0, 200).map((row) => String(row[column] ?? '').length);
  return Math.min(60, Math.max(8, ...lengths) + 2);
}
