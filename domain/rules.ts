import type { Limit } from './deadline';
import type { Text } from './text';
import type { LocalDate } from './time';

/** A template of law: numbers alone are ambiguous (05 is the control slip of 2018 and the stop notice of 2025). */
export type LegalForm = { regulation: string; number: string; title: Text };

/**
 * The general rules of law as they stood in a period; the set is chosen by the day of receipt.
 * A process names a limit of it (`{ "rule": "supplementNotice" }`) instead of repeating it.
 */
export type RuleSet = {
  code: string;
  validFrom: LocalDate;
  validTo?: LocalDate;
  title: Text;
  limits: { supplementNotice: Limit; forwarding: Limit };
  /** Printed documents by kind: `appointment-slip`, `supplement-slip`, `refusal-slip`, `apology-slip`, `control-slip` … */
  forms: { [kind: string]: LegalForm };
  sources: string[];
  unverified?: string[];
};

/** A limit written out, or one that the rule set of the day of receipt gives. */
export type LimitRef = Limit | { rule: keyof RuleSet['limits'] };

export function resolveLimit(limit: LimitRef, rules: RuleSet): Limit {
  return 'rule' in limit ? rules.limits[limit.rule] : limit;
}
