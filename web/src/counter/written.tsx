import { Text as Line } from '@mantine/core';

/** What was written in a form, as it stands on the record: values without the names that only programs know. */
export function Written({ content }: { content: Record<string, unknown> }) {
  const values = valuesOf(content);
  return (
    values.length > 0 && (
      <Line size="sm" className="wrap">
        {values.join(' · ')}
      </Line>
    )
  );
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(valuesOf);
  return value && typeof value === 'object' ? Object.values(value).flatMap(valuesOf) : [];
}
