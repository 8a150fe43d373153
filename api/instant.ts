import { Refusal } from '../domain/problem';
import { isInstant, toInstant, toMillis, type Instant } from '../domain/time';

/**
 * An instant of a request in the one shape in which instants compare as text.
 * @throws Refusal invalid-request that points to where it stands
 */
export function instantAt(pointer: string, written: string): Instant {
  if (isInstant(written)) return toInstant(toMillis(written));
  const message = { vi: 'không có thời điểm này', en: 'is no instant that exists' };
  throw new Refusal('invalid-request', {}, [{ pointer, rule: 'format', message }]);
}
