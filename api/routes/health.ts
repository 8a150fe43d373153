import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../engine';
import { ok, type Handler } from '../call';

const PATIENCE_MS = 3000;

export const readLive: Handler = () => ok({ status: 'live' });

/** Ready when a step would go through: database, engine and worker all answer. */
export const readReady: Handler = async ({ read, engine }) => {
  const [database, parts] = await Promise.all([
    inTime(databaseAnswers(read), false),
    inTime(engineAnswers(engine), DOWN),
  ]);
  const ready = database && parts.engine && parts.worker;
  return { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not-ready', database, ...parts } };
};

const DOWN = { engine: false, worker: false };

async function databaseAnswers(read: Knex): Promise<boolean> {
  return read('dossiers')
    .first('id')
    .then(
      () => true,
      () => false,
    );
}

async function engineAnswers(engine: Engine): Promise<typeof DOWN> {
  return engine.ready().catch(() => DOWN);
}

async function inTime<T>(work: Promise<T>, otherwise: T): Promise<T> {
  const stop = new AbortController();
  const late = pause(PATIENCE_MS, otherwise, { signal: stop.signal, ref: false }).catch(() => otherwise);
  return Promise.race([work, late]).finally(() => stop.abort());
}
