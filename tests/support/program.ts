import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Caller } from './caller';

const ROOT = resolve(__dirname, '../..');

const tokens = new Map<string, string>();

/** The real `npm start`, or another program, in a process of its own, as an operator runs it. */
export class Program {
  #child: ChildProcess | undefined;
  #said = '';

  constructor(
    private readonly variables: Record<string, string>,
    private readonly script = 'scripts/start.ts',
    private readonly args: string[] = [],
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.variables.PORT}`;
  }

  /** What it has written since it was started. */
  get said(): string {
    return this.#said;
  }

  /** Starts it and waits until it says that it is ready. */
  async start(): Promise<void> {
    this.#said = '';
    const child = this.#spawn();
    for (const output of [child.stdout, child.stderr])
      output?.on('data', (data: Buffer) => (this.#said += data.toString()));
    await new Promise<void>((ready, failed) => {
      child.stdout?.on('data', () => /is ready/.test(this.#said) && ready());
      child.once('exit', (code) => failed(new Error(`ended with ${code}:\n${this.#said}`)));
    });
  }

  /** Runs it to its end: the exit code and everything it said. */
  async run(): Promise<{ code: number | null; said: string }> {
    let said = '';
    const child = this.#spawn();
    for (const output of [child.stdout, child.stderr]) output?.on('data', (data: Buffer) => (said += data.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code, said };
  }

  async end(signal: 'SIGKILL' | 'SIGINT'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await ended)[0];
  }

  /** Somebody in a role at a unit. His token is asked for once for each home: a program that gives one takes a second. */
  as(role: string, unit: string): Caller {
    const who = `${this.variables.MOTCUA_HOME} ${role} ${unit}`;
    const token = tokens.get(who) ?? this.#tokenFor(role, unit);
    tokens.set(who, token);
    return new Caller(this.url, token);
  }

  #tokenFor(role: string, unit: string): string {
    const args = ['--import', 'tsx', 'scripts/token.ts', '--role', role, '--unit', unit];
    return execFileSync('node', args, { cwd: ROOT, env: this.#environment(), encoding: 'utf8' }).trim();
  }

  #spawn(): ChildProcess {
    // Node itself and not npm, so that a signal reaches the program and not its wrapper.
    this.#child = spawn('node', ['--import', 'tsx', this.script, ...this.args], {
      cwd: ROOT,
      env: this.#environment(),
    });
    return this.#child;
  }

  #environment(): NodeJS.ProcessEnv {
    const { TEMPORAL_ADDRESS, DATABASE_URL, ...env } = process.env;
    return { ...env, LOG_LEVEL: 'fatal', PATIENCE_SECONDS: '50', ...this.variables };
  }
}
