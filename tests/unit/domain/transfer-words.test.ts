import fc from 'fast-check';
import { Refusal } from '../../../domain/problem';
import { localDate, toInstant, toMillis } from '../../../domain/time';
import { evolveTransfer, groupsOf, type TransferState } from '../../../domain/transfer';
import type { TransferWish } from '../../../domain/transfer-command';
import { member, officer, on, Play, PLAN } from './transfer-play';

describe('confirmations', () => {
  const play = () => new Play(on('2020-09-22'), '2020-10-05');
  const refused = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    return 'accepted';
  };
  const confirm = (criterion: string): TransferWish => ({ action: 'confirm', criterion, note: 'đạt' });

  test('only the party whose word it is, and only once', () => {
    const game = play();
    expect(refused(() => game.wish(officer('post-manager'), confirm('authority')))).toBe('not-your-role');
    expect(refused(() => game.wish(officer('authority-officer'), confirm('nothing')))).toBe('criterion-unknown');
    expect(refused(() => game.wish(officer('authority-officer'), confirm('authority')))).toBe('accepted');
    expect(refused(() => game.wish(officer('authority-officer', 'b'), confirm('authority')))).toBe('already-confirmed');
  });
  test('never one person for both sides', () => {
    const game = play();
    game.wish(officer('authority-officer', 'an'), confirm('authority'));
    expect(refused(() => game.wish(officer('post-manager', 'an'), confirm('post')))).toBe('same-person');
  });
  test('what was confirmed can be taken back, and counts no more', () => {
    const game = play();
    game.ready();
    game.wish(officer('authority-officer'), { action: 'unconfirm', criterion: 'authority', reason: 'nhầm' });
    game.at(on('2020-10-06'));
    expect(game.state.stage).toBe('trial');
  });
  test('one that has run out keeps the gate shut', () => {
    const game = new Play(on('2020-06-01'), '2020-10-05');
    game.staff = [member()];
    game.wish(officer('post-manager'), confirm('post'));
    game.at(on('2020-09-25'));
    game.trial = { received: 20, wrong: 0, lastAt: on('2020-09-25') };
    game.wish(officer('authority-officer'), confirm('authority'));
    game.at(on('2020-10-06'));
    expect(game.state.stage).toBe('trial');
    game.wish(officer('post-manager'), confirm('post'));
    expect(game.state.stage).toBe('in-force');
  });
  test('dates in the past are refused', () => {
    const game = play();
    const move: TransferWish = { action: 'move-date', effectiveOn: '2020-09-21', reason: 'x' };
    expect(refused(() => game.wish(officer('authority-officer'), move))).toBe('date-past');
  });
});

test('whatever happens, somebody may do the work at every instant, and the numbers never jump', () => {
  const day = fc.integer({ min: 0, max: 60 });
  const deed = fc.oneof(
    fc.record({ do: fc.constant('wait' as const), days: day }),
    fc.record({ do: fc.constant('hire' as const), days: day }),
    fc.constant({ do: 'leave' as const }),
    fc.constant({ do: 'trial' as const }),
    fc.record({
      do: fc.constant('wish' as const),
      wish: fc.constantFrom<TransferWish>(
        { action: 'confirm', criterion: 'authority', note: 'x' },
        { action: 'confirm', criterion: 'post', note: 'x' },
        { action: 'confirm', criterion: 'take-back', note: 'x' },
        { action: 'unconfirm', criterion: 'authority', reason: 'x' },
        { action: 'suspend', reason: 'x' },
        { action: 'resume', reason: 'x' },
        { action: 'withdraw', reason: 'x' },
        { action: 'plan-hand-back', on: '2021-03-01', reason: 'x' },
        { action: 'cancel-hand-back', reason: 'x' },
        { action: 'move-date', effectiveOn: '2021-01-04', reason: 'x' },
      ),
    }),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 25 }), (deeds) => {
      const play = new Play(on('2020-09-22'), '2020-10-05');
      for (const step of deeds) {
        if (step.do === 'wait') play.at(toInstant(toMillis(play.now) + step.days * 86_400_000));
        if (step.do === 'hire') play.staff = [...play.staff, member({ id: `s${play.staff.length}` })];
        if (step.do === 'leave') play.staff = play.staff.map((one) => ({ ...one, leftOn: localDate(play.now) }));
        if (step.do === 'trial') play.trial = { received: 20, wrong: 0, lastAt: play.now };
        if (step.do === 'wish') {
          const role =
            step.wish.action === 'confirm' && step.wish.criterion === 'post' ? 'post-manager' : 'authority-officer';
          const before = play.state;
          try {
            play.wish(officer(role), step.wish);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            expect(play.state).toBe(before);
          }
        }
        play.review();
        expect(groupsOf(PLAN, play.state).length).toBeGreaterThan(0);
      }
      let state: TransferState | undefined;
      play.events.forEach((event, i) => {
        expect(event.seq).toBe(i + 1);
        state = evolveTransfer(state, event);
        expect(groupsOf(PLAN, state).length).toBeGreaterThan(0);
        if (state.stage === 'in-force' && event.kind === 'opened') {
          expect(event.gate.openedAt >= event.gate.dateAt && event.gate.openedAt >= event.gate.readyAt).toBe(true);
        }
      });
      expect(state).toEqual(play.state);
    }),
    { numRuns: 300 },
  );
});
