import type { Action } from './process';
import type { Text } from './text';

type Moves = { actions: Pick<Action, 'name' | 'title' | 'notBy' | 'outcome'>[] };

/** An action of a draft, by its number, that gives up what keeps two persons apart. */
export type LostDuty = { index: number; message: Text };

/**
 * Who appraised does not sign: what a version has settled so, the next one does not unsettle. An action goes on looking over
 * what it looked over, and where a result was signed by a second person, whatever signs it now is too. An owner may put such
 * a rule into a process; taking one out is not his to decide.
 */
export function lostDuties(before: Moves, after: Moves): LostDuty[] {
  const bySecond = before.actions.some(({ outcome, notBy }) => outcome === 'granted' && notBy !== undefined);
  return after.actions.flatMap(({ name, outcome, notBy }, index): LostDuty[] => {
    const kept = before.actions.find((action) => action.name === name)?.notBy;
    if (kept !== undefined && kept !== notBy) return [{ index, message: lost(titleOf(before, kept)) }];
    if (bySecond && outcome === 'granted' && notBy === undefined) return [{ index, message: ALONE }];
    return [];
  });
}

const lost = ({ vi, en }: Text): Text => ({
  vi: `phải do người không làm bước «${vi}» thực hiện, như phiên bản trước`,
  en: `stays with somebody who did not do “${en}”, as in the version before`,
});

const ALONE: Text = {
  vi: 'người quyết định kết quả phải khác người đã thẩm định (notBy)',
  en: 'whoever decides the result is another than who appraised (notBy)',
};

function titleOf({ actions }: Moves, name: string): Text {
  return actions.find((action) => action.name === name)?.title ?? { vi: name, en: name };
}
