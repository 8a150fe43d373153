import { calendarOf } from '../../../domain/calendar';
import type { Actor } from '../../../domain/actor';
import type { PermissionTable } from '../../../domain/permission';
import type { StagePlan } from '../../../domain/plan';
import type { Evidence } from '../../../domain/readiness';
import type { StaffMember } from '../../../domain/staff';
import { startOfDay, toInstant, toMillis, type Instant } from '../../../domain/time';
import { evolveTransfer, type TransferEvent, type TransferState } from '../../../domain/transfer';
import { shippedPermissions } from '../../support/permissions';
import { decideTransfer, type TransferWish } from '../../../domain/transfer-command';
import { happening, reviewTransfer } from '../../../domain/transfer-review';

const [permissions] = shippedPermissions() as [PermissionTable];

export const UNIT = '87@2018-08-01';
export const FIELD = 'tai-chinh';
const title = { vi: 'x', en: 'x' };
const staff = { kind: 'staff', group: 'post', of: 'official', least: 1, certifiedMonths: 24 } as const;

export const PLAN: StagePlan = {
  id: 'p',
  version: 1,
  title,
  graceDays: 5,
  openDossiers: 'hand-over',
  stages: [
    { name: 'planned', title, groups: ['government'], criteria: [] },
    { name: 'preparing', title, groups: ['government'], criteria: [], daysBefore: 60 },
    {
      name: 'trial',
      title,
      groups: ['government', 'post'],
      criteria: [{ name: 'staff', title, ...staff }],
      daysBefore: 14,
    },
    {
      name: 'in-force',
      title,
      groups: ['post'],
      daysBefore: 0,
      criteria: [
        { name: 'staff', title, ...staff },
        { name: 'trial-result', title, kind: 'trial', dossiers: 2, errorRate: 0.1 },
        { name: 'authority', title, kind: 'confirmed', by: 'authority' },
        { name: 'post', title, kind: 'confirmed', by: 'post', validDays: 90 },
      ],
    },
  ],
  handBack: [{ name: 'take-back', title, kind: 'confirmed', by: 'authority' }],
};

const CALENDAR = calendarOf({
  code: 'c',
  years: { from: 2018, to: 2027 },
  hours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [['07:00', '17:00']]])),
  daysOff: [],
  daysWorked: [],
  sources: [],
});

export const member = (more: Partial<StaffMember> = {}): StaffMember => ({
  id: 'sen',
  name: 'Trần Thị Sen',
  group: 'post',
  unit: UNIT,
  kind: 'official',
  postedFrom: '2020-01-01',
  postedTo: '2021-12-01',
  recordedAt: '2020-01-02T00:00:00.000Z',
  certificates: [{ field: FIELD, unit: UNIT, passedOn: '2020-06-01', recordedAt: '2020-06-02T00:00:00.000Z' }],
  ...more,
});
export const officer = (role: 'authority-officer' | 'post-manager', id: string = role): Actor => ({
  id,
  role,
  unit: UNIT,
  actsFor: [UNIT],
});

/** A transfer with the world around it, played step by step. */
export class Play {
  state: TransferState;
  events: TransferEvent[] = [];
  staff: StaffMember[] = [];
  trial = { received: 0, wrong: 0, lastAt: undefined as Instant | undefined };

  constructor(
    public now: Instant,
    effectiveOn: string,
  ) {
    const opening = {
      id: 't',
      programme: 'g',
      decision: '1469',
      unit: UNIT,
      field: FIELD,
      scope: 'both' as const,
      plan: { id: 'p', version: 1 },
      effectiveOn,
    };
    const event = happening(undefined, { kind: 'begun', opening, stage: 'planned' }, now, now);
    this.events.push(event);
    this.state = evolveTransfer(undefined, event);
    this.review();
  }

  get evidence(): Evidence {
    const { lastAt, ...counts } = this.trial;
    return {
      staff: this.staff,
      equipment: [],
      confirmations: this.state.confirmations,
      needed: 0,
      trial: { ...counts, ...(lastAt && { lastAt }) },
    };
  }

  /** Everything that happens by itself; the moment of the next look. */
  review(): Instant | undefined {
    for (;;) {
      const circumstances = { plan: PLAN, calendar: CALENDAR, evidence: this.evidence, now: this.now };
      const { event, nextAt } = reviewTransfer(this.state, circumstances);
      if (!event) return nextAt;
      this.apply(event);
    }
  }

  apply(event: TransferEvent) {
    this.events.push(event);
    this.state = evolveTransfer(this.state, event);
  }

  wish(actor: Actor, wish: TransferWish) {
    this.apply(decideTransfer({ plan: PLAN, permissions }, this.state, wish, actor, this.now, 'c'));
    this.review();
  }

  at(now: Instant) {
    this.now = now;
    return this.review();
  }

  ready() {
    this.staff = [member()];
    this.review();
    this.trial = { received: 20, wrong: 0, lastAt: this.now };
    this.wish(officer('authority-officer'), { action: 'confirm', criterion: 'authority', note: 'đạt' });
    this.wish(officer('post-manager'), { action: 'confirm', criterion: 'post', note: 'đạt' });
  }
}

export const on = (date: string, hours = 3) => toInstant(toMillis(startOfDay(date)) + hours * 3_600_000);
export const kinds = (play: Play) => play.events.map(({ kind }) => kind);
