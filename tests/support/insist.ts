import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from './caller';

/** Sends the same again, as a careful client does, until it is answered for good. */
export async function insist(send: () => Promise<Answer>): Promise<Answer> {
  let answer = await send();
  for (const end = Date.now() + 180_000; [202, 503].includes(answer.status) && Date.now() < end;) {
    await pause(200);
    answer = await send();
  }
  return answer;
}
