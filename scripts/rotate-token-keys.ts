import { readEnv } from '../config/env';
import { openHome } from '../config/home';
import { TokenKeys } from '../config/token-keys';

/**
 * Adds a key that signs from now on: what `npm run key:rotate` runs. Tokens under way are taken until they run out, and
 * a running API sees the new key by itself. Run it twice more to be rid of a key that somebody may have seen.
 */
const kid = new TokenKeys(openHome(readEnv().home, { exclusive: false }).keys).rotate();
console.log(`Khóa ký mới (new signing key): ${kid}`);
