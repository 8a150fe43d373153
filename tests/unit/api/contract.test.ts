import { readContract, type Operation } from '../../../api/contract';
import { HANDLERS } from '../../../api/handlers';
import { validators } from '../../../api/validate';
import { checkPermissions } from '../../../api/permit';
import { PROBLEMS, Refusal } from '../../../domain/problem';
import { shippedPermissions } from '../../support/permissions';
import { catalogue } from './tiny-catalogue';

const contract = readContract();

test('every operation of the document has a handler, and every handler an operation', () => {
  expect(contract.operations.map(({ id }) => id).sort()).toEqual(Object.keys(HANDLERS).sort());
});

test('commands ask for a key, and only public pages are open', () => {
  for (const { id, method, parameters } of contract.operations) {
    const asks = parameters.some(({ name }) => name === 'Idempotency-Key');
    expect([id, asks]).toEqual([id, method !== 'get' && id !== 'saveUpload']);
  }
  const open = contract.operations.filter((operation) => operation.open).map(({ id }) => id);
  expect(open.sort()).toEqual(
    [
      'lookUp',
      'readContract',
      'readDocsAsset',
      'readDocsPage',
      'readLive',
      'readProblem',
      'readReady',
      'readSignIn',
      'readSealKeys',
      'showLookupPage',
    ].sort(),
  );
});

test('every operation names a permission of the shipped table, and says that it may be refused', () => {
  const [table] = shippedPermissions();
  for (const { id, open, permission, path, method } of contract.operations) {
    expect([id, open || permission in (table?.rows ?? {})]).toEqual([id, true]);
    const paths = contract.document.paths as Record<string, Record<string, { responses: object }>>;
    const described = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method]?.responses ?? {};
    expect([id, '403' in described]).toEqual([id, !open]);
  }
});

test('an operation without a permission, or with an unknown one, keeps the API from starting', () => {
  const forgotten = { ...contract.operations[0], id: 'forgotten', open: false, permission: '' } as Operation;
  const rest = { ...contract, operations: [forgotten] };
  expect(() => checkPermissions(rest, catalogue)).toThrow(/forgotten/);
  expect(() =>
    checkPermissions({ ...rest, operations: [{ ...forgotten, permission: 'dossier.rea' }] }, catalogue),
  ).toThrow(/dossier\.rea/);
  expect(() =>
    checkPermissions({ ...rest, operations: [{ ...forgotten, permission: 'public' }] }, catalogue),
  ).toThrow();
  expect(() => checkPermissions(contract, catalogue)).not.toThrow();
});

test('every problem is named in the document', () => {
  const unnamed = Object.keys(PROBLEMS).filter((code) => !contract.text.includes(`\`${code}\``));
  // These say no more than their status does.
  expect(unnamed.sort()).toEqual(['command-not-found', 'dossier-not-found', 'method-not-allowed', 'not-found']);
});

describe('a request is checked against the document', () => {
  const checks = validators(contract);
  const check = (
    id: string,
    query: string,
    more: { path?: Record<string, string>; headers?: Record<string, string>; body?: unknown } = {},
  ) => checks.get(id)?.({ path: {}, headers: {}, body: undefined, ...more, query: new URLSearchParams(query) });

  const faults = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return (error as { faults: { pointer: string; rule: string }[] }).faults.map(
        ({ pointer, rule }) => `${pointer} ${rule}`,
      );
    }
    return [];
  };

  test('the check of every operation can be made', () => {
    const headers = { 'idempotency-key': 'k' };
    for (const [id, each] of checks) {
      try {
        each({ path: {}, query: new URLSearchParams(), headers, body: undefined });
      } catch (error) {
        expect([id, error]).toEqual([id, expect.any(Refusal)]);
      }
    }
  });

  test('numbers and truths are read from text, defaults are filled in, empty parameters are as if not there', () => {
    expect(check('searchDossiers', 'open=false&limit=7&field=')?.query).toEqual({ open: false, limit: 7 });
    expect(check('listWork', '')?.query).toEqual({ limit: 50 });
  });

  test.each([
    ['limit=0', '/query/limit minimum'],
    ['limit=x', '/query/limit type'],
    ['limit=1&limit=2', '/query/limit type'],
    ['role=system', '/query/role enum'],
    ['late=maybe', '/query/late enum'],
    ['nonsense=1', '/query/nonsense additionalProperties'],
    ['field=%00', '/query/field control-character'],
  ])('%s is refused', (query, fault) => {
    expect(faults(() => check('listWork', query))).toEqual([fault]);
  });

  test.each(['2020-02-30', '2019-02-29', '2026-13-01', '25/11/2026'])('the date %s does not exist', (date) => {
    expect(faults(() => check('listUnits', `date=${date}`))).toEqual(['/query/date format']);
  });

  test('faults of a body point into the body', () => {
    const headers = { 'idempotency-key': 'k' };
    const body = {
      procedure: 1,
      unit: '87',
      channel: 'fax',
      content: {},
      documents: [{ code: 'a', originals: -1 }],
      extra: 1,
    };
    expect(faults(() => check('openDossier', '', { headers, body })).sort()).toEqual(
      ['/channel enum', '/documents/0/originals minimum', '/extra additionalProperties', '/procedure type'].sort(),
    );
  });

  test('a missing key has its own problem', () => {
    expect(() => check('openDossier', '', { body: {} })).toThrow(
      expect.objectContaining({ code: 'idempotency-key-missing' }),
    );
  });
});
