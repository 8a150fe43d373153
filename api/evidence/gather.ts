import type { Knex } from 'knex';
import { archiveSubject, unpackHistory, type HistoryRow } from '../../config/archive';
import { canonical } from '../../config/canonical';
import { openSalted, type OfDossier, type SaltedContent } from '../../config/encrypted';
import { maskContent } from '../../domain/masking';

/** A chain as it goes into a bundle: one event a line. */
export type EvidenceChain = { subject: string; lines: string };

/** What was written in a step, with the salt of its hash. */
export type EvidenceContent = { subject: string; seq: number; salt: string; content: unknown };

type Link = { subject: string; seq: number; event: string; previous_hash: string; hash: string };

/** The chains that tell of a dossier: its own, its fees, its prints, its archived histories. */
export async function dossierChains(db: Knex, id: string): Promise<EvidenceChain[]> {
  const own: Link[] = await db('events')
    .where({ dossier_id: id })
    .orderBy('seq')
    .select(db.raw('? as subject', [`dossier:${id}`]), 'seq', 'event', 'previous_hash', 'hash');
  const prints: { id: string }[] = await db('prints').where({ dossier_id: id }).orderBy('id').select('id');
  const subjects = [`fees:${id}`, archiveSubject(`dossier:${id}`), ...prints.map((print) => `print:${print.id}`)];
  return [...chainsOf(own), ...(await ledgerChains(db, subjects))];
}

/** The chains that tell of a transfer: its own, that of its programme, its archived histories. */
export async function transferChains(db: Knex, id: string, programmeId: string): Promise<EvidenceChain[]> {
  const subject = `transfer:${id}`;
  return ledgerChains(db, [subject, `programme:${programmeId}`, archiveSubject(subject)]);
}

async function ledgerChains(db: Knex, subjects: string[]): Promise<EvidenceChain[]> {
  const rows: Link[] = await db('ledger')
    .whereIn('subject', subjects)
    .orderBy(['subject', 'seq'])
    .select('subject', 'seq', 'event', 'previous_hash', 'hash');
  return chainsOf(rows);
}

function chainsOf(rows: Link[]): EvidenceChain[] {
  const chains = new Map<string, string[]>();
  // The event is written as it was hashed; nothing is parsed on the way.
  for (const { subject, seq, previous_hash: previous, hash, event } of rows) {
    const line = `{"seq":${seq},"previous":"${previous}","hash":"${hash}","event":${event}}`;
    chains.set(subject, [...(chains.get(subject) ?? []), line]);
  }
  return [...chains].map(([subject, lines]) => ({ subject, lines: `${lines.join('\n')}\n` }));
}

/**
 * What was written in the forms of a dossier and for its fees. What holds identity numbers or telephone numbers is withheld:
 * masked it would not fit its hash, and to see it has its own permission and leaves its own trace.
 */
export async function dossierContents(
  db: Knex,
  id: string,
): Promise<{ contents: EvidenceContent[]; withheld: { subject: string; seq: number }[] }> {
  const contents: EvidenceContent[] = [];
  const withheld: { subject: string; seq: number }[] = [];
  for (const [table, subject] of [
    ['contents', `dossier:${id}`],
    ['fee_reasons', `fees:${id}`],
  ] as const) {
    const rows: (OfDossier & SaltedContent & { seq: number })[] = await db(`${table} as c`)
      .join('dossiers as d', 'd.id', 'c.dossier_id')
      .where('c.dossier_id', id)
      .orderBy('c.seq')
      .select('c.dossier_id', 'c.seq', 'c.salt', 'c.content', 'd.data_key');
    for (const row of rows) {
      const written = openSalted(db, table, row);
      if (!written) continue;
      const content = JSON.parse(written.content) as unknown;
      if (canonical(maskContent(content)) !== canonical(content)) withheld.push({ subject, seq: row.seq });
      else contents.push({ subject, seq: row.seq, salt: written.salt, content });
    }
  }
  return { contents, withheld };
}

/** The archived workflow histories of a subject; one that is damaged is named instead. */
export async function histories(db: Knex, subject: string): Promise<{ name: string; json: string | undefined }[]> {
  const rows: HistoryRow[] = await db<HistoryRow>('histories').where({ subject }).orderBy(['started_at', 'run_id']);
  return Promise.all(
    rows.map(async (row) => ({
      name: `history/${row.run_id}.json`,
      json: await unpackHistory(row).catch(() => undefined),
    })),
  );
}
