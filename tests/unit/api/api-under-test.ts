import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import pino from 'pino';
import type { ApiContext } from '../../../api/context';
import type { Engine, StepAnswer } from '../../../api/engine';
import { guessGuard, type LimitsEnv } from '../../../api/limits';
import { LiveChanges } from '../../../api/live';
import { signToken } from '../../../api/issuer/local-token';
import { createServer } from '../../../api/server';
import { embeddedSource } from '../../../api/token-source';
import type { CommandBody } from '../../../config/command-body';
import { openDatabase } from '../../../config/database';
import { partyRow } from '../../../config/party-row';
import { vaultOf } from '../../../config/vault';
import { TEST_KEYS } from '../../support/keys';
import { migrate } from '../../../config/migrations';
import { openPrintFiles } from '../../../config/print-files';
import { SchemaCheck } from '../../../config/schema-check';
import { TokenKeys } from '../../../config/token-keys';
import { openUploads } from '../../../config/uploads';
import type { DossierState } from '../../../domain/dossier';
import { madeUp, subjectOf, type Person } from '../../support/accounts';
import { Caller } from '../../support/caller';
import { catalogue } from './tiny-catalogue';

export const NOW = '2026-11-25T02:30:00.000Z';
export const LOOKUP_KEY = Buffer.alloc(32, 9);

export const answer = (more: Partial<StepAnswer> = {}): StepAnswer => ({
  dossierId: 'd1',
  code: 'H20.87-261125-0001',
  seq: 1,
  stage: 'processing',
  status: 4,
  closed: false,
  at: NOW,
  receivedAt: NOW,
  dueAt: '2026-11-27T10:00:00.000Z',
  stageDueAt: null,
  ...more,
});

/** An engine that does nothing but remember what it was asked. */
export class FakeEngine implements Engine {
  asked: { key: string; dossierId?: string; body: CommandBody }[] = [];
  next: Error | 'pending' | StepAnswer = answer();
  state = { engine: true, worker: true };

  open = async (key: string, body: CommandBody) => this.#sent(key, body);
  act = async (key: string, dossierId: string, body: CommandBody) => this.#sent(key, body, dossierId);
  correct = async (key: string, dossierId: string, body: CommandBody) => this.#sent(key, body, dossierId);
  carryOut: Engine['carryOut'] = async (key, { body }) => {
    this.asked.push({ key, body: body as unknown as CommandBody });
    return { state: 'done', commandId: 'c1', answer: true };
  };
  knows = async () => false;
  command = async (caller: string, id: string) =>
    caller === 'an' && id === 'c1' ? { id, state: 'pending' as const, dossierId: 'd1' } : undefined;
  reserveNumbers: Engine['reserveNumbers'] = async (_key, _caller, { unit, date }) => ({
    unit,
    date,
    from: 1,
    to: 1,
    codes: ['H20.87-261125-0001'],
  });
  ready = async () => this.state;

  #sent(key: string, body: CommandBody, dossierId?: string) {
    this.asked.push({ key, body, ...(dossierId && { dossierId }) });
    if (this.next instanceof Error) throw this.next;
    if (this.next === 'pending') return { state: 'pending' as const, commandId: 'c1' };
    return { state: 'done' as const, commandId: 'c1', answer: this.next };
  }
}

const OWN_KEYS = mkdtempSync(join(tmpdir(), 'mot-cua-keys-'));
/** Keys of the issuer whose tokens the API under test takes. */
export const KEYS = new TokenKeys(OWN_KEYS);
process.on('exit', () => rmSync(OWN_KEYS, { recursive: true, force: true }));

export const PUBLIC_URL = 'https://motcua.example.vn';
export const tokens = embeddedSource(KEYS, PUBLIC_URL, madeUp);

export type Claims = Partial<Person>;

export function tokenFor({ sub = 'an', role = 'government-clerk', unit = '87' }: Claims = {}): Promise<string> {
  return signToken(KEYS, PUBLIC_URL, { sub: subjectOf({ sub, role, unit }), role, unit, seconds: 3600 });
}

/** The API on a throw-away SQLite database, with a fake engine behind it. */
export class ApiUnderTest {
  readonly engine = new FakeEngine();
  readonly lines: Record<string, unknown>[] = [];
  now = NOW;

  private constructor(
    readonly folder: string,
    readonly db: Knex,
    private server: Server | undefined,
    private live?: LiveChanges,
  ) {}

