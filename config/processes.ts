import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The command line of a running process; nothing when it has ended. */
export function commandOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  // Not `ps` on Linux: slim container images do not have it. A zombie has an empty command line, so it counts as ended.
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** What tells a process from a later one that was given the same number: when it began, and its command line. */
export function identityOf(pid: number): string | undefined {
  const command = commandOf(pid);
  if (!command) return undefined;
  if (process.platform !== 'linux') return `${ps(pid, 'lstart=')} ${command}`;
  try {
    // Field 22; the second field is the program's name in brackets and may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return `${fields[19]} ${command}`;
  } catch {
    return undefined;
  }
}

function ps(pid: number, columns: string): string | undefined {
  try {
    return (
      execFileSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}

/** Who listens on a TCP port of this machine, where a tool of the system can tell. */
export function listenerOf(port: number): { pid: number; command: string } | undefined {
  const found =
    /pid=(\d+)/.exec(run('ss', ['-Hltnp', `sport = :${port}`])) ??
    /^(\d+)/.exec(run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t']));
  const pid = Number(found?.[1]);
  const command = pid ? commandOf(pid) : undefined;
  return command ? { pid, command } : undefined;
}

function run(program: string, args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe', timeout: 5000 });
  } catch {
    return '';
  }
}

/** Asks a process to end, and ends it by force when it has not after `patience` milliseconds. */
export async function endProcess(pid: number, patience = 10_000): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await hasEnded(pid, patience)) return;
  signal(pid, 'SIGKILL');
  await hasEnded(pid, 5000);
}

async function hasEnded(pid: number, within: number): Promise<boolean> {
  for (const until = Date.now() + within; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
    if (!commandOf(pid)) return true;
  }
  return false;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended in the meantime.
  }
}
