/** Where what was done about the personal data of a dossier stands. */
export const privacyPath = ({ id, code }: { id: string; code: string | null }) =>
  `/du-lieu-ca-nhan/ho-so/${encodeURIComponent(code ?? id)}`;
