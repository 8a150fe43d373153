/** What is done about the personal data of a dossier has a chain of its own: it is about staff, and stays after erasure. */
export const PRIVACY = 'privacy:';
export const privacySubject = (dossierId: string): string => `${PRIVACY}${dossierId}`;
