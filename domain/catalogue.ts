import { calendarOf, localCalendarOf, type Calendar, type CalendarData, type LocalCalendar } from './calendar';
import { fillSlot, type Form } from './form';
import { ANY, messageKey, type MessageKey, type MessageTemplate } from './message';
import { NO_PERMISSIONS, type PermissionTable } from './permission';
import type { Decision, StagePlan } from './plan';
import type { PrintKind, PrintTemplate } from './print-template';
import { decidedAt, type Field, type JsonSchema, type Procedure } from './procedure';
import { STAFFING, type StaffingConfig } from './staffing-config';
import { actionOf, lifecycleOf, type Action, type Lifecycle, type Process } from './process';
import { REMINDERS, type ReminderRule } from './reminder';
import type { LegalForm, RuleSet } from './rules';
import type { LocalDate } from './time';
import { isOpen, unitId, type Unit, type UnitId } from './unit';

/** The whole configuration as rows. */
export type CatalogueData = {
  units: Unit[];
  fields: Field[];
  procedures: Procedure[];
  processes: Process[];
  forms: Form[];
  /** The first is the one that every unit has that has none of its own. */
  calendars: CalendarData[];
  /** Units that work at other hours or close on other days. */
  localCalendars?: LocalCalendar[];
  rules: RuleSet[];
  /** An authority that transfers nothing to the Post has neither plans nor decisions. */
  plans?: StagePlan[];
  decisions?: Decision[];
  /** At most one. */
  staffing?: StaffingConfig[];
  /** At most one. */
  reminders?: ReminderRule[];
  /** Where nothing is to be told there are none. */
  messages?: MessageTemplate[];
  /** Without templates nothing can be printed. */
  templates?: PrintTemplate[];
  /** At most one. Without it nobody may do anything. */
  permissions?: PermissionTable[];
};

/** What a dossier keeps of the configuration from its beginning, and from its receipt. */
type Pinned = {
  procedure: { code: string; version: number };
  process: { id: string; version: number };
  rules: string;
  receipt?: { rules: string };
};

const key = (id: string, version: number) => `${id}@${version}`;

/** A dossier is under a version that was published after this catalogue was made, or that was never loaded. */
export class NotLoaded extends Error {}

/** The configuration made ready for questions. Immutable: a change of configuration makes a new one. */
export class Catalogue {
  readonly #units: Map<UnitId, Unit>;
  readonly #unitsByCode = new Map<string, Unit[]>();
  readonly #procedures = new Map<string, Procedure[]>();
  readonly #processes: Map<string, Process>;
  readonly #forms: Map<string, Form>;
  readonly #calendar: Calendar;
  readonly #localCalendars = new Map<UnitId, Calendar>();
  readonly #lifecycles = new Map<string, Lifecycle>();
  readonly #messages: Map<string, MessageTemplate>;
  readonly #predecessors = new Map<UnitId, UnitId[]>();

