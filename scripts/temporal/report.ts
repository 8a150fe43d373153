import type { Text } from '../../domain/text';

/** How a start says what it is doing, in both languages. */
export type Report = (text: Text) => void;

export const reportToConsole: Report = (text) => {
  console.log(`${text.vi}\n  ${text.en}`);
};
