import type { Text } from '../domain/text';

/** Why the product cannot start, said to the operator in both languages. Whoever starts it prints the message and exits 1. */
export class StartError extends Error {
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(`${text.vi}\n${text.en}`, options);
    this.name = 'StartError';
    this.text = text;
  }
}
