import { checkPeriod, repeated, type CheckFault } from './check-fault';
import type { RuleSet } from './rules';

/** Rule sets follow each other day by day without end: on every day of receipt exactly one holds. */
export function checkRules(rules: RuleSet[]): CheckFault[] {
  const inOrder = rules.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const gaps = inOrder.flatMap((set, i): CheckFault[] => {
    const next = inOrder[i + 1];
    if (set.validTo === next?.validFrom) return [];
    const reason = next
      ? {
          vi: `phải là ${next.validFrom}, ngày bộ quy tắc «${next.code}» bắt đầu`,
          en: `must be ${next.validFrom}, when the rule set “${next.code}” begins`,
        }
      : { vi: 'bộ quy tắc cuối cùng không được có ngày hết hiệu lực', en: 'the last rule set must not end' };
    return [{ row: set, path: '/validTo', reason }];
  });
  return [...repeated(rules, (set) => set.code, '/code'), ...rules.flatMap((set) => checkPeriod(set, set)), ...gaps];
}
