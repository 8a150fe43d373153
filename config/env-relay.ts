import type { EnvReader } from './env-reader';
import { urlFault } from './public-address';

/** Where text and Zalo messages are handed over; the secret signs them. */
export type Gateway = { url: string; secret: string };

/** How messages and events go out. A channel that is not configured is off. */
export type RelayEnv = Readonly<{
  smtp?: { url: string; from: string };
  sms?: Gateway;
  zalo?: Gateway;
  /** Webhooks may go to addresses of this machine and of private networks, and without TLS. */
  allowPrivate: boolean;
  /** The longest that one attempt may take. */
  timeoutMs: number;
  /** After so many failures a message is given up; events are never. */
  attempts: number;
  backoff: { firstMs: number; mostMs: number };
  /** How often the relay looks whether there is something to do. */
  pollMs: number;
}>;

const HOUR = 3_600_000;

export function readRelayEnv(reader: EnvReader): RelayEnv {
  const firstMs = reader.integer('RELAY_BACKOFF_MS', 30_000, 10, 24 * HOUR);
  return {
    smtp: smtpOf(reader),
    sms: gatewayOf(reader, 'SMS'),
    zalo: gatewayOf(reader, 'ZALO'),
    allowPrivate: reader.oneOf('WEBHOOK_ALLOW_PRIVATE', ['0', '1'] as const) === '1',
    timeoutMs: reader.integer('RELAY_TIMEOUT_MS', 10_000, 100, 300_000),
    // With half a minute first and an hour at most: about eighteen hours.
    attempts: reader.integer('RELAY_ATTEMPTS', 24, 1, 1000),
    backoff: { firstMs, mostMs: Math.max(firstMs, reader.integer('RELAY_BACKOFF_MAX_MS', HOUR, 10, 24 * HOUR)) },
    pollMs: reader.integer('RELAY_POLL_MS', 500, 10, 60_000),
  };
}

// Neither value is repeated in a message: an URL may hold a password.
function smtpOf(reader: EnvReader): RelayEnv['smtp'] {
  const [url, from] = [reader.text('SMTP_URL'), reader.text('MAIL_FROM')];
  if (url === undefined) return undefined;
  if (!isUrl(url, /^smtps?:$/)) {
    return reader.fault('SMTP_URL', 'cần dạng smtp://máy:cổng', 'needs the form smtp://host:port');
  }
  if (from !== undefined && /^[^\s@<>]+@[^\s@<>]+$/.test(from)) return { url, from };
  return reader.fault('MAIL_FROM', 'cần địa chỉ thư gửi đi như mot-cua@co-quan.gov.vn', 'needs the sender, a@b.vn');
}

function gatewayOf(reader: EnvReader, name: 'SMS' | 'ZALO'): Gateway | undefined {
  const [url, secret] = [reader.text(`${name}_URL`), reader.text(`${name}_SECRET`)];
  if (url === undefined) return undefined;
  if (urlFault(url, true)) {
    return reader.fault(
      `${name}_URL`,
      'cần dạng https://máy/đường-dẫn, không có tên và mật khẩu',
      'needs the form https://host/path, without a name and password',
    );
  }
  if (secret !== undefined && secret.length >= 16) return { url, secret };
  return reader.fault(`${name}_SECRET`, 'cần khóa từ 16 ký tự', 'needs a secret of at least 16 characters');
}

function isUrl(text: string, protocol: RegExp): boolean {
  return URL.canParse(text) && protocol.test(new URL(text).protocol);
}
