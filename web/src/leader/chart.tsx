import { useId } from 'react';
import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useLanguage } from '../language';
import { leader } from './words';

/** Patterns, so that a print in black and white tells the parts apart; `solid` is the good part. */
type Pattern = 'solid' | 'hatched' | 'dotted';

export type Series = { key: string; name: string; kind: Pattern | 'line'; stack?: string };
export type Point = { name: string } & { [series: string]: number | string | null };

/** Bars, stacked or side by side, and lines over them. What it shows stands in a table as well, so it is one picture. */
export function Chart({ name, points, series }: { name: string; points: Point[]; series: Series[] }) {
  const { say } = useLanguage();
  const id = useId().replace(/\W/g, '');
  return (
    <figure className="chart" role="img" aria-label={say(leader.chart, { name })}>
      <ResponsiveContainer width="100%" height={300}>
        <ComposedChart data={points} margin={{ top: 8, right: 8, bottom: 8, left: 0 }} accessibilityLayer={false}>
          <defs>
            <Patterns id={id} />
          </defs>
          <CartesianGrid strokeDasharray="2 4" vertical={false} />
          <XAxis dataKey="name" tick={{ fontSize: 12 }} minTickGap={8} />
          <YAxis tick={{ fontSize: 12 }} allowDecimals={false} width={48} />
          <Tooltip isAnimationActive={false} />
          <Legend />
          {series.map(({ key, name: title, kind, stack }) =>
            kind === 'line' ? (
              <Line
                key={key}
                {...{ dataKey: key, name: title, stroke: '#111', strokeWidth: 2, strokeDasharray: '6 3' }}
                {...{ dot: { r: 3, fill: '#fff' }, isAnimationActive: false }}
              />
            ) : (
              <Bar
                key={key}
                {...{ dataKey: key, name: title, stackId: stack, fill: `url(#${id}-${kind})`, stroke: '#0b3a66' }}
                {...{ isAnimationActive: false, maxBarSize: 48 }}
              />
            ),
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

function Patterns({ id }: { id: string }) {
  const box = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' } as const;
  return (
    <>
      <pattern id={`${id}-solid`} {...box}>
        <rect width="8" height="8" fill="#1864ab" />
      </pattern>
      <pattern id={`${id}-hatched`} {...box} patternTransform="rotate(45)">
        <rect width="8" height="8" fill="#fff" />
        <rect width="4" height="8" fill="#c92a2a" />
      </pattern>
      <pattern id={`${id}-dotted`} {...box}>
        <rect width="8" height="8" fill="#fff" />
        <circle cx="4" cy="4" r="2" fill="#495057" />
      </pattern>
    </>
  );
}
