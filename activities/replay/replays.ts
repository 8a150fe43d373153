import { heartbeat } from '@temporalio/activity';
import { packHistory, workflowOfSubject } from '../../config/archive';
import { canonical } from '../../config/canonical';
import type { ReplayMaterial } from '../../config/replay/material';
import { countScope, subjectsAfter, type ReplayBody, type ReplayCancelBody } from '../../config/replay/scope';
import { byOf, SYSTEM } from '../../domain/actor';
import { Refusal } from '../../domain/problem';
import type { ReplayCode, ReplayDifference, ReplayState } from '../../domain/replay';
import type { ActivityContext } from '../context';
import { claimCommand } from '../stores/commands';
import { figuresOf, holdReplay, writeReplay, writeResults, type ReplayResult } from '../stores/replays';
import { inTransaction } from '../transaction';
import { certificateHash, certify } from './certify';
import { materialOf } from './material';
import { replayCode, replayRuns } from './replay-code';

export type ReplayPageOrder = { replayId: string; after: string; most: number };
/** `next` is where to go on; nothing when all were replayed, or when the replay was cancelled. */
export type ReplayPage = { next?: string };

export type ReplayActivities = {
  orderReplay(order: { commandId: string }): Promise<void>;
  cancelReplay(order: { commandId: string }): Promise<void>;
  replayPage(order: ReplayPageOrder): Promise<ReplayPage>;
  endReplay(order: { replayId: string }): Promise<void>;
};

/** The writers of replays. A replay is known by the command that ordered it. */
export function replayActivities(context: ActivityContext): ReplayActivities {
  const { db, replay } = context;
  let code: ReplayCode | undefined;
  return {
    orderReplay: ({ commandId: id }) =>
      inTransaction(db, async (trx) => {
        const now = context.now();
        const claimed = await claimCommand<ReplayBody>(trx, id, now);
        if (!claimed) return;
        const { actor, scope, reason } = claimed.body;
        const { dossiers, transfers } = await countScope(trx, scope);
        const total = dossiers + transfers;
        if (total === 0) throw new Refusal('nothing-to-replay');
        const by = byOf(actor);
        const what = { kind: 'ordered', id, scope, total, ...(reason !== undefined && { reason }) } as const;
        await writeReplay(trx, undefined, { seq: 1, at: now, recordedAt: now, by, commandId: id, ...what });
      }),

    cancelReplay: ({ commandId }) =>
      inTransaction(db, async (trx) => {
        const now = context.now();
        const claimed = await claimCommand<ReplayCancelBody>(trx, commandId, now);
        if (!claimed) return;
        const { actor, replay: id } = claimed.body;
        const held = await holdReplay(trx, id);
        if (!held) throw new Refusal('not-found');
        if (held.state.stage !== 'running') throw new Refusal('replay-ended');
        const by = byOf(actor);
        const what = { kind: 'cancelled', ...(await figuresOf(trx, id)) } as const;
        await writeReplay(trx, held, { seq: held.state.seq + 1, at: now, recordedAt: now, by, commandId, ...what });
      }),

    replayPage: async ({ replayId, after, most }) => {
      const row: { state: string; stage: string } | undefined = await replay
        .read('replays')
        .where({ id: replayId })
        .first('state', 'stage');
      if (row?.stage !== 'running') return {};
      const { scope } = JSON.parse(row.state) as ReplayState;
      const subjects = await subjectsAfter(replay.read, scope, after, most);
      code ??= replayCode(replay.bundle);
      const results = await replaySubjects(context, subjects, code);
      const goesOn = await inTransaction(db, async (trx) => {
        const held = await holdReplay(trx, replayId);
        if (held?.state.stage !== 'running') return false;
        if (results.length > 0) await writeResults(trx, replayId, results);
        return true;
      });
      return goesOn && subjects.length === most ? { next: subjects.at(-1) } : {};
    },

    endReplay: ({ replayId }) =>
      inTransaction(db, async (trx) => {
        const now = context.now();
        const held = await holdReplay(trx, replayId);
        if (held?.state.stage !== 'running') return;
        const by = { id: SYSTEM.id, role: SYSTEM.role, unit: SYSTEM.unit };
        const what = { kind: 'finished', ...(await figuresOf(trx, replayId)) } as const;
        await writeReplay(trx, held, { seq: held.state.seq + 1, at: now, recordedAt: now, by, ...what });
      }),
  };
}

/** Replays the histories of some subjects, all in one go, and compares each with what is on record. */
async function replaySubjects(context: ActivityContext, subjects: string[], code: ReplayCode): Promise<ReplayResult[]> {
  const { catalogue, replay, now } = context;
  const materials: ReplayMaterial[] = [];
  for (const subject of subjects) {
    materials.push(await materialOf({ db: replay.read, catalogue, client: replay.client }, subject));
    heartbeat();
  }
  const runs = materials.flatMap(({ subject, runs: own }) =>
    own.map(({ runId, json }) => ({ runId, json, workflowId: workflowOfSubject(subject) })),
  );
  const found = await replayRuns(replay.bundle, runs, heartbeat);
  return Promise.all(materials.map((material) => resultOf(material, found, code, now())));
}

async function resultOf(
  material: ReplayMaterial,
  found: ReplayDifference[],
  code: ReplayCode,
  at: string,
): Promise<ReplayResult> {
  const own = found.filter(({ run }) => material.runs.some(({ runId }) => runId === run));
  const certificate = certify(material, own, code, at);
  const live = material.runs.find(({ archived }) => !archived);
  return {
    subject: material.subject,
    differs: certificate.verdict === 'differs',
    certificate: canonical(certificate),
    sha256: certificateHash(certificate),
    live: live ? (await packHistory(live.json)).packed : null,
  };
}
