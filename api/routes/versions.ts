import type { Catalogue } from '../../domain/catalogue';
import { definitionOf, type Definition } from '../../domain/definition';
import { differences } from '../../domain/difference';
import { Refusal } from '../../domain/problem';
import type { Procedure } from '../../domain/procedure';
import type { LocalDate } from '../../domain/time';
import { isOwn } from '../../domain/versions';
import { ok, signedIn, type Handler } from '../call';
import { draftPath } from '../draft-view';
import { publishedDrafts, type DraftRow } from '../reads/drafts';
import { API } from '../views';

/** All versions of a procedure, oldest first: where each comes from, and when it is in force. */
export const listVersions: Handler = signedIn(async ({ read, catalogue }, { path, today }) => {
  const { code = '' } = path;
  const versions = catalogue.proceduresOf(code);
  const [latest] = versions.slice(-1);
  if (!latest) throw new Refusal('not-found');
  const drafts = await publishedDrafts(read, code);
  const withdrawn = drafts.filter(({ state }) => state.stage === 'withdrawn').map(withdrawnView);
  const items = [...versions.map((version) => versionView(version, drafts, today)), ...withdrawn];
  return ok({ procedure: { code, name: latest.name }, items: items.sort((a, b) => a.version - b.version) });
});

export const readVersion: Handler = signedIn(({ catalogue }, { path, today }) => {
  const { procedure, process, forms } = required(catalogue, path.code ?? '', Number(path.version));
  return ok({ ...versionView(procedure, [], today), definition: { procedure, process, forms } });
});

export const readDifference: Handler = signedIn(({ catalogue }, call) => {
  const { from, to } = call.query as { from: number; to: number };
  const { code = '' } = call.path;
  const [before, after] = [required(catalogue, code, from), required(catalogue, code, to)];
  return ok({ procedure: { code, name: after.procedure.name }, from, to, items: differences(before, after) });
});

/** @throws Refusal not-found, version-not-found */
function required(catalogue: Catalogue, code: string, version: number): Definition {
  if (catalogue.proceduresOf(code).length === 0) throw new Refusal('not-found');
  const found = definitionOf(catalogue, code, version);
  if (!found) throw new Refusal('version-not-found', { version });
  return found;
}

function versionView(version: Procedure, drafts: DraftRow[], today: LocalDate) {
  const { code, version: number, validFrom, validTo, process } = version;
  const draft = drafts.find(({ state }) => state.published?.version === number && state.stage === 'published')?.state;
  return {
    version: number,
    origin: isOwn(version) ? ('own' as const) : ('shipped' as const),
    state: stateOf(version, today),
    validFrom,
    validTo: validTo ?? null,
    process,
    publishedBy: draft?.last.by ?? null,
    publishedAt: draft?.last.at ?? null,
    links: {
      self: `${API}/procedures/${encodeURIComponent(code)}/versions/${number}`,
      ...(draft && { draft: draftPath(draft.id) }),
    },
  };
}

function withdrawnView({ state }: DraftRow) {
  const { id, validFrom = '', published, last } = state;
  return {
    version: published?.version ?? 0,
    origin: 'own' as const,
    state: 'withdrawn' as const,
    validFrom,
    validTo: validFrom,
    process: published?.process ?? { id: '', version: 0 },
    publishedBy: last.by,
    publishedAt: last.at,
    links: { draft: draftPath(id) },
  };
}

/** A shipped version that would begin after an own one is never in force: the owner is shown that it is there. */
function stateOf({ validFrom, validTo }: Procedure, today: LocalDate) {
  if (validTo !== undefined && validTo <= validFrom) return 'superseded' as const;
  if (validFrom > today) return 'coming' as const;
  return validTo !== undefined && validTo <= today ? ('past' as const) : ('in-force' as const);
}
