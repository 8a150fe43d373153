import type { Knex } from 'knex';
import { contentsOf } from '../../config/contents';
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

/** Everything that happened to a dossier, in order. */
export async function eventsOf(db: Knex, dossierId: string): Promise<RecordedEvent[]> {
  const [rows, contents] = await Promise.all([
    db('events').where({ dossier_id: dossierId }).orderBy('seq').select('seq', 'event', 'hash') as Promise<
      { seq: number; event: string; hash: string }[]
    >,
    contentsOf(db, [dossierId]),
  ]);
  const bySeq = new Map(contents.map(({ seq, content }) => [seq, content]));
  return rows.map(({ seq, event, hash }) => {
    const content = bySeq.get(seq);
    return {
      event: JSON.parse(event) as DossierEvent,
      hash,
      ...(content === undefined ? { content: null, papers: [] } : written(content)),
    };
  });
}

/** Papers are kept with the content, since the hash of the event covers both. */
function written(whole: Record<string, unknown>): Pick<RecordedEvent, 'content' | 'papers'> {
  const { documents = [], ...content } = whole as { documents?: FiledPaper[] } & Record<string, unknown>;
  return { content, papers: documents };
}

/** What the forms of a dossier have said so far, the latest answer to each question. */
export function latestAnswers(events: RecordedEvent[]): Record<string, unknown> {
  return Object.assign({}, ...events.map(({ content }) => content ?? {})) as Record<string, unknown>;
}
