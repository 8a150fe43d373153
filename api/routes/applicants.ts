import type { PrivacyBody } from '../../config/privacy-body';
import { refusedAt } from '../../domain/problem';
import { digits } from '../../domain/text';
import { signedIn, type Handler } from '../call';
import { commandReply } from '../command-reply';
import { exportZip } from '../export-zip';
import { unitsReached } from '../permit';
import { dossiersOfPerson, heldInDossier } from '../reads/applicant';

type ExportOrder = { identityNumber: string; reason: string; format?: 'json' | 'zip' };

/** All that is held about one person, for that person; that it was given out is on record in each dossier before it is. */
export const exportApplicant: Handler = signedIn(async (ctx, call) => {
  const { read, catalogue, engine } = ctx;
  const { reason, format = 'json', ...asked } = call.body as ExportOrder;
  const identityNumber = digits(asked.identityNumber);
  const { rows, elsewhere } = await dossiersOfPerson(read, identityNumber, unitsReached(catalogue, call));
  if (rows.length === 0) throw refusedAt('/identityNumber', 'applicant-unknown', { elsewhere });
  const act = { do: 'export' as const, dossiers: rows.map(({ id }) => id).sort(), reason };
  const body: PrivacyBody = { actor: call.actor, dossierId: '', act };
  const sent = await engine.carryOut(call.key, { kind: 'privacy', subject: '', body });
  const held = async () => ({
    identityNumber,
    at: call.now,
    // Dossiers of units that are not the officer's: the person asks there.
    elsewhere,
    dossiers: await Promise.all(rows.map((row) => heldInDossier(read, row, identityNumber))),
  });
  if (sent.state === 'pending' || format === 'json')
    return commandReply(sent, 200, undefined, async () => ({ held: await held() }));
  return {
    status: 200,
    type: 'application/zip',
    headers: { 'Content-Disposition': 'attachment; filename="personal-data.zip"' },
    stream: await exportZip(ctx, await held()),
  };
});
