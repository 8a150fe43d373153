import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import { workflowOfSubject } from '../../config/archive';
import { sha256 } from '../../config/canonical';
import {
  archivedRuns,
  projectionOf,
  recordOf,
  rowOfSubject,
  rulesOf,
  type MaterialRun,
  type ReplayMaterial,
} from '../../config/replay/material';
import type { Catalogue } from '../../domain/catalogue';
import { fetchHistoryJson } from '../archive/fetch';

export type ReplayPlace = { db: Knex; catalogue: Catalogue; client: Client };

/** Reads all that is known of a subject, once more when something happened to it meanwhile. */
export async function materialOf(place: ReplayPlace, subject: string): Promise<ReplayMaterial> {
  for (let times = 0; ; times++) {
    const material = await readOnce(place, subject);
    const now = await recordOf(place.db, subject);
    if (now.length === material.record.length || times === 5) return material;
  }
}

async function readOnce(place: ReplayPlace, subject: string): Promise<ReplayMaterial> {
  const { db, catalogue } = place;
  const record = await recordOf(db, subject);
  const row = await rowOfSubject(db, subject);
  const archived = await archivedRuns(db, subject);
  const live = row && !row.closed ? await liveRun(place, subject) : undefined;
  // A run that has just ended may be archived while it is read.
  const runs = live && archived.every(({ runId }) => runId !== live.runId) ? [...archived, live] : archived;
  return { subject, runs, record, projection: row ? projectionOf(row) : null, rules: rulesOf(catalogue, subject, row) };
}

/** The history of the run that goes on, as far as it has come; none when the engine has lost it. */
async function liveRun({ client }: ReplayPlace, subject: string): Promise<MaterialRun | undefined> {
  const live = await fetchHistoryJson(client, workflowOfSubject(subject));
  return live && { runId: live.runId, archived: false, sha256: sha256(live.json), json: live.json };
}
