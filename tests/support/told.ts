import { partyRow } from '../../config/party-row';
import { vaultOf } from '../../config/vault';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { putOut } from '../../activities/stores/outbox';
import type { DossierEvent, DossierState } from '../../domain/dossier';

export const AT = '2026-11-25T02:30:00.000Z';
export const DUE = '2026-12-04T10:00:00.000Z';

export type Applicant = { name: string; phone?: string; email?: string };

/** A dossier that was received, with as much of it as whoever tells of it reads; its people are made up. */
export async function receivedDossier(
  db: Knex,
  { submitter, owner, turn = 'so-noi-vu@2025-03-01' }: { submitter?: Applicant; owner?: Applicant; turn?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const event = {
    seq: 1,
    at: AT,
    kind: 'step',
    action: 'receive',
    from: 'new',
    to: 'accepted',
    status: 2,
    closed: false,
    clock: { dueAt: DUE, stageSince: AT, until: {} },
  } satisfies Partial<DossierEvent>;
  const units = { receiving: '82@2025-07-01', deciding: 'so-noi-vu@2025-03-01' };
  const state: Partial<DossierState> = {
    id,
    procedure: { code: '2.001955', version: 1 },
    process: { id: 'noi-quy-lao-dong', version: 1 },
    field: 'lao-dong',
    units,
  };
  const dataKey = vaultOf(db).newDataKey(id);
  await db.transaction(async (trx) => {
    await trx('dossiers').insert({
      id,
      code: `H20.82-${id.slice(0, 13)}`,
      seq: 1,
      stage: 'accepted',
      status: 2,
      closed: 0,
      procedure_code: '2.001955',
      field: 'lao-dong',
      channel: 'direct',
      receiving_unit: units.receiving,
      deciding_unit: units.deciding,
      turn_unit: turn,
      opened_at: AT,
      state: JSON.stringify(state),
      hash: '0',
      data_key: dataKey,
    });
    await trx('events').insert({
      dossier_id: id,
      seq: 1,
      at: AT,
      action: 'receive',
      actor: 'an',
      command_id: id,
      event: JSON.stringify(event),
      previous_hash: '0',
      hash: '0',
    });
    for (const [part, party] of Object.entries({ submitter, owner })) {
      if (!party) continue;
      const row = partyRow(trx, { id, dataKey }, part, party);
      await trx('parties').insert({ dossier_id: id, part, ...row });
    }
    await putOut(trx, { subject: id, seq: 1, kind: 'receive', at: AT });
  });
  return id;
}

/** Moves the dates of such a dossier without a step of its process. */
export async function amendedDossier(
  db: Knex,
  id: string,
  { seq, kind, dueAt }: { seq: number; kind: 'recounted' | 'corrected'; dueAt: string },
): Promise<void> {
  const event = { seq, at: AT, kind, action: kind, from: 'accepted', to: 'accepted', clock: { dueAt, until: {} } };
  await db.transaction(async (trx) => {
    await trx('events').insert({
      dossier_id: id,
      seq,
      at: AT,
      action: kind,
      actor: 'an',
      command_id: `${id}/${seq}`,
      event: JSON.stringify(event),
      previous_hash: '0',
      hash: '0',
    });
    await putOut(trx, { subject: id, seq, kind, at: AT });
  });
}
