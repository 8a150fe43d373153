import type { RequiredDocument } from './procedure';

/** A paper as it was handed in: counted at the counter, scanned or sent as files, or both. */
export type HandedIn = { code: string; originals: number; copies: number; uploads: string[] };

/**
 * The required papers that are not there. Files stand in for paper, since an online dossier has no other;
 * of a group of alternatives one is enough.
 * @param applies whether a conditional paper is asked for, given the content of the form
 */
export function missingDocuments(
  list: RequiredDocument[],
  handedIn: HandedIn[],
  applies: (document: RequiredDocument) => boolean,
): RequiredDocument[] {
  const complete = (document: RequiredDocument) => {
    const given = handedIn.find((paper) => paper.code === document.code);
    if (!given) return false;
    return given.uploads.length > 0 || (given.originals >= document.originals && given.copies >= document.copies);
  };
  const answered = new Set(
    list.filter((document) => document.oneOf && complete(document)).map((document) => document.oneOf),
  );
  return list.filter(
    (document) =>
      document.required &&
      !(document.oneOf && answered.has(document.oneOf)) &&
      applies(document) &&
      !complete(document),
  );
}

/** Codes that are not on the procedure's list: nobody may ask for papers outside it. (Nghị định 61/2018/NĐ-CP, Điều 5) */
export function unknownDocuments(list: RequiredDocument[], handedIn: HandedIn[]): string[] {
  return handedIn.map((paper) => paper.code).filter((code) => !list.some((document) => document.code === code));
}
