import { accountBy } from '../../config/account-row';
import { permissionsOf, REACHES } from '../../domain/permission';
import { unitsReached } from '../../domain/reach';
import { substitutesOf, substituteView } from '../acting-for';
import { ok, signedIn, type Handler } from '../call';
import { unitName } from '../views';

/** Who the caller is, what he may do, and how far. */
export const readMe: Handler = signedIn(async (ctx, { actor }) => {
  const { read, catalogue } = ctx;
  const account = await accountBy(read, { id: actor.id });
  const reaches = (['own', 'subtree'] as const).map((reach) => [reach, unitsReached(catalogue, actor, reach)] as const);
  return ok({
    id: actor.id,
    name: account?.name ?? actor.id,
    kind: account?.kind ?? 'person',
    role: actor.role,
    unit: unitName(catalogue, actor.unit),
    actsFor: actor.actsFor.map((unit) => unitName(catalogue, unit)),
    reaches: Object.fromEntries(reaches),
    permissions: permissionsOf(catalogue.permissions, actor.role),
    onBehalfOf: actor.onBehalfOf ?? null,
    mayActFor: (await substitutesOf(ctx, actor)).map((one) => substituteView(ctx, one)),
  });
});

/** The whole table. */
export const readPermissions: Handler = signedIn(({ catalogue }) => {
  const { rows } = catalogue.permissions;
  const items = Object.entries(rows).map(([permission, { title, may }]) => ({
    permission,
    title,
    may: Object.fromEntries(REACHES.flatMap((reach) => (may[reach] ? [[reach, may[reach]]] : []))),
  }));
  return ok({ items });
});
