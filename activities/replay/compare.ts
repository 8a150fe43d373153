import { sha256 } from '../../config/canonical';
import { CHAIN_START, chainHash } from '../../config/chain';
import { factsOf, type HistoryFacts } from '../../config/replay/history-facts';
import type { MaterialRun, RecordedEvent, ReplayMaterial } from '../../config/replay/material';
import { partingsOf } from '../../domain/parting';
import type { DossierEvent, DossierState } from '../../domain/dossier';
import type { ReplayDifference } from '../../domain/replay';
import type { TransferEvent, TransferState } from '../../domain/transfer';
import { bare } from '../transfer';
import { lifeOf, type Life } from './life';

/** Whether history, events and projection agree, or where they part. What today's code says of the histories is not here. */
export function compareMaterial(material: ReplayMaterial): ReplayDifference[] {
  const { record, runs } = material;
  const broken = brokenIn(record);
  const read = runs.map((run) => readRun(run));
  const life = broken.length === 0 ? lifeOf(material.subject, record, material.rules) : undefined;
  return [
    ...read.flatMap(({ faults }) => faults),
    ...broken,
    ...(runs.length === 0 ? [{ between: 'archive', what: 'no-history' } as const] : []),
    ...read.flatMap(({ runId, facts }) => (facts ? comparedWith(runId, facts, record, life) : [])),
    ...(runs.length > 0 ? untoldIn(record, read) : []),
    ...(life ? comparedRow(material, life) : []),
  ];
}

type Read = { runId: string; facts?: HistoryFacts; faults: ReplayDifference[] };

/** What is not what was archived is read all the same: where it differs tells what was done to it. */
function readRun({ runId: run, sha256: expected, json }: MaterialRun): Read {
  const found = sha256(json);
  const faults: ReplayDifference[] =
    found === expected ? [] : [{ between: 'archive', what: 'changed', run, expected, found }];
  try {
    return { runId: run, faults, facts: factsOf(JSON.parse(json)) };
  } catch (error) {
    const message = (error as Error).message.slice(0, 200);
    return { runId: run, faults: [...faults, { between: 'archive', what: 'unreadable', run, message }] };
  }
}

/** Where the chain of events does not hold. */
function brokenIn(record: RecordedEvent[]): ReplayDifference[] {
  const faults: ReplayDifference[] = [];
  let [seq, last] = [0, CHAIN_START];
  for (const { seq: number, event, previousHash, hash } of record) {
    const fault = (what: ReplayDifference['what']) => faults.push({ between: 'record', what, seq: number });
    if (number !== seq + 1) fault('gap');
    else if (previousHash !== last) fault('unlinked');
    if (chainHash(previousHash, event) !== hash || event.seq !== number) fault('changed');
    [seq, last] = [number, hash];
  }
  return faults;
}

/** What one history tells, against the record. */
function comparedWith(
  run: string,
  { carried, learned, answered }: HistoryFacts,
  record: RecordedEvent[],
  life: Life | undefined,
): ReplayDifference[] {
  const bySeq = new Map(record.map(({ seq, event }) => [seq, event]));
  const commands = new Set(record.map(({ event }) => event.commandId));
  const told = (seq: number, expected: object, found: object | undefined): ReplayDifference[] => {
    if (!found) return [{ between: 'history', what: 'not-in-record', run, seq, expected }];
    return partingsOf(expected, found).map(({ path, left, right }) => ({
      between: 'history',
      what: 'differs',
      run,
      seq,
      field: path,
      ...(left !== undefined && { expected: left }),
      ...(right !== undefined && { found: right }),
    }));
  };
  return [
    ...(carried && life ? told(carried.seq, carriedPart(carried), life.states.get(carried.seq)) : []),
    ...learned.flatMap(({ event }) => told(event.seq, event, withoutWords(bySeq.get(event.seq)))),
    ...answered
      .filter(({ commandId }) => !commands.has(commandId))
      .map(({ commandId }): ReplayDifference => ({
        between: 'history',
        what: 'not-in-record',
        run,
        expected: { commandId },
      })),
    ...(life
      ? answered.flatMap(({ view }) => told(Number(view.seq), shown(view), life.views.get(Number(view.seq))))
      : []),
  ];
}

/** The engine's copy of a carried state leaves out what officers wrote, as its copy of an event does. */
function carriedPart(carried: DossierState | TransferState): object {
  if (!('confirmations' in carried)) return carried;
  const { confirmations: _words, handBack: _reason, ...rest } = carried;
  return rest;
}

/** What officers wrote is in the record only. */
function withoutWords(event: DossierEvent | TransferEvent | undefined): object | undefined {
  return event && 'recordedAt' in event ? bare(event) : event;
}

/** The part of an answer that follows from the events alone. */
function shown({ at: _at, transferId: _id, ...view }: Record<string, unknown>): object {
  return view;
}

/** Events of which no history tells: each is told of by an answer of an activity, or lies in a state that a run began with. */
function untoldIn(record: RecordedEvent[], read: Read[]): ReplayDifference[] {
  const facts = read.flatMap((run) => run.facts ?? []);
  const until = Math.max(0, ...facts.map(({ carried }) => carried?.seq ?? 0));
  const told = new Set(facts.flatMap(({ learned }) => learned.map(({ event }) => event.seq)));
  return record
    .filter(({ seq }) => seq > until && !told.has(seq))
    .map(({ seq }) => ({ between: 'history', what: 'not-in-history', seq }));
}

/** What the events come to, against the row that lists read. */
function comparedRow({ projection }: ReplayMaterial, life: Life): ReplayDifference[] {
  const { columns, state } = life.projection;
  if (!projection) return [{ between: 'projection', what: 'no-projection' }];
  const plain = JSON.parse(JSON.stringify({ ...columns, state })) as Record<string, unknown>;
  const found: Record<string, unknown> = { ...projection.columns, state: projection.state };
  const names = Object.keys(plain);
  return names.flatMap((name) =>
    partingsOf(plain[name] ?? null, found[name] ?? null, `/${name}`).map(({ path, left, right }) => ({
      between: 'projection' as const,
      what: 'differs' as const,
      field: path,
      expected: left ?? null,
      found: right ?? null,
    })),
  );
}
