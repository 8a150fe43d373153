import { defineConfig } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** A layer may import from those to its right only: scripts → api → workflows → activities → config → domain. */
const forbid = (files, ...groups) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: groups.map(([group, message]) => ({ group, message, allowTypeImports: false })) },
    ],
  },
});
const typesOnly = (group, message) => ({ group, message, allowTypeImports: true });
const layers = (...names) => names.flatMap((name) => [`**/${name}/**`, `../${name}`, `../../${name}`]);

export default defineConfig(
  {
    ignores: [
      'node_modules',
      '.motcua',
      'dist',
      'coverage',
      'eslint.config.mjs',
      'jest.config.js',
      'api/docs-init.js',
      'api/**/*.js',
      'api/**/*.mjs',
      'tests/support/*.mjs',
      'web/*.mts',
      'web/src/api/contract.d.ts',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // `'own' | UnitId` says more than `string`.
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      'import-x/no-cycle': ['error', { maxDepth: 12, ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
    settings: {
      'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js'] } },
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
  },
  {
    files: ['tests/**', 'bench/**', 'config/migrations/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/require-await': 'off' },
  },
  forbid(
    ['domain/**'],
    [
      [
        ...layers('config', 'activities', 'workflows', 'api', 'scripts', 'tests'),
        'node:*',
        '@temporalio/*',
        'knex',
        'ajv',
        'express',
      ],
      'domain is pure and imports nothing but itself',
    ],
  ),
  forbid(
    ['config/**'],
    [layers('activities', 'workflows', 'api', 'scripts', 'tests'), 'config stands below everything but domain'],
  ),
  {
    // A worker bundles what it imports here: a value import of an activity or of Node would break determinism.
    files: ['workflows/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            typesOnly(layers('activities'), 'workflows call activities through proxies: import types only'),
            {
              group: [
                ...layers('config', 'api', 'scripts', 'tests'),
                'node:*',
                'knex',
                'ajv',
                'express',
                '@temporalio/client',
                '@temporalio/worker',
              ],
              message: 'not inside a workflow',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setImmediate'],
      // A workflow is one function: its state is its closure.
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What workflows import is loaded once for all of them: what a module remembered, one would know of another.
    files: ['workflows/**', 'domain/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          ':matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
          ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > NewExpression[callee.name=/Map$|Set$/][arguments.length=0]',
        ].map((selector) => ({ selector, message: 'a module keeps nothing that changes' })),
      ],
    },
  },
  forbid(['activities/**'], [layers('api', 'scripts', 'tests'), 'activities stand below the API']),
  {
    // What a component shows is markup, which is long by nature.
    files: ['web/**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }] },
  },
  forbid(
    ['web/**'],
    [
      layers('domain', 'config', 'activities', 'workflows', 'scripts', 'tests'),
      'the web application knows the product by the types of its contract only',
    ],
  ),
  forbid(
    ['api/**'],
    [layers('scripts', 'tests'), 'the API stands below the scripts'],
    [['**/activities/**'], 'the API changes things through workflows only'],
  ),
);
