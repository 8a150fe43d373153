import { EnvError, readEnv } from '../../../config/env';

const faults = (variables: Record<string, string>): string[] => {
  try {
    readEnv(variables);
    return [];
  } catch (error) {
    return (error as EnvError).faults.map(({ en }) => en);
  }
};

test('without configuration every channel is off, and internal addresses are refused', () => {
  const { relay } = readEnv({});
  expect(relay).toMatchObject({ smtp: undefined, sms: undefined, zalo: undefined, allowPrivate: false });
});

test('a channel is on with all that it needs', () => {
  const { relay } = readEnv({
    SMTP_URL: 'smtps://u:p@mail.example.vn',
    MAIL_FROM: 'mot-cua@example.vn',
    ZALO_URL: 'http://10.0.0.5/zalo',
    ZALO_SECRET: '0123456789abcdef',
    WEBHOOK_ALLOW_PRIVATE: '1',
  });
  expect(relay).toMatchObject({
    smtp: { url: 'smtps://u:p@mail.example.vn', from: 'mot-cua@example.vn' },
    zalo: { url: 'http://10.0.0.5/zalo', secret: '0123456789abcdef' },
    allowPrivate: true,
  });
});

test('half a configuration is a fault, and no message repeats a secret', () => {
  expect(faults({ SMTP_URL: 'smtp://u:geheim@h' })).toEqual(['MAIL_FROM: needs the sender, a@b.vn']);
  expect(faults({ SMTP_URL: 'geheim', MAIL_FROM: 'a@b.vn' })).toEqual(['SMTP_URL: needs the form smtp://host:port']);
  expect(faults({ SMS_URL: 'https://h/', SMS_SECRET: 'geheim' })).toEqual([
    'SMS_SECRET: needs a secret of at least 16 characters',
  ]);
  for (const url of ['geheim', 'https://u:geheim@h/'])
    expect(faults({ SMS_URL: url })).toEqual([
      'SMS_URL: needs the form https://host/path, without a name and password',
    ]);
  expect(faults({ WEBHOOK_ALLOW_PRIVATE: 'yes', RELAY_ATTEMPTS: '0' })).toHaveLength(2);
});
