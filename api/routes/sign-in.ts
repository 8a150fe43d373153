import { Refusal } from '../../domain/problem';
import { ok, type Handler } from '../call';

/** Where to sign in, for the web application and other clients. */
export const readSignIn: Handler = async ({ tokens }) => {
  try {
    return ok(await tokens.place());
  } catch {
    throw new Refusal('issuer-unavailable');
  }
};
