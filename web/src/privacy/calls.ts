import { answerOf, api } from '../api/client';
import type { components } from '../api/contract';
import { once } from '../api/intention';
import { finished } from '../transfers/calls';

type Schemas = components['schemas'];
type Order = Required<Schemas['ExportOrder']>;
export type Format = Order['format'];
type Exported = { file: Blob; name: string; counts: { here: number; elsewhere: number } | 'zip' };

/** What is held about a person, as a file to be given away. */
export function exportOf(body: Order): Promise<Exported> {
  return once('export', body, async (key) => {
    const params = { header: { 'Idempotency-Key': key } };
    const asked = api.POST('/api/v1/applicants/export', { params, body, parseAs: 'blob' });
    const answer: Blob = await answerOf(asked);
    if (answer.type.startsWith('application/zip')) return { file: answer, name: 'personal-data.zip', counts: 'zip' };
    const { held } = finished<Schemas['Exported']>(JSON.parse(await answer.text()) as Schemas['Exported']);
    const file = new Blob([JSON.stringify(held, null, 2)], { type: 'application/json' });
    const counts = { here: held.dossiers.length, elsewhere: held.elsewhere };
    return { file, name: 'personal-data.json', counts };
  });
}
