import { useCallback, useRef } from 'react';

export type Scans = {
  add: (scan: Promise<unknown>) => void;
  /** Done when all are there. @throws what one of them failed for: nothing goes without a scan that was on its way */
  arrived: () => Promise<unknown>;
};

/** Scans that are still on their way: a form that is sent meanwhile waits for them. */
export function useScans(): Scans {
  const coming = useRef(new Set<Promise<unknown>>());
  const add = useCallback((scan: Promise<unknown>) => {
    const gone = () => coming.current.delete(scan);
    coming.current.add(scan);
    scan.then(gone, gone);
  }, []);
  const arrived = useCallback(() => Promise.all(coming.current), []);
  return { add, arrived };
}
