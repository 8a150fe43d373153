import { answerOf, api } from '../api/client';
import type { components, paths } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
export type Member = Schemas['StaffMember'];
export type Entry = Schemas['StaffEntry'];
export type Checked = Schemas['StaffChecked'];
export type Item = Schemas['Equipment']['items'][number];
export type OpenTransfer = Awaited<ReturnType<typeof readTransfersAt>>['items'][number];

type StaffQuery = NonNullable<paths['/api/v1/staff']['get']['parameters']['query']>;
export const readStaff = (query: StaffQuery) => answerOf(api.GET('/api/v1/staff', { params: { query } }));
export const readEquipment = (unit: string) =>
  answerOf(api.GET('/api/v1/units/{unit}/equipment', { params: { path: { unit } } }));
export const readTransfersAt = (unit: string, cursor: string) =>
  answerOf(
    api.GET('/api/v1/transfers', { params: { query: { unit, open: true, limit: 100, ...(cursor && { cursor }) } } }),
  );

export function recordEntry(entry: Entry): Promise<unknown> {
  const body = { entries: [entry] };
  return once(`staff:${entry.id}`, body, async (key) =>
    finished(await answerOf(api.POST('/api/v1/staff', { params: { header: { 'Idempotency-Key': key } }, body }))),
  );
}

export function recordCount(unit: string, item: string, count: number): Promise<unknown> {
  const body = { items: [{ item, count }] };
  return once(`equipment:${unit}:${item}`, body, async (key) =>
    finished(
      await answerOf(
        api.POST('/api/v1/units/{unit}/equipment', {
          params: { path: { unit }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    ),
  );
}

const sendFile = (file: File, dryRun: boolean, key: string) =>
  answerOf(
    api.POST('/api/v1/staff/import', {
      params: { query: { dryRun }, header: { 'Idempotency-Key': key } },
      headers: { 'content-type': 'text/csv' },
      body: file as never,
      bodySerializer: (bytes: unknown) => bytes as Blob,
    }),
  );

/** What the file would do; nothing is recorded. */
export const checkFile = async (file: File): Promise<Checked> =>
  (await sendFile(file, true, crypto.randomUUID())) as Checked;

export async function recordFile(file: File): Promise<Schemas['StaffRecorded']> {
  // The same file again is the same intention: its words are what decides.
  const body = await file.text();
  return once('staff:file', body, async (key) =>
    finished<Schemas['StaffRecorded']>((await sendFile(file, false, key)) as Schemas['StaffRecorded']),
  );
}
