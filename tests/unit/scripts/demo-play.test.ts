import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../../config/load';
import { isWorkingDay } from '../../../domain/calendar';
import { Catalogue } from '../../../domain/catalogue';
import { actionOf } from '../../../domain/process';
import { localDate, localMinutes } from '../../../domain/time';
import { createBar } from '../../../scripts/demo/bar';
import { playedDays } from '../../../scripts/demo/days';
import { DEMO_FOLDER, MARKER, openDemoFolder } from '../../../scripts/demo/folder';
import { dossierOrders, type Fate } from '../../../scripts/demo/orders';
import { Postings } from '../../../scripts/demo/postings';
import { mulberry32 } from '../../../scripts/demo/random';
import { demoEnv } from '../../../scripts/demo/stack';
import { stepsOf } from '../../../scripts/demo/steps';
import { FIRST_DAY, LAST_DAY, TIMELINE } from '../../../scripts/demo/timeline';

const catalogue = new Catalogue(loadConfig(resolve('config/dong-thap')));
const days = playedDays(catalogue.calendar, mulberry32(2));

describe('the days of the demo', () => {
  it('go on, from the first to the last, in the hours of the counters on working days', () => {
    expect([days[0]?.date, days.at(-1)?.date]).toEqual([FIRST_DAY, LAST_DAY]);
    const positions = days.flatMap((day) => day.positions);
    expect(positions.map(({ at }) => at)).toEqual(positions.map(({ at }) => at).sort());
    for (const { date, at } of positions) {
      expect(localDate(at)).toBe(date);
      expect(isWorkingDay(catalogue.calendar, date)).toBe(true);
      expect(localMinutes(at)).toBeGreaterThanOrEqual(450);
      expect(localMinutes(at)).toBeLessThanOrEqual(990);
    }
    // It is opened afterwards at 08:00 of the last day.
    expect(localMinutes(positions.at(-1)?.at ?? '')).toBeLessThan(480);
  });

  it('have every date on which officers act, in order', () => {
    const dates = TIMELINE.map(({ on }) => on);
    expect(dates).toEqual([...dates].sort());
    expect(dates.every((date) => days.some((day) => day.date === date))).toBe(true);
  });

  it('prepare every transfer of every decision exactly once', () => {
    const prepared = TIMELINE.flatMap((act) => {
      if (act.do !== 'prepare') return [];
      const { decision, effectiveOn, units, except = [] } = act;
      return (catalogue.decision(decision)?.transfers ?? [])
        .filter((transfer) => transfer.effectiveOn === effectiveOn)
        .filter(({ unit }) => {
          const code = unit.replace(/@.*/, '');
          return (units?.includes(code) ?? true) && !except.includes(code);
        })
        .map(({ unit, field }) => `${decision} ${unit} ${field}`);
    });
    const all = catalogue.decisions.flatMap(({ number, transfers }) =>
      transfers.map(({ unit, field }) => `${number} ${unit} ${field}`),
    );
    expect(prepared.sort()).toEqual(all.sort());
  });
});

describe('the dossiers of the demo', () => {
  const orders = dossierOrders(catalogue, days, 2000, mulberry32(3));

  it('are the same for the same seed, in every month', () => {
    expect(orders).toEqual(dossierOrders(catalogue, days, 2000, mulberry32(3)));
    const positions = days.flatMap((day) => day.positions);
    const months = new Set(orders.map(({ position }) => positions[position]?.date.slice(0, 7)));
    expect(months.size).toBe(27);
  });

  it.each<Fate>(['returned', 'refused', 'given-back', 'supplemented', 'left'])(
    'go only ways that their processes have: %s',
    (fate) => {
      for (const { procedure } of orders.slice(0, 300)) {
        const process = catalogue.process(procedure.process);
        if (!process) throw new Error('no process');
        let stage = 'accepted';
        for (const { action } of stepsOf(catalogue, procedure, fate, 'A (mẫu)', mulberry32(1))) {
          const found = actionOf(process, stage, action);
          expect(found && action).toBe(action);
          stage = found?.to ?? stage;
        }
        if (fate !== 'left') expect(stage).toBe('returned');
      }
    },
  );
});

describe('the postings of the demo', () => {
  it('go from crew to crew without a gap, each list complete', () => {
    const postings = new Postings();
    postings.learn('874@2018-08-01', ['a'], '2018-08-01');
    const more = postings.learn('874@2018-08-01', ['a', 'b'], '2019-06-24');
    expect(more.map(({ kind }) => kind)).toEqual(['official', 'official', 'reserve']);
    expect(more[0]).toMatchObject({ postedFrom: '2018-08-01', postedTo: '2020-08-01' });
    expect(more[0]?.certificates).toEqual([
      { field: 'a', passedOn: '2018-08-01' },
      { field: 'b', passedOn: '2019-06-24' },
    ]);
    expect(postings.leave('874@2018-08-01', '2020-03-09')[0]).toMatchObject({ id: 'bd.874.1.1', leftOn: '2020-03-09' });
    const fresh = postings.replace('874@2018-08-01', '2020-03-02')[0];
    expect(fresh).toMatchObject({ id: 'bd.874.2.1', postedFrom: '2020-03-02', postedTo: '2022-03-02' });
    expect(fresh?.certificates.map(({ field }) => field)).toEqual(['a', 'b']);
    expect(postings.account('874@2018-08-01')).toBe('bd.874.2.1');
  });
});

describe('the folder of the demo', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-demo-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is wiped when a demo has made it, and left alone when not', () => {
    const own = join(folder, 'own');
    openDemoFolder(own).close();
    writeFileSync(join(own, 'mot-cua.db'), 'old');
    const again = openDemoFolder(own);
    expect(readdirSync(own)).toContain(MARKER);
    expect(readdirSync(own)).not.toContain('mot-cua.db');
    expect(() => openDemoFolder(own)).toThrow(/is in use/);
    again.close();
    writeFileSync(join(folder, 'letter.txt'), 'mine');
    expect(() => openDemoFolder(folder)).toThrow(/không bị xoá.*\n.*not wiped/);
    expect(readdirSync(folder)).toContain('letter.txt');
  });
});

describe('the bar', () => {
  const written = (isTTY: boolean, shares: number[]) => {
    const lines: string[] = [];
    const bar = createBar({ isTTY, columns: 80, write: (text) => lines.push(text) });
    for (const share of shares) bar.show(share, 'x');
    bar.end();
    return lines;
  };

  it('is one line on a terminal, and a line every tenth of the way elsewhere', () => {
    expect(written(true, [0, 0.5, 1])).toEqual([
      expect.stringMatching(/^\r.*\[-{30}\] {3}0 % {2}x$/),
      expect.stringMatching(/\[#{15}-{15}\] {2}50 %/),
      expect.stringMatching(/\[#{30}\] 100 %/),
      '\n',
    ]);
    expect(written(false, [0, 0.05, 0.1, 0.11, 0.35, 1])).toEqual([
      '  0 %  x\n',
      ' 10 %  x\n',
      ' 35 %  x\n',
      '100 %  x\n',
    ]);
  });
});

test('everything of a demo lies in its own folder, also when the product has another', async () => {
  const own = resolve(DEMO_FOLDER);
  expect(await demoEnv({})).toMatchObject({ home: own, keys: { home: own }, seals: { folder: join(own, 'seals') } });
  const given = await demoEnv({ MOTCUA_HOME: '/srv/demo', DATABASE_URL: 'postgres://a@b/c' });
  expect(given).toMatchObject({ home: '/srv/demo', keys: { home: '/srv/demo' }, databaseUrl: undefined });
});
