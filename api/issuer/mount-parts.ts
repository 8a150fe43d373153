import type { Response } from 'express';
import type { GuessGuard } from '../limits';
import { Refusal } from '../../domain/problem';
import { signIn, type SignIn } from './credentials';
import type { IssuerParts } from './provider';
import { noteTry } from './sign-in-notes';

export type MountParts = Omit<IssuerParts, 'origins'> & {
  publicUrl: string;
  /** Slows down whoever tries out passwords from one address, whatever the accounts. */
  guesses: GuessGuard;
};

export function html(res: Response, status: number, body: string): void {
  res.status(status).type('html').send(body);
}

type Try = SignIn | { is: 'waiting'; seconds: number };

/** A try with a password, noted, and counted against the address it came from when it was wrong. */
export async function tried({ db, guesses, notes }: MountParts, address: string | undefined, form: Form): Promise<Try> {
  const { account = '', password = '' } = form;
  const found = (await held(guesses, address)) ?? (await signIn(db, account, password));
  noteTry(notes, found, address);
  if (found.is === 'wrong') await guesses.failed(address ?? '');
  return found;
}

async function held(guesses: GuessGuard, address = ''): Promise<{ is: 'waiting'; seconds: number } | undefined> {
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
