import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

const SECRET = ['authorization', 'cookie', 'idempotency-key', 'x-api-key', 'proxy-authorization'];

// Personal data lives in bodies and forms; secrets live in headers. Neither may reach a log, wherever an object is put.
const REDACTED = [
  ...SECRET.flatMap((header) => [`req.headers["${header}"]`, `headers["${header}"]`]),
  'res.headers["set-cookie"]',
  'body',
  '*.body',
  'form',
  '*.form',
  'password',
  '*.password',
  'token',
  '*.token',
];

/** The logger of one process, JSON lines to standard output unless another destination is given. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: REDACTED, censor: '[…]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
