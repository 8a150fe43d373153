import { resolveTemplate } from '../../domain/print-document';
import { ledgerVariables } from '../../domain/print-ledger';
import { Refusal } from '../../domain/problem';
import type { LocalDate } from '../../domain/time';
import { unitId } from '../../domain/unit';
import { signedIn, type Handler } from '../call';
import { requireReach } from '../permit';
import { documentReply, formatOf } from '../print-format';
import { ledgerEntries } from '../reads/ledger';
import { registeredUnit } from '../register-access';

/** The ledger of a unit (sổ theo dõi hồ sơ) for a period of one year, on the form of the law of its first day. */
export const readLedger: Handler = signedIn(async ({ read, catalogue }, call) => {
  const unit = registeredUnit(catalogue, call.path.unit ?? '', call.today);
  const id = unitId(unit);
  requireReach(catalogue, call, id);
  const { from, to } = periodOf(call.query as Period, call.today);
  const form = catalogue.rulesAt(from)?.forms.ledger;
  const template = form && catalogue.template('ledger', form);
  if (!template) throw new Refusal('print-template-missing', { kind: 'ledger' });
  const entries = await ledgerEntries(read, catalogue, { unit: id, from, to });
  const facts = { unit, from, to, entries, printedAt: call.now };
  const document = resolveTemplate(template, ledgerVariables(facts, template), call.now);
  return documentReply(document, formatOf(call, 'pdf'), `so-theo-doi-${unit.code}-${from}-${to}`);
});

type Period = { from?: LocalDate; to?: LocalDate };

/** The year so far, unless said otherwise. @throws Refusal period-wrong: a ledger is of one year */
function periodOf({ from, to }: Period, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const year = (from ?? to ?? today).slice(0, 4);
  const last = year === today.slice(0, 4) ? today : `${year}-12-31`;
  const period = { from: from ?? `${year}-01-01`, to: to ?? last };
  if (period.from > period.to || period.to.slice(0, 4) !== year) throw new Refusal('period-wrong');
  return period;
}
