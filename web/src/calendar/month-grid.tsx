import './calendar.css';
import { useLanguage } from '../language';
import { today } from '../shared/dates';
import { day as dayName } from '../shell/format';
import type { Day } from './calls';
import { calendarWords } from './words';

/** Hours as people write them: `07:00–11:30, 13:30–17:00`; empty where there are none. */
export const hoursOf = (hours: Day['hours']) => hours.map((span) => span.join('–')).join(', ');

/** Not as every week: what is decided has its decision, the weekly rest has none. */
export const isSpecial = ({ reason, decision }: Day) => reason !== undefined && decision !== undefined;

/** Monday is the first day of a week. */
const weekdayOf = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The days of a month as they hang on the wall. */
export function MonthGrid({ days }: { days: Day[] }) {
  const { say, language } = useLanguage();
  const first = days[0];
  if (!first) return null;
  const gaps: (Day | undefined)[] = Array.from({ length: weekdayOf(first.date) });
  const cells = [...gaps, ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  // Any seven days that begin with a Monday name the columns.
  const names = Array.from({ length: 7 }, (_, i) => dayName(`2026-11-${String(23 + i)}`, language).split(',')[0]);
  return (
    <div className="month-scroll" tabIndex={0} role="region" aria-label={say(calendarWords.calendar)}>
      <table className="month">
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, i) => (
            <tr key={i}>
              {Array.from({ length: 7 }, (_, place) => (
                <Cell key={place} day={week[place]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ day }: { day?: Day }) {
  const { say } = useLanguage();
  if (!day) return <td />;
  const { date, hours, intake } = day;
  const reason = isSpecial(day) && day.reason;
  const isToday = date === today();
  const marks = [hours.length === 0 && 'off', reason && 'special', isToday && 'today'].filter(Boolean).join(' ');
  return (
    <td className={marks} aria-current={isToday ? 'date' : undefined}>
      <b>{Number(date.slice(8))}</b>
      {hours.length === 0 ? (
        <span>{say(calendarWords.off)}</span>
      ) : (
        hours.map((span) => (
          <span key={span.join()} className="number">
            {span.join('–')}
          </span>
        ))
      )}
      {intake.length > 0 && hoursOf(intake) !== hoursOf(hours) && (
        <span>{say(calendarWords.intakeOnly, { hours: hoursOf(intake) })}</span>
      )}
      {reason && <em>{say(reason)}</em>}
    </td>
  );
}
