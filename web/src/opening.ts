import { readMe, type Me } from './me';
import { openingTokens, type Tokens } from './sign-in';

/** `me` is asked for, and may not have come yet. */
export type Opened = { tokens: Tokens; me: Promise<Me> };

let opening: Promise<Opened> | undefined;

/**
 * Who opens the application, asked for once for each page, and before the application is there.
 * @throws when nobody is signed in
 */
export function opened(): Promise<Opened> {
  return (opening ??= openingTokens().then((tokens) => {
    const me = readMe(tokens.access);
    // Whoever waits for it is told; until then nobody does.
    me.catch(() => undefined);
    return { tokens, me };
  }));
}
