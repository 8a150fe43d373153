import type { StaffingRule } from './staffing';

/** How an authority computes the counters that its workload needs; a matter of policy, so it is configuration. */
export type StaffingConfig = StaffingRule & {
  code: string;
  /** Weeks of arrivals that are looked at. */
  weeks: number;
  /** Minutes at the counter for one dossier. */
  handlingMinutes: number;
  sources?: string[];
  unverified?: string[];
};

/** Where nothing is configured: four of five applicants wait no longer than a quarter of an hour. */
export const STAFFING: StaffingConfig = {
  code: 'standard',
  target: { waitMinutes: 15, share: 0.8 },
  most: 12,
  least: 1,
  smooth: 3,
  peak: 0.95,
  weeks: 8,
  handlingMinutes: 12,
  unverified: ['target', 'most', 'handlingMinutes'],
};
