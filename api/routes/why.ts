import { accountNames } from '../../config/account-row';
import { requireCounter } from '../../config/responsibility';
import { requireSecondPerson } from '../../config/second-person';
import type { Actor, DossierUnits } from '../../domain/actor';
import { checkAction } from '../../domain/dossier';
import { holdersOf } from '../../domain/permission';
import { PROCESS_ACT } from '../../domain/permission-names';
import { Refusal } from '../../domain/problem';
import { actionOf, stageOf, type Actors } from '../../domain/process';
import { decide } from '../../domain/reach';
import { unitId } from '../../domain/unit';
import { inForce, substitutesOf, substituteView, type Substitute } from '../acting-for';
import { ok, signedIn, type Call, type Handler } from '../call';
import type { ApiContext } from '../context';
import { mayForOther } from '../permit';
import { problemDocument } from '../problem';
import { stateOf, visibleDossier, type DossierRow } from '../reads/dossiers';
import { registeredUnit } from '../register-access';
import { unitName } from '../views';
import { counterOf } from './actions';

/**
 * Why somebody may not take an action now, and who may. Both are found by doing what the command itself would do, for the
 * caller and for everybody whom the process names: what is told here is what is enforced there.
 */
export const whyAction: Handler = signedIn(async (ctx, call) => {
  const row = await visibleDossier(ctx, call, call.path.ref ?? '');
  call.about(row.code ?? row.id);
  const name = call.path.action ?? '';
  const refusal = await refusalOf(check(ctx, call, row, name, call.actor));
  const mayFor = (one: Substitute) => refusalOf(check(ctx, call, row, name, one.actor));
  return ok({
    action: name,
    may: !refusal,
    problem: told(refusal, call),
    who: await whoMay(ctx, call, row, name),
    onBehalfOf: (await without(await substitutesOf(ctx, call.actor), mayFor)).map((one) => substituteView(ctx, one)),
    standIns: await standIns(ctx, call, row, name),
  });
});

async function check(ctx: ApiContext, call: Call, row: DossierRow, name: string, actor: Actor): Promise<void> {
  const state = stateOf(row);
  const { denied } = decide(ctx.catalogue, actor, PROCESS_ACT);
  if (denied) throw new Refusal(denied, { action: name });
  const lifecycle = ctx.catalogue.movesOf(state);
  const rule = checkAction(lifecycle, state, name, actor, call.now);
  await requireSecondPerson(ctx.read, row.id, rule, actor);
  await requireCounter(ctx.read, lifecycle, state.stage, rule, actor.role, counterOf(row, call));
}

/** The roles, at their unit, that could take it now; nobody where it leads out of another stage, or its time is over. */
async function whoMay(ctx: ApiContext, call: Call, row: DossierRow, name: string) {
  const state = stateOf(row);
  const lifecycle = ctx.catalogue.movesOf(state);
  const allowed = actionOf(lifecycle, state.stage, name)?.by ?? stageOf(lifecycle, state.stage)?.actors;
  const unit = allowed && unitOf(allowed, state.units);
  if (!allowed || unit === undefined) return [];
  const somebody = (role: Actor['role']): Actor => ({ id: '', role, unit, actsFor: [unit] });
  const roles = allowed.roles.filter((role) => role !== 'system');
  const refusals = await Promise.all(roles.map((role) => refusalOf(check(ctx, call, row, name, somebody(role)))));
  return roles.filter((_role, i) => !refusals[i]).map((role) => ({ role, unit: unitName(ctx.catalogue, unit) }));
}

/** Those who may take it now for somebody who has handed his right over to them. */
async function standIns(ctx: ApiContext, call: Call, row: DossierRow, name: string) {
  const all = await inForce(ctx);
  const may = await without(all, (one) => refusalOf(check(ctx, call, row, name, one.actor)));
  const names = await accountNames(
    ctx.read,
    may.map(({ actor }) => actor.id),
  );
  const views = may.map((one) => substituteView(ctx, one));
  return views.map((onBehalfOf, i) => {
    const id = may[i]?.actor.id ?? '';
    return { id, name: names.get(id) ?? id, onBehalfOf };
  });
}

async function without<T>(list: T[], refused: (one: T) => Promise<Refusal | undefined>): Promise<T[]> {
  const refusals = await Promise.all(list.map(refused));
  return list.filter((_one, i) => !refusals[i]);
}

const unitOf = ({ unit }: Actors, units: DossierUnits) => units[unit];

/** The same for what is no step of a dossier: a permission, at a unit where one is named. */
export const whyPermission: Handler = signedIn(async (ctx, call) => {
  const { catalogue } = ctx;
  const permission = call.path.permission ?? '';
  const { unit: code } = call.query as { unit?: string };
  if (!Object.hasOwn(catalogue.permissions.rows, permission)) throw new Refusal('not-found');
  const unit = code === undefined ? undefined : unitId(registeredUnit(catalogue, code, call.today, '/query/unit'));
  // What is somebody's own, and whether a field is with the Post, depends on the thing itself: here the best is taken.
  const asked = (actor: Actor) => {
    const subject = unit === undefined ? undefined : { units: [unit], owner: actor.id, withPost: true };
    return decide(catalogue, actor, permission, subject);
  };
  const { denied } = asked(call.actor);
  const others = (await substitutesOf(ctx, call.actor)).filter(({ actor }) => mayForOther(actor, permission));
  return ok({
    permission,
    may: !denied,
    problem: told(denied && new Refusal(denied), call),
    who: holdersOf(catalogue.permissions, permission),
    onBehalfOf: others.filter(({ actor }) => !asked(actor).denied).map((one) => substituteView(ctx, one)),
  });
});

function told(refusal: Refusal | undefined, { language }: Call) {
  return refusal ? problemDocument(refusal, language) : null;
}

async function refusalOf(work: Promise<void>): Promise<Refusal | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
