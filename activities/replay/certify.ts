import { canonical, sha256 } from '../../config/canonical';
import { CHAIN_START } from '../../config/chain';
import type { ReplayMaterial } from '../../config/replay/material';
import type { ReplayCertificate, ReplayCode, ReplayDifference } from '../../domain/replay';
import type { Instant } from '../../domain/time';
import { compareMaterial } from './compare';

/** Differences told in one certificate; the verdict does not depend on how many they are. */
const MOST = 100;

/**
 * What was found of one subject, in the form that is hashed and given away.
 * @param replayed what today's code does not follow of its histories
 */
export function certify(
  material: ReplayMaterial,
  replayed: ReplayDifference[],
  code: ReplayCode,
  at: Instant,
): ReplayCertificate {
  const { subject, runs, record, projection } = material;
  const differences = [...replayed, ...compareMaterial(material)];
  return {
    format: 'mot-cua-replay/1',
    subject,
    at,
    code,
    runs: runs.map(({ runId, archived, sha256: hash, json }) => ({
      runId,
      archived,
      sha256: hash,
      events: eventsIn(json),
    })),
    record: { events: record.length, hash: record.at(-1)?.hash ?? CHAIN_START },
    projection: projection && { columns: projection.columns, state: sha256(canonical(projection.state)) },
    verdict: differences.length === 0 ? 'agrees' : 'differs',
    differences: differences.slice(0, MOST),
  };
}

/** The hash by which a certificate is known. */
export function certificateHash(certificate: ReplayCertificate): string {
  return sha256(canonical(certificate));
}

function eventsIn(json: string): number {
  try {
    return (JSON.parse(json) as { events: unknown[] }).events.length;
  } catch {
    return 0;
  }
}
