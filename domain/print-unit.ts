import { dayWords } from './print-words';
import { localDate, type Instant } from './time';
import type { Unit } from './unit';

/**
 * How a unit heads its papers: the agency above it, its own name, and place and date.
 * @param near another unit of the same matter: a department's row does not say where it is
 */
export function letterhead(unit: Unit | undefined, printedAt: Instant, near?: Unit) {
  const [own, other] = [served(unit), served(near)];
  const area = own || other;
  const day = dayWords(localDate(printedAt));
  return {
    agency: area && `Ủy ban nhân dân ${area}`.toUpperCase(),
    unit: (unit?.name.vi ?? '').toUpperCase(),
    unitName: unit?.name.vi ?? '',
    placeAndDay: area ? `${placeOf(area)}, ${day}` : day.replace(/^n/, 'N'),
  };
}

/** The area that a One-Stop unit serves: its name holds it after the type («Bộ phận Một cửa xã Tân Mỹ, H. Lấp Vò»). */
function served(unit: Unit | undefined): string {
  const name = unit?.name.vi.replace(/,.*$/, '') ?? '';
  const from = unit?.type ? name.indexOf(unit.type) : -1;
  return from < 0 ? '' : name.slice(from);
}

/** The area without its type; a ward that is only a number keeps it. */
function placeOf(area: string): string {
  const bare = area.replace(/^(tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|xã) /, '');
  return /^\d+$/.test(bare) ? area.replace(/^./, (letter) => letter.toUpperCase()) : bare;
}
