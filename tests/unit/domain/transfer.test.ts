import { Refusal } from '../../../domain/problem';
import { startOfDay, toInstant, toMillis } from '../../../domain/time';
import { groupsOf } from '../../../domain/transfer';
import { FIELD, kinds, member, officer, on, Play, PLAN, UNIT } from './transfer-play';

test('ready early, it waits for the date and opens at its first moment', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  expect(play.state.stage).toBe('trial');
  expect(play.review()).toBe(startOfDay('2020-10-05'));
  play.at(toInstant(toMillis(startOfDay('2020-10-05')) - 1));
  expect(play.state.stage).toBe('trial');
  // The engine wakes a little late; the gate opened when it was due.
  play.at(toInstant(toMillis(startOfDay('2020-10-05')) + 70));
  expect(play.state.stage).toBe('in-force');
  expect(play.state.gates.at(-1)).toEqual({
    stage: 'in-force',
    readyAt: on('2020-09-22'),
    dateAt: startOfDay('2020-10-05'),
    openedAt: startOfDay('2020-10-05'),
  });
});

test('not ready on the date, it opens when the last criterion holds, and the record has both moments', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.staff = [member()];
  play.at(on('2020-10-05'));
  play.trial = { received: 20, wrong: 0, lastAt: on('2020-10-01') };
  play.wish(officer('post-manager'), { action: 'confirm', criterion: 'post', note: 'đạt' });
  play.at(on('2020-10-09'));
  expect(play.state.stage).toBe('trial');
  play.wish(officer('authority-officer'), { action: 'confirm', criterion: 'authority', note: 'đạt' });
  const gate = play.state.gates.at(-1);
  expect(gate).toMatchObject({
    readyAt: on('2020-10-09'),
    dateAt: startOfDay('2020-10-05'),
    openedAt: on('2020-10-09'),
  });
});

test('a trial with too many wrong intakes, or too few dossiers, keeps the gate shut', () => {
  for (const trial of [
    { received: 1, wrong: 0 },
    { received: 20, wrong: 3 },
  ]) {
    const play = new Play(on('2020-09-22'), '2020-10-05');
    play.ready();
    play.trial = { ...trial, lastAt: on('2020-09-30') };
    play.at(on('2020-10-06'));
    expect(play.state.stage).toBe('trial');
  }
});

test('staff who are not certified for this very field at this very unit do not count', () => {
  for (const certificate of [
    { field: 'ngoai-vu', unit: UNIT },
    { field: FIELD, unit: '866@2018-08-01' },
  ]) {
    const play = new Play(on('2020-09-22'), '2020-10-05');
    const other = { ...certificate, passedOn: '2020-06-01', recordedAt: on('2020-06-02') };
    play.staff = [member({ certificates: [other] })];
    play.review();
    expect(play.state.stage).toBe('preparing');
  }
});

test('what stops holding in force is flagged, suspended after its grace time, and restored with readiness', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  play.at(on('2020-10-05'));
  play.staff = [member({ leftOn: '2020-11-02' })];
  // Time alone does it: the next look is when she goes.
  expect(play.review()).toBe(startOfDay('2020-11-02'));
  play.at(startOfDay('2020-11-02'));
  expect(play.state.flagged).toMatchObject({ missing: ['staff'], graceUntil: on('2020-11-09', 17) });
  expect(groupsOf(PLAN, play.state)).toEqual(['post']);
  expect(play.review()).toBe(on('2020-11-09', 17));
  play.at(on('2020-11-09', 17));
  expect([play.state.stage, groupsOf(PLAN, play.state)]).toEqual(['suspended', ['government']]);
  play.staff = [...play.staff, member({ id: 'man', name: 'Lê Văn Mận' })];
  play.at(on('2020-11-20'));
  expect([play.state.stage, groupsOf(PLAN, play.state)]).toEqual(['in-force', ['post']]);
  expect(kinds(play).slice(-3)).toEqual(['flagged', 'suspended', 'restored']);
});

test('a certificate that expires is seen coming', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  play.staff = [member({ postedTo: '2030-01-01' })];
  expect(play.at(on('2020-10-05'))).toBe(startOfDay('2022-06-01'));
});

test('going back waits for its date and for the word of those who take over', () => {
  const play = new Play(on('2020-09-22'), '2020-10-05');
  play.ready();
  play.at(on('2020-10-05'));
  const boss = officer('authority-officer');
  expect(() => play.wish(boss, { action: 'withdraw', reason: 'thôi' })).toThrow(Refusal);
  play.wish(boss, { action: 'plan-hand-back', on: '2025-11-24', reason: 'CV 1888/UBND-KSTT' });
  play.staff = [
    member({
      postedTo: '2030-01-01',
      certificates: [{ field: FIELD, unit: UNIT, passedOn: '2025-01-01', recordedAt: on('2025-01-02') }],
    }),
  ];
  play.at(on('2025-11-25'));
  expect(play.state.stage).toBe('in-force');
  play.wish(boss, { action: 'confirm', criterion: 'take-back', note: 'đã sẵn sàng' });
  expect([play.state.stage, play.state.closed, groupsOf(PLAN, play.state)]).toEqual([
    'handed-back',
    true,
    ['government'],
  ]);
  expect(() => play.wish(boss, { action: 'resume', reason: 'x' })).toThrow(Refusal);
});
