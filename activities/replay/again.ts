import type { WorkflowBundleOption } from '@temporalio/worker';
import { workflowOfSubject } from '../../config/archive';
import { canonical, sha256 } from '../../config/canonical';
import type { ReplayFile } from '../../config/replay/material';
import type { ReplayCertificate } from '../../domain/replay';
import { certificateHash, certify } from './certify';
import { replayCode, replayRuns } from './replay-code';

/** What came of replaying a file once more, without the installation that it comes from. */
export type ReplayedAgain = {
  /** The certificate is the one of which the hash was given. */
  certificateHolds: boolean;
  /** What of the material is not what the certificate speaks of: `runs`, `record`, `projection`. */
  otherMaterial: string[];
  /** The same workflow code; another may come to another verdict on the replay, never on the rest. */
  sameCode: boolean;
  /** The certificate as it is written here and now. */
  found: ReplayCertificate;
  /** Verdict and differences are those of the certificate. */
  agrees: boolean;
};

/** Replays the histories of a file with the code at hand, and compares everything anew. */
export async function replayAgain(file: ReplayFile, bundle: WorkflowBundleOption): Promise<ReplayedAgain> {
  const { certificate, material, sha256: expected } = file;
  const workflowId = workflowOfSubject(material.subject);
  const replayed = await replayRuns(
    bundle,
    material.runs.map(({ runId, json }) => ({ runId, json, workflowId })),
  );
  const found = certify(material, replayed, replayCode(bundle), certificate.at);
  const parts = ['subject', 'runs', 'record', 'projection'] as const;
  return {
    certificateHolds: certificateHash(certificate) === expected,
    otherMaterial: parts.filter((part) => hashOf(found[part]) !== hashOf(certificate[part])),
    sameCode: found.code.workflows === certificate.code.workflows,
    found,
    agrees: found.verdict === certificate.verdict && hashOf(found.differences) === hashOf(certificate.differences),
  };
}

const hashOf = (value: unknown) => sha256(canonical(value));
