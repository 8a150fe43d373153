import type { Role } from './process';

/** What is done about the personal data of a dossier has a chain of its own: it is about staff, and stays after erasure. */
export const privacySubject = (dossierId: string): string => `${PRIVACY}${dossierId}`;
export const PRIVACY = 'privacy:';

/** Roles that call an applicant or compare papers with an identity card. Who only decides or looks over has no need to. */
export const MAY_REVEAL: readonly Role[] = ['post-clerk', 'government-clerk', 'specialist', 'head-of-unit'];
