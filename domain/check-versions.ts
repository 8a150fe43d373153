import type { CatalogueData } from './catalogue';
import type { CheckFault } from './check-fault';
import { isOwn, OWN_FROM } from './versions';

/** A file may not take a number that an owner could have given, or gives later. */
export function checkShippedNumbers({ procedures, processes, forms }: CatalogueData): CheckFault[] {
  const reason = {
    vi: `số phiên bản từ ${OWN_FROM} dành cho phiên bản công bố trong phần mềm`,
    en: `numbers from ${OWN_FROM} on are for versions that are published in the product`,
  };
  return [...procedures, ...processes, ...forms].filter(isOwn).map((row) => ({ row, path: '/version', reason }));
}
