import type { SchemaCheck } from '../../config/schema-check';
import type { Catalogue } from '../../domain/catalogue';
import type { Group, Task } from '../../domain/plan';
import { unitId, type UnitId } from '../../domain/unit';
import { UnexpectedAnswer, type Answer, type DemoClient, type Person } from './client';
import { handing } from './content';
import type { Counts } from './counts';
import type { Position } from './days';
import { OFFICER } from './officers';
import type { DossierOrder } from './orders';
import { codeOf, type Postings } from './postings';
import { mulberry32 } from './random';
import { stepsOf, type Step } from './steps';

/** A dossier on its way. */
export type Life = { order: DossierOrder; code: string; seq: number; group: Group; steps: Step[] };

export type LivesParts = {
  api: DemoClient;
  catalogue: Catalogue;
  checks: SchemaCheck;
  postings: Postings;
  counts: Counts;
  seed: number;
};

/** How many of the same-day requests that are with government staff are answered while the applicant waits. */
const AT_ONCE = 0.4;
const MOST_TRIES = 5;
const ROLE: Record<Group, string> = { post: 'post-clerk', government: 'government-clerk' };

/** Those who bring dossiers, and those who work on them. */
export class Lives {
  readonly #responsible = new Map<string, Promise<Group>>();

  constructor(readonly parts: LivesParts) {}

  /** Receives a dossier by whoever is responsible then. Nothing when it is not received or done at once. */
  async receive(order: DossierOrder, { date }: Position): Promise<Life | undefined> {
    const { api, catalogue, checks, counts, seed } = this.parts;
    const random = mulberry32(seed + order.number);
    const { unit, procedure, fate } = order;
    const group = await this.#groupFor(unitId(unit), procedure.field, 'receive', date);
    const { content, documents } = handing(procedure, checks, { random, date });
    const { name } = content.submitter as { name: string };
    const sameDay = procedure.limits.direct?.unit === 'same-day';
    const atOnce = group === 'government' && sameDay && random() < AT_ONCE;
    const what = { procedure: procedure.code, unit: unit.code, channel: 'direct', documents };
    const body = atOnce
      ? { ...what, action: 'answer-at-once', content: { ...content, result: 'Đã trả bản sao (mẫu)' } }
      : { ...what, content };
    const answer = await api.post(this.#clerk(unitId(unit), group), '/dossiers', body);
    counts.steps += 1;
    if (answer.status !== 201) {
      this.#refused('receive', answer);
      counts.stopped += 1;
      return undefined;
    }
    counts.received[group] += 1;
    if (atOnce) {
      counts.answered += 1;
      return undefined;
    }
    const { code, seq } = answer.body.dossier as { code: string; seq: number };
    return { order, code, seq, group, steps: stepsOf(catalogue, procedure, fate, name, random) };
  }

  /** Takes the steps that can be taken now. In how many positions the next is due; nothing when there is none. */
  async goOn(life: Life, position: Position): Promise<number | undefined> {
    for (let first = true; ; first = false) {
      const [step] = life.steps;
      if (!step) return undefined;
      if (step.after > 0 && !first) return step.after;
      if (!(await this.#take(life, step, position))) {
        this.parts.counts.stopped += 1;
        return undefined;
      }
      life.steps.shift();
    }
  }

  async #take(life: Life, step: Step, { date }: Position): Promise<boolean> {
    const answer = await this.#send(life, step, this.#personFor(life, step.desk));
    if (answer.status === 200) return this.#done(life, step, answer);
    this.#refused(step.action, answer);
    if (step.desk !== 'counter') return false;
    // The field may have gone over, or been suspended, since the dossier was received: then it is the other group's.
    const { unit, procedure } = life.order;
    const task: Task = step.action === 'result-in' || step.action === 'return' ? 'return' : 'receive';
    const group = await this.#groupFor(unitId(unit), procedure.field, task, date);
    if (group === life.group) return false;
    const second = await this.#send(life, step, this.#clerk(unitId(unit), group));
    if (second.status !== 200) {
      this.#refused(step.action, second);
      return false;
    }
    this.parts.counts.takenOver += 1;
    return this.#done(life, step, second);
  }

  #done(life: Life, { action }: Step, { body }: Answer): true {
    const { counts } = this.parts;
    life.seq = body.dossier.seq;
    counts.steps += 1;
    if (action === 'return') counts.returned += 1;
    if (action === 'give-back') counts.givenBack += 1;
    if (action === 'take-supplement') counts.supplemented += 1;
    return true;
  }

  /** A limit that passed meanwhile is an event of its own: whoever did not see it looks, and does his step again. */
  async #send(life: Life, { action, content }: Step, person: Person): Promise<Answer> {
    const { api, counts } = this.parts;
    for (let tries = 1; ; tries++) {
      const body = { expectedSeq: life.seq, content };
      const answer = await api.post(person, `/dossiers/${life.code}/actions/${action}`, body);
      if (answer.body?.code !== 'stale-sequence' || tries === MOST_TRIES) return answer;
      life.seq = answer.body.params.actual;
      counts.overtaken += 1;
    }
  }

  /** @throws UnexpectedAnswer for what is no refusal */
  #refused(action: string, answer: Answer): void {
    const { status, body } = answer;
    const wrong = status < 400 || status >= 500 || [400, 401, 422].includes(status);
    if (wrong) throw new UnexpectedAnswer(action, answer);
    this.parts.counts.refused(action, String(body.code));
  }

  #personFor({ order: { unit, deciding }, group }: Life, desk: Step['desk']): Person {
    switch (desk) {
      case 'counter':
        return this.#clerk(unitId(unit), group);
      case 'specialist':
        return { sub: `chuyen-vien.${codeOf(deciding)}`, role: 'specialist', unit: deciding };
      case 'head':
        return { sub: `truong-phong.${codeOf(deciding)}`, role: 'head-of-unit', unit: deciding };
      case 'signatory':
        return { sub: `lanh-dao.${codeOf(deciding)}`, role: 'signatory', unit: deciding };
    }
  }

  #clerk(unit: UnitId, group: Group): Person {
    const sub = group === 'post' ? this.parts.postings.account(unit) : `cc.${codeOf(unit)}`;
    return { sub, role: ROLE[group], unit };
  }

  /** Asked once for a unit, a field and a day. */
  #groupFor(unit: UnitId, field: string, task: Task, date: string): Promise<Group> {
    const key = `${unit} ${field} ${task} ${date}`;
    const known = this.#responsible.get(key) ?? this.#ask(unit, field, task);
    this.#responsible.set(key, known);
    return known;
  }

  async #ask(unit: UnitId, field: string, task: Task): Promise<Group> {
    const { api } = this.parts;
    const query = new URLSearchParams({ unit, field, task });
    const { groups } = await api.must(api.get(OFFICER, `/responsibility?${query.toString()}`), 'responsibility');
    return (groups as Group[]).includes('post') ? 'post' : 'government';
  }
}
