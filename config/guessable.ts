import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { withoutMarks } from '../domain/message';

/**
 * What people in Viet Nam begin with, and the words of this work: no list made elsewhere has them. Without marks, since
 * passwords are typed so.
 */
const WORDS =
  'matkhau anhyeuem emyeuanh yeuem yeuanh iuem vietnam dongthap caolanh sadec hongngu hanoi saigon hochiminh ' +
  'motcua mot-cua hoso congchuc canbo buudien quantri lanhdao chuyenvien hanhchinh dichvucong tthc ubnd ' +
  'nguyen tran pham huynh hoang phan dang bui duong anh thanh minh hung dung tuan linh huong lan phuong';

/** How many tries a password must withstand, as a power of ten: more than anybody can make against a stored one in a year. */
const TRIES = 10;

/** Making it takes a tenth of a second, and most processes never ask. */
let estimator: ZxcvbnFactory | undefined;

/**
 * Whether somebody who knows how people choose comes upon a password soon: among the most used ones, or made of their
 * words, keys that lie side by side, dates, repetitions. (ASVS 5.0, 6.2.4, 6.2.11; NIST SP 800-63B, 3.1.1.2)
 * @param about what an attacker knows of the account: its name and whose it is
 */
export function isGuessable(password: string, about: string[]): boolean {
  const graphs = adjacencyGraphs;
  estimator ??= new ZxcvbnFactory({ dictionary: { ...dictionary, own: WORDS.split(' ') }, graphs });
  const known = about.flatMap(waysToWrite).filter((word) => word.length > 2);
  return estimator.check(password.normalize('NFC'), known).guessesLog10 < TRIES;
}

/** A name as it is, each of its words, and all of them in one, with marks and without. */
function waysToWrite(name: string): string[] {
  return [name, withoutMarks(name)].flatMap((written) => {
    const words = written.split(/[^\p{L}\p{N}]+/u);
    return [written, words.join(''), ...words];
  });
}
