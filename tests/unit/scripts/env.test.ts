import { EnvError, databasePlace, readEnv, temporalAddressOf } from '../../../config/env';
import type { Variables } from '../../../config/env-reader';

function faultsOf(variables: Variables): EnvError {
  try {
    readEnv(variables);
  } catch (error) {
    if (error instanceof EnvError) return error;
    throw error;
  }
  throw new Error('the environment was accepted');
}

test('an empty environment is the embedded profile', () => {
  const env = readEnv({});
  expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', namespace: 'mot-cua', grpcCompression: 'none' });
  expect(temporalAddressOf(env)).toBe('127.0.0.1:7233');
  expect(databasePlace(env)).toEqual({ file: expect.stringMatching(/mot-cua\.db$/), keys: { home: env.home } });
});

test('the public address is that of the port, unless it is said; its last slash goes', () => {
  expect(readEnv({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  expect(readEnv({ PUBLIC_URL: 'https://motcua.dongthap.gov.vn/' }).publicUrl).toBe('https://motcua.dongthap.gov.vn');
});

test.each(['motcua.example.vn', 'ftp://motcua.example.vn', 'https://a.vn/?x=1', 'https://u:p@a.vn', 'https://a.vn/#x'])(
  'the public address %s is refused',
  (address) => {
    expect(faultsOf({ PUBLIC_URL: address }).text.en).toContain('PUBLIC_URL: needs the form https://host/path');
  },
);

test('an empty variable counts as absent', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: ' ', MOTCUA_CLOCK: '' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
  });
});

test('every wrong variable is named at once, in both languages', () => {
  const wrong = {
    PORT: '70000',
    TEMPORAL_ADDRESS: 'http://temporal',
    TEMPORAL_NAMESPACE: 'một cửa',
    MOTCUA_RETENTION_DAYS: '1.5',
    MOTCUA_CONFIG: '/no/such/folder',
    DATABASE_URL: 'mysql://u:matkhau@h/d',
    LOG_LEVEL: 'loud',
    MOTCUA_CLOCK: '2020-10-05T07:30:00',
  };
  const error = faultsOf(wrong);
  expect(error.faults).toHaveLength(Object.keys(wrong).length);
  for (const name of Object.keys(wrong)) {
    expect(error.text.vi).toContain(`${name}: `);
    expect(error.text.en).toContain(`${name}: `);
  }
});

test('the password of a wrong database URL is not repeated', () => {
  expect(faultsOf({ DATABASE_URL: 'mysql://u:matkhau@h/d' }).message).not.toContain('matkhau');
});

test('one port for both servers is a fault, unless Temporal runs elsewhere', () => {
  const same = { PORT: '7300', MOTCUA_TEMPORAL_PORT: '7300' };
  expect(faultsOf(same).text.en).toContain('PORT: is the same as MOTCUA_TEMPORAL_PORT');
  expect(readEnv({ ...same, TEMPORAL_ADDRESS: 'temporal:7233' }).port).toBe(7300);
});

test('gRPC is compressed to another machine only', () => {
  expect(readEnv({ TEMPORAL_ADDRESS: 'temporal:7233' }).grpcCompression).toBe('gzip');
  expect(readEnv({ TEMPORAL_ADDRESS: 'localhost:7233' }).grpcCompression).toBe('none');
});
