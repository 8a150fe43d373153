import type { Actor, DossierUnits } from '../../domain/actor';
import type { Calendar } from '../../domain/calendar';
import { Catalogue } from '../../domain/catalogue';
import type { Limit } from '../../domain/deadline';
import {
  checkAction,
  checkOpening,
  evolve,
  takeStep,
  type DossierEvent,
  type DossierState,
  type Opening,
} from '../../domain/dossier';
import { Refusal } from '../../domain/problem';
import { stageOf, type Lifecycle } from '../../domain/process';
import { localDate, type LocalDate } from '../../domain/time';
import { shipped } from './calendars';
import { instant, type LifeCase } from './cases';

const catalogue = new Catalogue(shipped);
const process = { id: 'standard', version: 1 };
const units: DossierUnits = { receiving: 'receiving', deciding: 'deciding' };
/** What brings a dossier from the desk to the specialist; none of it touches the period. */
const TO_APPRAISAL = ['receive', 'forward', 'confirm-forwarded', 'assign'];

/**
 * Plays a case through the reducer with the shipped standard process and the rules of its day of receipt.
 * Gives the state at the end, and the code of each step's refusal (undefined where it was taken).
 * @throws CalendarGap
 */
export function play(calendar: Calendar, { received, limit, steps }: LifeCase) {
  const dossier = new Life(calendar, limit, received);
  for (const action of TO_APPRAISAL) dossier.take(received, action);
  const refused = steps.map(({ at, do: action, to }) => dossier.try(at, action, to));
  return { state: dossier.state, refused };
}

class Life {
  state: DossierState | undefined;
  readonly #lifecycle: Lifecycle;
  readonly #rules: string;

  constructor(
    readonly calendar: Calendar,
    readonly limit: Limit | null,
    received: string,
  ) {
    const rules = catalogue.rulesAt(localDate(instant(received)));
    if (!rules) throw new Error(`no rules on ${received}`);
    this.#rules = rules.code;
    this.#lifecycle = catalogue.lifecycle(process, rules);
  }

  try(text: string, name: string, to?: LocalDate): string | undefined {
    try {
      this.take(text, name, to);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  take(text: string, name: string, extendTo?: LocalDate): void {
    const at = instant(text);
    const by = this.#actorFor(name);
    const action = this.state
      ? checkAction(this.#lifecycle, this.state, name, by, at)
      : checkOpening(this.#lifecycle, name, by, units);
    const command = { id: `${name} ${at}`, action: name, expectedSeq: this.state?.seq ?? 0, actor: by };
    const receipt = action.receives && { code: 'H20', receivedAt: at, rules: this.#rules, limit: this.limit };
    const event: DossierEvent = takeStep(this.#lifecycle, this.state, command, action, {
      at,
      calendarAt: () => this.calendar,
      limit: this.limit,
      extendTo,
      ...(receipt && { receipt }),
      ...(!this.state && { opening: this.#opening() }),
    });
    this.state = evolve(this.state, event);
  }

  /** Somebody whom the process lets take the action: who may is not what these cases are about. */
  #actorFor(name: string): Actor {
    const stage = this.state && stageOf(this.#lifecycle, this.state.stage);
    const action = this.#lifecycle.actions.find((each) => each.name === name);
    const [role] = (action?.by ?? stage?.actors)?.roles ?? [];
    if (!role) throw new Error(`nobody may take ${name}`);
    return { id: role, role, unit: '', actsFor: Object.values(units) };
  }

  #opening(): Opening {
    const procedure = { code: '0', version: 1 };
    return { id: 'd', procedure, process, field: 'f', channel: 'direct', units, rules: this.#rules };
  }
}
