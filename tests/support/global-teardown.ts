import { endShared, type SharedServices } from './shared-services';

type WithShared = typeof globalThis & { motCuaShared?: Promise<SharedServices> };

async function globalTeardown(): Promise<void> {
  const scope = globalThis as WithShared;
  const shared = scope.motCuaShared;
  scope.motCuaShared = undefined;
  if (shared) await endShared(await shared);
}

export = globalTeardown;