  constructor(readonly data: CatalogueData) {
    this.#units = new Map(data.units.map((unit) => [unitId(unit), unit]));
    this.#processes = new Map(data.processes.map((process) => [key(process.id, process.version), process]));
    this.#forms = new Map(data.forms.map((form) => [key(form.id, form.version), form]));
    this.#messages = new Map((data.messages ?? []).map((message) => [messageKey(message), message]));
    for (const unit of data.units) {
      this.#unitsByCode.set(unit.code, [...(this.#unitsByCode.get(unit.code) ?? []), unit]);
      if (unit.successor) {
        this.#predecessors.set(unit.successor, [...(this.#predecessors.get(unit.successor) ?? []), unitId(unit)]);
      }
    }
    for (const procedure of data.procedures) {
      this.#procedures.set(procedure.code, [...(this.#procedures.get(procedure.code) ?? []), procedure]);
    }
    for (const versions of this.#procedures.values()) versions.sort((a, b) => a.version - b.version);
    const [calendar] = data.calendars;
    if (!calendar) throw new Error('the configuration has no calendar');
    this.#calendar = calendarOf(calendar);
    for (const local of data.localCalendars ?? []) {
      const base = data.calendars.find(({ code }) => code === local.base);
      if (!base) throw new Error(`no calendar ${local.base}`);
      const own = localCalendarOf(base, local);
      for (const unit of local.units) this.#localCalendars.set(unit, own);
    }
  }

  /** Working time of the province: of every unit that has no calendar of its own. */
  get calendar(): Calendar {
    return this.#calendar;
  }

  /** Working time of a unit. */
  calendarAt(unit: UnitId): Calendar {
    return this.#localCalendars.get(unit) ?? this.#calendar;
  }

  unit(id: UnitId): Unit | undefined {
    return this.#units.get(id);
  }

  /** All rows of a code; two of them may be two different places. */
  unitsOf(code: string): Unit[] {
    return this.#unitsByCode.get(code) ?? [];
  }

  /** The unit that a code (or a full unit id) means on a date. */
  unitAt(codeOrId: string, date: LocalDate): Unit | undefined {
    const exact = this.#units.get(codeOrId);
    if (exact) return isOpen(exact, date) ? exact : undefined;
    return this.unitsOf(codeOrId).find((unit) => isOpen(unit, date));
  }

  /** The unit and all those whose work it carries on, so that no open dossier is orphaned by a merger. */
  actsFor(id: UnitId): UnitId[] {
    return [id, ...(this.#predecessors.get(id) ?? []).flatMap((before) => this.actsFor(before))];
  }

  field(code: string): Field | undefined {
    return this.data.fields.find((field) => field.code === code);
  }

  /** Who decides dossiers of a field that are received at a unit on a date. */
  decidingUnit(field: Field, receiving: Unit, date: LocalDate): Unit | undefined {
    const rule = decidedAt(field, receiving.level, date);
    if (!rule) return undefined;
    return rule.unit === 'own' ? receiving : this.unit(rule.unit);
  }

  /** Whether dossiers of a field are received at a unit on a date. Whether the unit is open then is not asked. */
  servesField(unit: Unit, field: string, date: LocalDate): boolean {
    const known = this.field(field);
    return unit.kind === 'one-stop' && known !== undefined && this.decidingUnit(known, unit, date) !== undefined;
  }

  /** All versions of a procedure, oldest first. */
  proceduresOf(code: string): Procedure[] {
    return this.#procedures.get(code) ?? [];
  }

  procedureAt(code: string, date: LocalDate): Procedure | undefined {
    return this.proceduresOf(code).find((procedure) => isOpen(procedure, date));
  }

  procedure(code: string, version: number): Procedure | undefined {
    return this.proceduresOf(code).find((procedure) => procedure.version === version);
  }

  process(ref: { id: string; version: number }): Process | undefined {
    return this.#processes.get(key(ref.id, ref.version));
  }

  get plans(): StagePlan[] {
    return this.data.plans ?? [];
  }

  plan(ref: { id: string; version: number }): StagePlan | undefined {
    return this.plans.find((plan) => plan.id === ref.id && plan.version === ref.version);
  }

  /** Who may do what, and how far. */
  get permissions(): PermissionTable {
    return this.data.permissions?.[0] ?? NO_PERMISSIONS;
  }

  /** How the need for counters is computed. */
  get staffing(): StaffingConfig {
    return this.data.staffing?.[0] ?? STAFFING;
  }

  /** What is said when something happens; the text for everything (`*`) where there is none for it. Nothing when it is off. */
  message(key: MessageKey): MessageTemplate | undefined {
    const found = this.#messages.get(messageKey(key)) ?? this.#messages.get(messageKey({ ...key, kind: ANY }));
    return found?.off ? undefined : found;
  }

  /** When people are reminded of an appointment. */
  get reminders(): ReminderRule {
    return this.data.reminders?.[0] ?? REMINDERS;
  }

  get decisions(): Decision[] {
    return this.data.decisions ?? [];
  }

  /** A decision by its number as it is cited, such as `1469/QĐ-UBND-HC`. */
  decision(number: string): Decision | undefined {
    return this.decisions.find((decision) => decision.number === number);
  }

  /** The newest template of a kind; of a form of law that one, since a number alone may mean two. */
  template(kind: PrintKind, form?: Pick<LegalForm, 'regulation' | 'number'>): PrintTemplate | undefined {
    const all = (this.data.templates ?? []).filter((one) => one.kind === kind);
    const own = form
      ? all.filter(({ regulation, number }) => regulation === form.regulation && number === form.number)
      : all;
    return own.toSorted((a, b) => b.version - a.version)[0];
  }

  /** A whole action, with form, texts and condition, of a process. */
  actionOf(ref: { id: string; version: number }, stage: string, name: string): Action | undefined {
    const process = this.process(ref);
    return process && actionOf(process, stage, name);
  }

  rulesAt(date: LocalDate): RuleSet | undefined {
    return this.data.rules.find((rules) => isOpen(rules, date));
  }

  rules(code: string): RuleSet | undefined {
    return this.data.rules.find((rules) => rules.code === code);
  }

  /** The moves of a process under the rules of a period; made once and kept. */
  lifecycle(ref: { id: string; version: number }, rules: RuleSet): Lifecycle {
    const id = `${key(ref.id, ref.version)}/${rules.code}`;
    const known = this.#lifecycles.get(id);
    if (known) return known;
    const process = this.process(ref);
    if (!process) throw new NotLoaded(`no process ${key(ref.id, ref.version)}`);
    const lifecycle = lifecycleOf(process, rules);
    this.#lifecycles.set(id, lifecycle);
    return lifecycle;
  }

  /** The procedure as it was when the dossier began. */
  procedureOf({ procedure: { code, version } }: Pinned): Procedure {
    const procedure = this.procedure(code, version);
    if (!procedure) throw new NotLoaded(`the procedure ${code}@${version} of a dossier is not loaded`);
    return procedure;
  }

  /** The moves of a dossier: its pinned process under the rules of its day of receipt. */
  movesOf({ process, rules: atStart, receipt }: Pinned): Lifecycle {
    const code = receipt?.rules ?? atStart;
    const rules = this.rules(code);
    if (!rules) throw new NotLoaded(`the rule set ${code} of a dossier is not loaded`);
    return this.lifecycle(process, rules);
  }

  /** A form by its reference `id@version`. */
  form(ref: string): Form | undefined {
    return this.#forms.get(ref);
  }

  /** A form's schema with the procedure's own questions in it. */
  formSchema(form: Form, procedure: Procedure): JsonSchema {
    return fillSlot(form.schema, procedure.details);
  }
}
