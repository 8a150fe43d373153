import { accountBy } from '../config/account-row';
import type { By } from '../domain/actor';
import type { Catalogue } from '../domain/catalogue';
import { holdsOn, type DelegationState } from '../domain/delegation';
import type { LocalDate } from '../domain/time';
import type { ApiContext } from './context';
import { API, unitName } from './views';

/** A delegation as people read it: who acts for whom, and when. */
export async function delegationView(
  { read, catalogue }: Pick<ApiContext, 'read' | 'catalogue'>,
  state: DelegationState,
  today: LocalDate,
) {
  const { id, delegator, delegate, unit, from, to, fields, basis, givenBy, givenAt, withdrawn, seq } = state;
  const side = async (account: string) => {
    const found = await accountBy(read, { id: account });
    return { id: account, name: found?.name ?? account, role: found?.role ?? null };
  };
  return {
    id,
    seq,
    delegator: await side(delegator),
    delegate: await side(delegate),
    unit: unitName(catalogue, unit),
    from,
    to,
    fields: fields ? fields.map((code) => fieldView(catalogue, code)) : null,
    basis,
    state: stateOn(state, today),
    given: { at: givenAt, by: whoView(catalogue, givenBy) },
    withdrawn: withdrawn ? { at: withdrawn.at, by: whoView(catalogue, withdrawn.by), reason: withdrawn.reason } : null,
    links: { self: `${API}/delegations/${id}` },
  };
}

function stateOn(state: DelegationState, today: LocalDate): 'coming' | 'in-force' | 'ended' {
  if (holdsOn(state, today)) return 'in-force';
  return state.withdrawn || state.to < today ? 'ended' : 'coming';
}

const whoView = (catalogue: Catalogue, { id, role, unit }: By) => ({ id, role, unit: unitName(catalogue, unit) });

function fieldView(catalogue: Catalogue, code: string) {
  return { code, name: catalogue.field(code)?.name ?? { vi: code, en: code } };
}
