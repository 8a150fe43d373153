import type { Response } from 'express';
import type { GuessGuard } from '../limits';
import { Refusal } from '../../domain/problem';
import type { IssuerParts } from './provider';

export type MountParts = Omit<IssuerParts, 'origins'> & {
  publicUrl: string;
  /** Slows down whoever tries out passwords from one address, whatever the accounts. */
  guesses: GuessGuard;
};

export function html(res: Response, status: number, body: string): void {
  res.status(status).type('html').send(body);
}

export async function held(guesses: GuessGuard, address = ''): Promise<{ is: 'waiting'; seconds: number } | undefined> {
  try {
    await guesses.check(address);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { is: 'waiting', seconds: Number(error.params.seconds ?? 1) };
  }
}

export type Form = { account?: string; password?: string; new?: string; repeat?: string };

/** A field that is sent twice is a list, and none that the form has. */
export function textsOf(body: unknown): Form {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string' && value.length <= 200));
}
