import type { Caller } from '../../support/caller';
import { ApiUnderTest } from './api-under-test';
import { checkAnswer } from './check-answer';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await ApiUnderTest.start();
  await api.addDossier('mine');
});
afterAll(() => api.stop());

const why = async (caller: Caller, action: string) =>
  checkAnswer('whyAction', await caller.get(`/dossiers/mine/actions/${action}/why`)).body;
const CLERK = { role: 'government-clerk', unit: { id: '87@2020-01-01' } };

test('whoever may is told so; the others why not, and who may', async () => {
  expect(await why(await api.as(), 'return')).toMatchObject({ may: true, problem: null, who: [CLERK] });
  const specialist = await why(await api.as({ role: 'specialist' }), 'return');
  expect(specialist).toMatchObject({ may: false, problem: { code: 'not-your-role' }, who: [CLERK] });
  // No transfer has given the field to the Post, so its clerks are not among those who may.
  expect(specialist.who).toHaveLength(1);
  const leader = await why(await api.as({ role: 'leader' }), 'return');
  expect(leader.problem.code).toBe('not-your-role');
});

test('what leads out of another stage can be done by nobody now', async () => {
  const answer = await why(await api.as(), 'receive');
  expect(answer).toMatchObject({ may: false, problem: { code: 'wrong-stage' }, who: [] });
});

test('the reason that is told is the one with which the command is refused', async () => {
  const leader = await api.as({ role: 'leader' });
  const { problem } = await why(leader, 'return');
  const refused = await leader.post('/dossiers/mine/actions/return', { expectedSeq: 1, content: {} });
  expect([refused.status, refused.body.code]).toEqual([403, problem.code]);
});

test('of any permission the reason, and who has it how far', async () => {
  const ask = async (role: string, permission: string, unit = '') =>
    checkAnswer('whyPermission', await (await api.as({ role })).get(`/permissions/${permission}/why${unit}`)).body;
  expect(await ask('auditor', 'dossier.correct')).toMatchObject({
    may: false,
    problem: { code: 'not-your-role' },
    who: [{ role: 'head-of-unit', reach: 'own' }],
  });
  expect(await ask('head-of-unit', 'dossier.correct', '?unit=88')).toMatchObject({
    may: false,
    problem: { code: 'not-your-unit' },
  });
  expect(await ask('head-of-unit', 'dossier.correct', '?unit=87')).toMatchObject({ may: true, problem: null });
  expect((await (await api.as()).get('/permissions/no.such/why')).status).toBe(404);
});