  static async start(
    limit?: number,
    limits: LimitsEnv = { perMinute: 0, freeGuesses: 10 },
    more: (db: Knex) => Partial<ApiContext> = () => ({}),
  ): Promise<ApiUnderTest> {
    const folder = mkdtempSync(join(tmpdir(), 'mot-cua-api-'));
    const db = openDatabase({ file: join(folder, 'test.db'), keys: TEST_KEYS }, 'write');
    await migrate(db);
    const api = new ApiUnderTest(folder, db, undefined);
    const logger = pino(
      { level: 'info' },
      { write: (line: string) => void api.lines.push(JSON.parse(line) as Record<string, unknown>) },
    );
    const live = new LiveChanges({ read: db, catalogue: () => catalogue, now: () => api.now, logger, everyMs: 20 });
    api.live = live;
    const ctx: ApiContext = {
      live,
      read: db,
      catalogue,
      refresh: async () => false,
      checks: new SchemaCheck(),
      engine: api.engine,
      uploads: await openUploads(join(folder, 'uploads'), limit),
      prints: await openPrintFiles(join(folder, 'prints'), db),
      publicUrl: PUBLIC_URL,
      limits,
      guesses: guessGuard(limits),
      proxies: 0,
      now: () => api.now,
      tokens,
      keys: { lookup: LOOKUP_KEY, seal: () => generateKeyPairSync('ed25519').privateKey },
      logger,
      ...more(db),
    };
    api.server = createServer(ctx).listen(0, '127.0.0.1');
    api.server.keepAliveTimeout = 65_000;
    await once(api.server, 'listening');
    return api;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  async as(claims: Claims = {}): Promise<Caller> {
    return new Caller(this.url, await tokenFor(claims));
  }

  async stop(): Promise<void> {
    await this.live?.stop();
    this.server?.closeAllConnections();
    this.server?.close();
    await this.db.destroy();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Puts a dossier into the projection, as the worker would have. */
  async addDossier(
    id: string,
    more: { due?: string | null; name?: string; unit?: string; code?: string; opened?: string } = {},
  ): Promise<void> {
    const { due = '2026-11-27T10:00:00.000Z', name = 'Nguyễn Văn An', unit = '87@2020-01-01', opened = NOW } = more;
    const sequence = (await this.db('dossiers').count({ n: '*' }).first())?.n ?? 0;
    const code = more.code ?? `H20.87-261125-${String(Number(sequence) + 1).padStart(4, '0')}`;
    const state: DossierState = {
      id,
      procedure: { code: '1.000001', version: 1 },
      process: { id: 'standard', version: 1 },
      field: 'justice',
      channel: 'direct',
      units: { receiving: unit, deciding: unit },
      rules: '2020',
      seq: 1,
      stage: 'processing',
      status: 4,
      closed: false,
      clock: { stageSince: opened, until: {}, ...(due && { dueAt: due }) },
      done: {},
      noted: {},
    };
    const dataKey = vaultOf(this.db).newDataKey(id);
    await this.db('dossiers').insert({
      id,
      code,
      seq: 1,
      stage: 'processing',
      status: 4,
      closed: 0,
      procedure_code: '1.000001',
      field: 'justice',
      channel: 'direct',
      receiving_unit: unit,
      deciding_unit: unit,
      turn_unit: unit,
      turn_roles: '|post-clerk|government-clerk|',
      opened_at: opened,
      received_at: opened,
      due_at: due,
      next_due_at: due,
      state: JSON.stringify(state),
      hash: '0',
      data_key: dataKey,
    });
    const party = { name, identityNumber: '087123456789', phone: '0912345678' };
    const row = partyRow(this.db, { id, dataKey }, 'submitter', party);
    await this.db('parties').insert({ dossier_id: id, part: 'submitter', ...row });
  }

  /** Dossiers of three units, in all states of lateness. */
  async addSamples(): Promise<void> {
    await this.addDossier('late', { due: '2026-11-24T10:00:00.000Z', opened: '2026-11-20T02:00:00.000Z' });
    await this.addDossier('soon', {
      due: '2026-11-26T10:00:00.000Z',
      name: 'Trần Thị Đường',
      opened: '2026-11-21T02:00:00.000Z',
    });
    await this.addDossier('later', { name: 'Lê Quý', opened: '2026-11-22T02:00:00.000Z' });
    await this.addDossier('never', { due: null, unit: '82@2020-01-01', opened: '2026-11-23T02:00:00.000Z' });
    await this.addDossier('never2', { due: null, opened: '2026-11-23T03:00:00.000Z' });
    await this.addDossier('foreign', { unit: '88@2020-01-01', code: 'H20.88-261125-0001' });
  }
}
