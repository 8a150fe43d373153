import { types } from 'node:util';

/** Also one that a native module made in another realm of the process. */
export function isError(error: unknown): error is Error {
  return error instanceof Error || types.isNativeError(error);
}

/** Knex puts the whole statement with its values before the message: names and numbers that must not reach a log. */
export function withoutData(error: unknown): {
  type?: string;
  code?: string;
  message: string;
  stack?: string;
} {
  if (!isError(error)) return { message: 'not an error' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const { code } = error as { code?: string };
  return { type: error.name, code, message: error.message.split(' - ').at(-1) ?? '', stack: frames.join('\n') };
}
