import { crew, DEPARTMENTS, flat, LABOUR_RULES, type Crew } from '../support/samples';
import { Stack } from '../support/stack';

describe('papers go from the counter to a department', () => {
  let stack: Stack;
  let people: Crew;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z' });
    people = await crew(stack, DEPARTMENTS.labour);
  });
  afterAll(() => stack?.stop());

  it('a difference is recorded and blocks only its dossier, until it is settled', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { body } = flat(await people.clerk.post('/dossiers', LABOUR_RULES));
      await people.clerk.post(`/dossiers/${body.code}/actions/forward`, { expectedSeq: 1, content: {} });
      codes.push(body.code as string);
    }
    const listed = await people.clerk.post('/handovers', { to: DEPARTMENTS.labour, kind: 'papers', dossiers: codes });
    expect([listed.status, listed.body.handover?.stage]).toEqual([201, 'listed']);
    const path = `/handovers/${listed.body.handover.id}`;
    const second = await people.clerk.post('/handovers', {
      to: DEPARTMENTS.labour,
      kind: 'papers',
      dossiers: [codes[0]],
    });
    expect([second.status, second.body.code]).toEqual([409, 'handover-under-way']);
    expect((await people.clerk.post(`${path}/give`, {})).status).toBe(200);
    const counts = codes.map((dossier, i) =>
      i === 1
        ? {
            dossier,
            result: 'different',
            counted: [{ code: 'van-ban', originals: 1, copies: 0 }],
            note: 'Thiếu nội quy',
          }
        : { dossier, result: 'received' },
    );
    const received = await people.specialist.post(`${path}/receive`, { counts });
    expect([received.status, received.body.handover?.balance]).toMatchObject([
      200,
      { listed: 3, received: 2, different: 1, notThere: 0, open: 0 },
    ]);
    const again = await people.specialist.post(`${path}/receive`, { counts });
    expect([again.status, again.body.code]).toEqual([409, 'handover-wrong-stage']);

    const confirm = (code: string | undefined) =>
      people.specialist.post(`/dossiers/${code}/actions/confirm-forwarded`, { expectedSeq: 2, content: {} });
    expect((await confirm(codes[0])).status).toBe(200);
    const blocked = await confirm(codes[1]);
    expect([blocked.status, blocked.body.code]).toEqual([409, 'papers-unsettled']);
    expect((await confirm(codes[2])).status).toBe(200);
    const settled = await people.specialist.post(`${path}/settle`, { dossier: codes[1], note: 'Đã nhận nội quy' });
    expect(settled.status).toBe(200);
    expect((await confirm(codes[1])).status).toBe(200);

    const slip = await people.clerk.get(`${path}/slip`);
    expect([slip.status, String(slip.body).includes('PHIẾU GIAO NHẬN')]).toEqual([200, true]);
    expect(String(slip.body)).not.toContain('Nguyễn Văn Ân');
  });
});
