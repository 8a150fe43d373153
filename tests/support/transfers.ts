import type { Client } from '@temporalio/client';
import type { StaffEntry } from '../../config/register-body';
import { addDays } from '../../domain/time';
import { recheck } from '../../workflows/transfer-messages';
import type { Answer, Caller } from './caller';
import type { Stack } from './stack';

export const CENTRE = '87@2018-08-01';
export const EQUIPMENT = ['counter', 'computer', 'scanner', 'printer'];

/** Postal staff who are ready for some fields at a unit: one official and one in reserve. People are made up. */
export function postStaff(unit: string, fields: string[], from: string, name = unit.replace(/@.*/, '')): StaffEntry[] {
  return (['official', 'reserve'] as const).map((kind, i) => ({
    id: `bd.${name}.${kind}`,
    name: i === 0 ? 'Trần Thị Sen' : 'Lê Văn Mận',
    group: 'post',
    unit,
    kind,
    postedFrom: from,
    postedTo: addDays(from, 700),
    approvedBy: '01/QĐ-BĐ',
    publishedOn: from,
    phone: '02773898989',
    accountOn: from,
    certificates: fields.map((field) => ({ field, passedOn: from })),
  }));
}

export type Officers = { authority: Caller; post: Caller; head: Caller };

export async function officers(stack: Stack, unit = '87'): Promise<Officers> {
  return {
    authority: await stack.as('authority-officer', unit, 'can-bo.kstthc'),
    post: await stack.as('post-manager', unit, 'quan-ly.buu-dien'),
    head: await stack.as('head-of-unit', unit, 'giam-doc.trung-tam'),
  };
}

/** Moves the product's clock and lets every open transfer look at the new time. */
export async function moveTo(stack: Stack, instant: string): Promise<void> {
  stack.clock.moveTo(instant);
  const open: { id: string }[] = await stack.db('transfers').where({ closed: 0 }).select('id');
  await lookAgain(
    stack.client,
    open.map(({ id }) => id),
  );
}

/** Lets transfers look at the clock: they wait by the engine's time, which a moved clock leaves as it is. */
export async function lookAgain({ workflow }: Client, ids: string[]): Promise<void> {
  await Promise.all(ids.map((id) => workflow.getHandle(`transfer-${id}`).signal(recheck)));
}

/** A transfer once it fits, or as it is after a while. */
export async function until(
  caller: Caller,
  path: string,
  fits: (body: Answer['body']) => boolean,
  patienceMs = 60_000,
): Promise<Answer['body']> {
  let body: Answer['body'];
  for (const end = Date.now() + patienceMs; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    ({ body } = await caller.get(path));
    if (fits(body)) return body;
  }
  return body;
}

export async function equip({ head }: Officers, unit: string): Promise<Answer> {
  return head.post(`/units/${encodeURIComponent(unit)}/equipment`, {
    items: EQUIPMENT.map((item) => ({ item, count: 5 })),
  });
}

export async function confirmBoth({ authority, post }: Officers, id: string): Promise<Answer[]> {
  const path = `/transfers/${id}/actions/confirm`;
  return [
    await authority.post(path, { criterion: 'confirmed-by-authority', note: 'Đã kiểm tra tại chỗ' }),
    await post.post(path, { criterion: 'confirmed-by-post', note: 'Nhân viên đã sẵn sàng' }),
  ];
}
