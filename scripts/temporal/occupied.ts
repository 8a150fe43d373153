import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { commandOf, endProcess, listenerOf } from '../../config/processes';
import { StartError } from '../../config/start-error';
import { answersAsTemporal } from './probe';
import type { Report } from './report';

type Way = { port: number; pidFile: string; database: string; report: Report };

/**
 * Ends a server that an earlier, killed start left behind on this database, whatever its port,
 * and makes sure that the port is free.
 * @throws StartError saying who has the port
 */
export async function clearTheWay({ port, pidFile, database, report }: Way): Promise<void> {
  const listener = listenerOf(port);
  for (const pid of new Set([pidIn(pidFile), listener?.pid])) {
    if (!pid || !worksOn(database, pid)) continue;
    report({
      vi: `Dừng máy chủ Temporal còn sót lại từ lần chạy trước (pid ${pid}).`,
      en: `Ending a Temporal server that an earlier run left behind (pid ${pid}).`,
    });
    await endProcess(pid);
  }
  rmSync(pidFile, { force: true });
  if (!(await isFree(port))) throw await taken(port);
}

/** True when nobody listens on a port of the loopback interface. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

function worksOn(database: string, pid: number): boolean {
  return `${commandOf(pid)} `.includes(` ${database} `);
}

function pidIn(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

async function taken(port: number): Promise<StartError> {
  const listener = listenerOf(port);
  const temporal = await answersAsTemporal(`127.0.0.1:${port}`);
  const by = listener ? ` (pid ${listener.pid}: ${listener.command.slice(0, 120)})` : '';
  const who = temporal
    ? { vi: `một máy chủ Temporal của dự án khác${by}`, en: `a Temporal server of another project${by}` }
    : { vi: `một chương trình khác${by}`, en: `another program${by}` };
  const address = `TEMPORAL_ADDRESS=127.0.0.1:${port}`;
  return new StartError({
    vi: `Cổng ${port} đang được dùng bởi ${who.vi}. Hãy đặt MOTCUA_TEMPORAL_PORT=cổng_khác${temporal ? `, hoặc dùng chính máy chủ đó: ${address}` : ''}.`,
    en: `Port ${port} is taken by ${who.en}. Set MOTCUA_TEMPORAL_PORT to another port${temporal ? `, or use that server: ${address}` : ''}.`,
  });
}
