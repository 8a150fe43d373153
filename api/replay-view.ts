import { REPLAY_DIFFERENCES, type ReplayCertificate, type ReplayDifference } from '../domain/replay';
import type { Language } from '../domain/text';
import type { ReplayEntry, ResultRow } from './reads/replays';
import { actorView, API } from './views';

export function replayPath(id: string): string {
  return `${API}/replays/${id}`;
}

export function replayView({ state, done, differing }: ReplayEntry) {
  const { id, scope, total, orderedAt, by, reason, stage, ended } = state;
  const self = replayPath(id);
  return {
    id,
    scope,
    reason: reason ?? null,
    stage,
    orderedAt,
    by: actorView(by),
    total,
    done,
    differing,
    endedAt: ended?.at ?? null,
    endedBy: ended ? actorView(ended.by) : null,
    results: ended?.results ?? null,
    links: { self, results: `${self}/results`, differing: `${self}/results?differing=true` },
  };
}

/** What was found of one subject; the certificate is exactly what was hashed. */
export function resultView(replayId: string, { subject, certificate, sha256 }: ResultRow) {
  const parsed = JSON.parse(certificate) as ReplayCertificate;
  const self = `${replayPath(replayId)}/results/${subject}`;
  const [kind = '', id = ''] = subject.split(':');
  return {
    subject: { kind, id },
    verdict: parsed.verdict,
    differences: parsed.differences.map((difference) => ({
      ...difference,
      title: REPLAY_DIFFERENCES[difference.what],
    })),
    certificate: parsed,
    sha256,
    links: { self, file: `${self}/file`, about: `${API}/${kind}s/${id}` },
  };
}

const HEADS: Record<Language, string[]> = {
  vi: ['Đối tượng', 'Kết luận', 'Khác giữa', 'Khác gì', 'Sự kiện số', 'Trường', 'Lần chạy', 'Chứng nhận (SHA-256)'],
  en: ['Subject', 'Verdict', 'Between', 'What', 'Event', 'Field', 'Run', 'Certificate (SHA-256)'],
};
const VERDICTS: Record<Language, Record<ReplayCertificate['verdict'], string>> = {
  vi: { agrees: 'khớp', differs: 'khác' },
  en: { agrees: 'agrees', differs: 'differs' },
};

/** One row a difference, and one for a subject without any. */
export function resultCells(rows: ResultRow[], language: Language): (string | number | null)[][] {
  const cells = rows.flatMap(({ subject, certificate, sha256 }) => {
    const { verdict, differences } = JSON.parse(certificate) as ReplayCertificate;
    const told: (ReplayDifference | undefined)[] = differences.length > 0 ? differences : [undefined];
    return told.map((one) => [
      subject,
      VERDICTS[language][verdict],
      one?.between ?? null,
      one ? REPLAY_DIFFERENCES[one.what][language] : null,
      one?.seq ?? null,
      one?.field ?? null,
      one?.run ?? null,
      sha256,
    ]);
  });
  return [HEADS[language], ...cells];
}
