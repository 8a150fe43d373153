import { Text as Line } from '@mantine/core';

/** One thing that is so, under its name. */
export function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Line size="sm" c="dimmed">
        {name}
      </Line>
      <Line fw={600} className="wrap">
        {value}
      </Line>
    </div>
  );
}
