/** Tests share one Temporal server, one PostgreSQL and one workflow bundle, made once by the global setup. */
const esmOnly = [
  'jose',
  'oidc-provider',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
];
/**
 * Looking up a global inside Jest's sandbox is slow each time; handed to a module as parameters they cost nothing. Only
 * those that no test replaces, and no module declares anew.
 */
const builtIn = [
  'Array',
  'BigInt',
  'Boolean',
  'Error',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'RangeError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'TypeError',
  'Uint8Array',
  'WeakMap',
];
const base = {
  testEnvironment: 'node',
  sandboxInjectedGlobals: builtIn,
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
const withServer = {
  ...base,
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};
const project = (config, name, ...folders) => ({
  ...config,
  displayName: name,
  testMatch: folders.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`),
});

module.exports = {
  // A test that hangs is ended; how long one takes on a busy machine says nothing about it.
  testTimeout: 300_000,
  forceExit: true,
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  maxWorkers: 2,
  projects: [
    project(base, 'unit', 'unit', 'reference'),
    project(withServer, 'stack', 'store', 'workflow', 'replay', 'api', 'e2e'),
  ],
};
