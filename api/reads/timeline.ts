import type { Knex } from 'knex';
import type { DossierEvent } from '../../domain/dossier';

export type FiledPaper = {
  code: string;
  originals: number;
  copies: number;
  files: { id: string; name: string; mediaType: string; size: number }[];
};

/** An event and what was written in its form; nothing is there for an action without a form, or after erasure. */
export type RecordedEvent = {
  event: DossierEvent;
  hash: string;
  content: Record<string, unknown> | null;
  papers: FiledPaper[];
};

type Row = { event: string; hash: string; content: string | null };

/** Everything that happened to a dossier, in order. */
export async function eventsOf(db: Knex, dossierId: string): Promise<RecordedEvent[]> {
  const rows: Row[] = await db('events')
    .leftJoin('contents', (join) =>
      join.on('contents.dossier_id', 'events.dossier_id').andOn('contents.seq', 'events.seq'),
    )
    .where('events.dossier_id', dossierId)
    .orderBy('events.seq')
    .select('events.event', 'events.hash', 'contents.content');
  return rows.map(({ event, hash, content }) => ({
    event: JSON.parse(event) as DossierEvent,
    hash,
    ...(content === null ? { content: null, papers: [] } : written(content)),
  }));
}

/** Papers are kept with the content, since the hash of the event covers both. */
function written(text: string): Pick<RecordedEvent, 'content' | 'papers'> {
  const { documents = [], ...content } = JSON.parse(text) as { documents?: FiledPaper[] } & Record<string, unknown>;
  return { content, papers: documents };
}

/** What the forms of a dossier have said so far, the latest answer to each question. */
export function latestAnswers(events: RecordedEvent[]): Record<string, unknown> {
  return Object.assign({}, ...events.map(({ content }) => content ?? {})) as Record<string, unknown>;
}
