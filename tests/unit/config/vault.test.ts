import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../../../config/env';
import { parseKeys } from '../../../config/key-ring';
import { encrypt, CipherBroken, decrypt } from '../../../config/cipher';
import { Vault } from '../../../config/vault';
import { dented, TEST_KEYS } from '../../support/keys';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mot-cua-keys-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('what is encrypted opens with its key at its place, and nowhere else', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const encrypted = encrypt(key, 'a/contents/1', '087200001234');
  expect(encrypted).not.toContain('087200001234');
  expect(encrypt(key, 'a/contents/1', '087200001234')).not.toBe(encrypted);
  expect(decrypt(key, 'a/contents/1', encrypted)).toBe('087200001234');
  for (const [wrong, place, text] of [
    [other, 'a/contents/1', encrypted],
    [key, 'a/contents/2', encrypted],
    [key, 'a/contents/1', dented(encrypted)],
    [key, 'a/contents/1', encrypted.slice(0, 20)],
  ] as const)
    expect(() => decrypt(wrong, place, text)).toThrow(CipherBroken);
});

test('a data key opens for its own dossier, and after it was wrapped anew; erased, nothing opens', () => {
  const vault = new Vault({ home });
  const holder = { id: 'a', dataKey: vault.newDataKey('a') };
  const encrypted = vault.encrypt(holder, 'parties/owner', 'Ân');
  const added = vault.ring.add();
  const anew = { id: 'a', dataKey: vault.rewrap(holder) };
  expect(anew.dataKey.startsWith(`${added?.id}.`)).toBe(true);
  for (const one of [holder, anew]) expect(vault.open(one, 'parties/owner', encrypted)).toBe('Ân');
  expect(() => vault.open({ ...holder, id: 'b' }, 'parties/owner', encrypted)).toThrow(CipherBroken);
  expect(vault.open({ id: 'a', dataKey: null }, 'parties/owner', encrypted)).toBeUndefined();
  expect(() => vault.encrypt({ id: 'a', dataKey: null }, 'parties/owner', 'x')).toThrow();
});

test('of many keys made one right after the other, the newest wraps and every one opens', () => {
  const [vault, other] = [new Vault({ home }), new Vault({ home })];
  const wrapped = Array.from({ length: 50 }, () => ({ added: vault.ring.add(), dataKey: vault.newDataKey('a') }));
  for (const { added, dataKey } of wrapped) expect(dataKey.split('.')[0]).toBe(added?.id);
  for (const { dataKey } of wrapped) expect(() => other.rewrap({ id: 'a', dataKey })).not.toThrow();
});

test('keys are made once, for this account only; another process sees what was added', () => {
  const [one, two] = [new Vault({ home }), new Vault({ home })];
  const holder = { id: 'a', dataKey: one.newDataKey('a') };
  const file = join(home, 'keys', 'data');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(parseKeys(readFileSync(file, 'utf8'))).toHaveLength(1);
  expect(two.rewrap(holder).split('.')[0]).toBe('k1');
  const encrypted = one.encryptShort('commands/c', '{}');
  one.ring.add();
  const later = { id: 'b', dataKey: one.newDataKey('b') };
  expect(two.open(later, 'x', one.encrypt(later, 'x', 'y'))).toBe('y');
  expect(two.openShort('commands/c', encrypted)).toBe('{}');
  expect(one.blind('phone', '+84 912 345 678')).toBe(two.blind('phone', '0912.345.678'));
  expect(one.blind('phone', '0912345678')).not.toBe(one.blind('identity', '0912345678'));
});

test('keys come from the environment or a file, and what is wrong with them is told without them', () => {
  const key = Buffer.alloc(32, 5).toString('base64');
  const keys = (variables: Record<string, string>) => readEnv({ MOTCUA_HOME: home, ...variables }).keys;
  expect(keys({ MOTCUA_DATA_KEYS: `a:${key},b:${key}`, MOTCUA_SEARCH_KEY: key })).toEqual({
    home,
    dataKeys: `a:${key},b:${key}`,
    searchKey: key,
  });
  const file = join(home, 'search-key');
  writeFileSync(file, `${key}\n`);
  expect(keys({ MOTCUA_SEARCH_KEY_FILE: file, MOTCUA_DATA_KEYS_FILE: '/run/secrets/data' })).toMatchObject({
    searchKey: key,
    dataKeysFile: '/run/secrets/data',
  });
  const secret = 'not-a-key-but-a-secret';
  for (const [name, more] of [
    ['MOTCUA_DATA_KEYS', {}],
    ['MOTCUA_SEARCH_KEY', {}],
    ['MOTCUA_SEARCH_KEY_FILE', {}],
    ['MOTCUA_DATA_KEYS_FILE', { MOTCUA_DATA_KEYS: `a:${key}` }],
  ] as const) {
    const fault = () => keys({ [name]: secret, ...more });
    expect(fault).toThrow(name);
    if (!name.endsWith('FILE')) expect(fault).not.toThrow(secret);
  }
});

test('a key that is gone, and a file that is no list of keys, are named', () => {
  const lost = new Vault({ home }).newDataKey('a');
  const elsewhere = new Vault(TEST_KEYS);
  expect(() => elsewhere.rewrap({ id: 'a', dataKey: lost })).toThrow(/k1/);
  expect(elsewhere.ring.add()).toBeUndefined();
  for (const bad of ['', 'k1', 'k1:abc', 'k 1:AAAA', `${TEST_KEYS.dataKeys} ${TEST_KEYS.dataKeys}`])
    expect(parseKeys(bad)).toBeUndefined();
});
