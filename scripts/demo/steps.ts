import type { Catalogue } from '../../domain/catalogue';
import type { Procedure } from '../../domain/procedure';
import type { Fate } from './orders';
import { whole, type Random } from './random';

export type Desk = 'counter' | 'specialist' | 'head' | 'signatory';
export type Step = {
  desk: Desk;
  action: string;
  /** How many positions after the step before it; 0 right away. */
  after: number;
  content: Record<string, unknown>;
};

const step = (desk: Desk, action: string, after: number, content: Record<string, unknown> = {}): Step => ({
  ...{ desk, action, after, content },
});

/** The way of a dossier after its receipt. */
export function stepsOf(catalogue: Catalogue, procedure: Procedure, fate: Fate, name: string, random: Random): Step[] {
  const haste = procedure.limits.direct?.unit === 'same-day';
  const later = (most: number) => (haste ? 1 : whole(random, 1, most));
  const forward = step('counter', 'forward', 0);
  const arrive = [
    step('specialist', 'confirm-forwarded', 1),
    step('head', 'assign', 0, { officer: 'chuyen-vien', note: 'Theo lĩnh vực phụ trách' }),
  ];
  const decide = [
    step('specialist', 'submit-for-signature', haste ? 0 : later(4), { summary: 'Hồ sơ đủ điều kiện (mẫu)' }),
    step('signatory', 'sign', later(2)),
  ];
  const back = [step('counter', 'result-in', 0), step('counter', 'return', later(3), { receivedBy: name })];
  const way = [forward, ...arrive, ...decide, ...back];
  switch (fate) {
    case 'returned':
      return way;
    case 'left':
      return way.slice(0, whole(random, 0, way.length - 1));
    case 'given-back': {
      const reason = { reason: 'Phiếu chuyển thiếu chữ ký bên giao (mẫu)' };
      return [forward, step('specialist', 'give-back', 1, reason), step('counter', 'forward', 1), ...way.slice(1)];
    }
    case 'refused': {
      const why = { reason: 'Không thuộc đối tượng theo quy định (mẫu)', legalBasis: 'Căn cứ của thủ tục (mẫu)' };
      const refused = step('head', 'refuse', 0, why);
      return [forward, step('specialist', 'confirm-forwarded', 1), refused, ...back.slice(1)];
    }
    case 'supplemented': {
      const { process } = procedure;
      if (!catalogue.actionOf(process, 'assigned', 'request-supplement')) return way;
      const papers = procedure.documents.slice(0, 1).map((document) => ({ name: document.name.vi }));
      const ask = { reason: 'Giấy tờ đã hết thời hạn (mẫu)', papers };
      const asked = step('specialist', 'request-supplement', 0, ask);
      const taken = step('counter', 'take-supplement', later(3));
      return [forward, ...arrive, asked, taken, ...arrive.slice(1), ...decide, ...back];
    }
  }
}
