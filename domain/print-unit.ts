import { dayWords } from './print-words';
import { localDate, type Instant } from './time';
import type { Unit } from './unit';

/**
 * How a unit heads its papers: the agency above it, its own name, and the place of the date.
 * The name of a One-Stop unit holds the place that it serves after its type («Bộ phận Một cửa xã Tân Mỹ, H. Lấp Vò»).
 */
export function letterhead(unit: Unit | undefined, printedAt: Instant) {
  const name = unit?.name.vi ?? '';
  const from = unit?.type ? name.indexOf(unit.type) : -1;
  const served = from < 0 ? '' : name.slice(from);
  const place =
    from < 0
      ? ''
      : served
          .slice(unit?.type?.length ?? 0)
          .replace(/,.*$/, '')
          .trim();
  return {
    agency: served && `Ủy ban nhân dân ${served.replace(/,.*$/, '')}`.toUpperCase(),
    unit: name.toUpperCase(),
    // A ward that is only a number is no place to write a date at.
    place: /^\d*$/.test(place) ? served.replace(/^./, (letter) => letter.toUpperCase()).replace(/,.*$/, '') : place,
    printedDay: dayWords(localDate(printedAt)),
  };
}
