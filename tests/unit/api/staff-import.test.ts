import { randomUUID } from 'node:crypto';
import type { StaffEntry } from '../../../config/register-body';
import { checkAnswer } from './check-answer';
import { addCertificate, addStaff, bodyOf, OTHER, POST, registersUnderTest, told, WARD } from './registers-under-test';

jest.mock('./tiny-catalogue', () => jest.requireActual<object>('./staff-catalogue'));

const use = registersUnderTest();
type Shown = { line: number; entry: StaffEntry; change: string };

describe('a list from a file', () => {
  const HEADER =
    'id,name,group,unit,kind,postedFrom,postedTo,approvedBy,publishedOn,phone,accountOn,leftOn,certificates';
  const line = (id: string, { unit = '87', group = 'post', certificates = '', name = 'An' } = {}) =>
    `${id},${name},${group},${unit},official,01/01/2026,2027-01-01,,,,,,${certificates}`;
  const file = (...lines: string[]) => Buffer.from(`${[HEADER, ...lines].join('\r\n')}\r\n`);
  const send = async (bytes: Buffer, query = '', { claims = POST, type = 'text/csv' } = {}) => {
    const headers = { 'content-type': type, 'idempotency-key': randomUUID() };
    const caller = await use.api.as(claims);
    return checkAnswer('importStaff', await caller.postRaw(`/staff/import${query}`, new Uint8Array(bytes), headers));
  };
  const faults = ({ body }: { body: { faults: { line: number; column: string; rule: string }[] } }) =>
    body.faults.map(({ line: at, column, rule }) => `${at} ${column} ${rule}`);

  test('is only checked unless told otherwise', async () => {
    await addStaff(use.api.db, 'same', { name: 'An' });
    await addCertificate(use.api.db, 'same');
    await addStaff(use.api.db, 'other');
    const certificates = 'justice:2026-01-20';
    const bytes = file(line('same', { certificates }), line('other'), line('new'), line('bad', { unit: '1' }));
    const answer = await send(bytes);
    expect(answer.body).toMatchObject({ state: 'checked', rows: 4, changes: { new: 1, changed: 1, same: 1 } });
    expect(faults(answer)).toEqual(['5 unit unit-unknown']);
    expect([use.asked, (await use.api.db('staff')).length]).toEqual([[], 2]);
    expect(answer.body.preview.map(({ line: at, entry, change }: Shown) => [at, entry.id, change])).toEqual([
      [2, 'same', 'same'],
      [3, 'other', 'changed'],
      [4, 'new', 'new'],
      [5, 'bad', 'faulty'],
    ]);
    expect(answer.body.preview[0].entry).toMatchObject({
      ...{ unit: '87', postedFrom: '2026-01-01', certificates: [{ field: 'justice', passedOn: '2026-01-20' }] },
    });
    expect((await send(file(line('same')))).body.changes).toEqual({ new: 0, changed: 1, same: 0 });
  });

  test('is recorded whole', async () => {
    const certificates = 'justice:2026-01-20|land:21/02/2026';
    const answer = await send(file(line('a', { certificates }), line('b', { unit: '88' })), '?dryRun=false');
    expect(answer.body).toMatchObject({ state: 'done', recorded: 2, units: [WARD, OTHER] });
    expect(answer.body.links).toEqual({ command: '/api/v1/commands/c1' });
    expect(use.asked).toMatchObject([{ kind: 'staff', subject: '' }]);
    const [first] = bodyOf(use.asked[0]).entries;
    expect(first).toEqual({
      ...{ id: 'a', name: 'An', group: 'post', unit: WARD, kind: 'official' },
      ...{ postedFrom: '2026-01-01', postedTo: '2027-01-01' },
      certificates: [
        { field: 'justice', passedOn: '2026-01-20' },
        { field: 'land', passedOn: '2026-02-21' },
      ],
    } satisfies StaffEntry);
  });

  test('is read as spreadsheets write it', async () => {
    const text = file(line('a')).toString();
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(`\ufeff${text.replaceAll(',', ';')}`),
      Buffer.from(text.replaceAll(',', '\t')),
    ])
      expect((await send(bytes)).body).toMatchObject({ rows: 1, faults: [], changes: { new: 1 } });
    for (const type of ['text/csv; charset=utf-16le', 'application/vnd.ms-excel', 'Text/Plain'])
      expect((await send(file(line('a')), '', { type })).status).toBe(200);
  });

  test('of any fault nothing is written, and all faults are told', async () => {
    const bytes = file(
      line('a', { name: '=1+1' }),
      line('b', { unit: '99' }),
      line('c', { group: 'government', certificates: 'justice:2026-01-20|x:2026-01-20' }),
      line('d'),
    );
    const answer = await send(bytes, '?dryRun=false');
    expect([answer.status, answer.body.code, answer.body.params]).toEqual([422, 'import-faulty', { count: 4 }]);
    expect(told(answer)).toEqual([
      '/lines/2/name formula',
      '/lines/3/unit not-your-unit',
      '/lines/4/group not-your-role',
      '/lines/4/certificates field-unknown',
    ]);
    expect(use.asked).toEqual([]);
    expect(faults(await send(bytes))).toHaveLength(4);
  });

  test('without anybody, without a header, or empty is faulty', async () => {
    expect(faults(await send(file()))).toEqual(['0  empty']);
    expect(faults(await send(Buffer.alloc(0)))).toEqual(['0  empty']);
    const answer = await send(Buffer.from('a/b,c\n1,2\n'), '?dryRun=false');
    expect(told(answer).slice(0, 2)).toEqual(['/lines/1/a~1b unknown-column', '/lines/1/c unknown-column']);
    expect(told(await send(file(), '?dryRun=false'))).toEqual(['/lines/0 empty']);
    expect(use.asked).toEqual([]);
  });

  test('is for those who record staff, in a type that a list has, and of a size that can be read', async () => {
    const claims = { role: 'leader', unit: '00' };
    expect((await send(file(line('a')), '', { claims })).body.code).toBe('not-your-role');
    for (const type of ['application/json', 'multipart/form-data', ''])
      expect((await send(file(line('a')), '', { type })).status).toBe(415);
    const large = await send(Buffer.alloc(20 * 1024 * 1024 + 1, 'a'));
    expect([large.status, large.body.code]).toEqual([413, 'body-too-large']);
    const caller = await use.api.as(POST);
    expect((await caller.postRaw('/staff/import', HEADER, { 'content-type': 'text/csv' })).status).toBe(400);
  });

  test('may be large, while other bodies may not', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => line(`staff${i}`, { name: 'n'.repeat(90) }));
    const answer = await send(file(...lines), '?dryRun=false');
    expect([answer.status, bodyOf(use.asked[0]).entries.length]).toEqual([200, 6000]);
    const { status } = await (await use.api.as(POST)).post('/staff', { entries: [{ name: 'x'.repeat(300_000) }] });
    expect(status).toBe(413);
  });
});
