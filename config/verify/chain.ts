/** One link of a chain, as later checks need it. */
export type Link = { seq: number; hash: string; recordedAt: string };

/** A subject on its way through its events. */
export type Chain = { subject: string; links: Link[]; hash: string; state?: object; broken: boolean };
