import { tearDown, type WithShared } from './global-setup';

/** Ends what the global setup made. */
async function tearDownAll(): Promise<void> {
  const shared = (globalThis as WithShared).motCuaTests;
  if (shared) await tearDown(shared);
}

// Jest takes the default export of a teardown file.
// eslint-disable-next-line import-x/no-default-export
export default tearDownAll;
