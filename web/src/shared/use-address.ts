import { useSearchParams } from 'wouter';

/**
 * What a page is narrowed to, kept in its address: a reload, a bookmark and the way back show the same.
 * @param defaults what holds where the address says nothing; such values stay out of it
 */
export function useAddress<Values extends Record<string, string>>(
  defaults: Values,
): [Values, (changes: Partial<Values>) => void] {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(
    Object.entries(defaults).map(([name, standard]) => [name, params.get(name) ?? standard]),
  ) as Values;
  const change = (changes: Partial<Values>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes) as [string, string | undefined][]) {
          if (value === undefined || value === defaults[name]) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return [values, change];
}

/** Without what is empty: the API takes no empty filters. */
export function filled<Values extends Record<string, string>>(values: Values): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<Values>;
}
