import { renderHtml } from '../config/print-html';
import { renderPdf } from '../config/print-pdf';
import type { PrintDocument } from '../domain/print-document';
import type { Call, Reply } from './call';
import { disposition } from './disposition';

export type PrintFormat = 'pdf' | 'html';

/** What the caller wants: the query says it plainly, the header Accept otherwise, and first what is usual. */
export function formatOf({ query, request }: Call, usual: PrintFormat): PrintFormat {
  const { format } = query as { format?: PrintFormat };
  if (format) return format;
  const other = usual === 'pdf' ? 'html' : 'pdf';
  return request.accepts([usual, other]) === other ? other : usual;
}

export function pdfReply(bytes: Buffer, name: string): Reply {
  const headers = { 'Content-Disposition': disposition(`${name}.pdf`, 'inline') };
  return { status: 200, type: 'application/pdf', headers, body: bytes };
}

export function htmlReply(document: PrintDocument): Reply {
  const { html, policy } = renderHtml(document);
  return { status: 200, type: 'text/html; charset=utf-8', headers: { 'Content-Security-Policy': policy }, body: html };
}

/** A document that is drawn anew whenever it is asked for. */
export async function documentReply(document: PrintDocument, format: PrintFormat, name: string): Promise<Reply> {
  return format === 'html' ? htmlReply(document) : pdfReply(await renderPdf(document), name);
}
