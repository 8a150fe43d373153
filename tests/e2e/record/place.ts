import type { Page } from 'playwright-core';
import type { Program } from '../../support/program';

/** What tests of the record share: the product, and somebody who signs in at a computer. */
export type Place = {
  /** The product's folder. */
  home: string;
  program: () => Program;
  windowOf: (account: string) => Promise<Page>;
  /** What is wrong on a page, in both languages. */
  faults: (page: Page) => Promise<string[]>;
  /** Ends the product and starts it again with other variables. */
  restart: (more: Record<string, string>) => Promise<void>;
};

export const [CLERK, HEAD] = ['cong-chuc.mot-cua', 'giam-doc.trung-tam'];
export const [AUDITOR, OFFICER] = ['kiem-tra', 'can-bo.kstthc'];

export const menu = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });
