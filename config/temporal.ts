import type { ConnectionLike } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { msNumberToTs, optionalTsToMs } from '@temporalio/common/lib/time';
import { NativeConnection } from '@temporalio/worker';
import { temporalAddressOf, type Env } from './env';
import { StartError } from './start-error';

const DAY = 86_400_000;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
/** A new namespace is known to every service of the server only when its caches have been read again. */
const USABLE_WITHIN = 60_000;
const CALL = 10_000;

/** What a client and a worker share: one native connection is measurably cheaper than a second one in JavaScript. */
export async function connectTemporal(env: Env): Promise<NativeConnection> {
  const address = temporalAddressOf(env);
  const attempt = () => NativeConnection.connect({ address, grpcCompression: { codec: env.grpcCompression } });
  for (const until = Date.now() + 15_000; ; await pause(500)) {
    try {
      return await within(CALL, attempt());
    } catch (error) {
      if (Date.now() > until) throw notAnswering(address, error);
    }
  }
}

/** Makes the namespace with its retention where it is missing, corrects the retention where it differs, and waits until it can be used. */
export async function ensureNamespace(
  connection: ConnectionLike,
  namespace: string,
  retentionDays: number,
): Promise<void> {
  const service = connection.workflowService;
  const retention = msNumberToTs(retentionDays * DAY);
  const call = <T>(work: () => Promise<T>) => connection.withDeadline(Date.now() + CALL, work);

  const found = await unless(NOT_FOUND, () => call(() => service.describeNamespace({ namespace })));
  if (!found) {
    await unless(ALREADY_EXISTS, () =>
      call(() => service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention })),
    );
  } else if (optionalTsToMs(found.config?.workflowExecutionRetentionTtl) !== retentionDays * DAY) {
    await call(() => service.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } }));
  }
  await untilUsable(namespace, async () => {
    await call(() => service.describeNamespace({ namespace }));
    await call(() => service.listWorkflowExecutions({ namespace, pageSize: 1 }));
    await call(() => service.describeTaskQueue({ namespace, taskQueue: { name: 'probe' }, taskQueueType: 1 }));
  });
}

async function untilUsable(namespace: string, probe: () => Promise<void>): Promise<void> {
  for (const until = Date.now() + USABLE_WITHIN; ; await pause(250)) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() < until) continue;
      throw new StartError(
        {
          vi: `Không gian tên “${namespace}” của Temporal vẫn chưa dùng được: ${messageOf(error)}`,
          en: `The Temporal namespace “${namespace}” is still not usable: ${messageOf(error)}`,
        },
        { cause: error },
      );
    }
  }
}

async function unless<T>(code: number, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === code) return undefined;
    throw error;
  }
}

function notAnswering(address: string, cause: unknown): StartError {
  return new StartError(
    {
      vi: `Máy chủ Temporal tại ${address} không trả lời: ${messageOf(cause)}. Kiểm tra biến TEMPORAL_ADDRESS và máy chủ đó.`,
      en: `The Temporal server at ${address} does not answer: ${messageOf(cause)}. Check TEMPORAL_ADDRESS and that server.`,
    },
    { cause },
  );
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
