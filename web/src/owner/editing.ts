import type { Check } from './calls';
import type { Content, Form } from './definition';

/** What every part of the draft page needs: what is written, how to change it, and what is wrong with it. */
export type Editing = {
  content: Content;
  /** Forms that the process uses, as they are published. */
  forms: Form[];
  checks: readonly Check[];
  /** Nothing may be changed: somebody is reviewing, or it is over. */
  locked: boolean;
  edit: (change: (content: Content) => void) => void;
};
