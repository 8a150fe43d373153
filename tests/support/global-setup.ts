import { startShared, type SharedServices } from './shared-services';

type WithShared = typeof globalThis & { motCuaShared?: Promise<SharedServices> };

/** Jest runs this for every project that names it; the services are started by the first. */
async function globalSetup(): Promise<void> {
  const scope = globalThis as WithShared;
  scope.motCuaShared ??= startShared();
  Object.assign(process.env, (await scope.motCuaShared).variables);
}

export = globalSetup;
