import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { configCopy } from '../../support/config-copy';

type Row = { [key: string]: unknown };

const { path, faults } = configCopy();

function change<T extends Row>(name: string, edit: (row: T) => void): void {
  const row = JSON.parse(readFileSync(path(name), 'utf8')) as T;
  edit(row);
  writeFileSync(path(name), JSON.stringify(row));
}

test('a folder in the place of a file is a fault', () => {
  mkdirSync(path('units/more.json'));
  expect(faults()).toEqual(['units/more.json : the file cannot be read (EISDIR)']);
});

test('a link that leads nowhere is a fault', () => {
  symlinkSync(path('gone'), path('units/more.json'));
  expect(faults()).toEqual(['units/more.json : the file cannot be read (ENOENT)']);
});

test('a byte that is not UTF-8 is a fault', () => {
  const text = readFileSync(path('fields.json'), 'latin1');
  writeFileSync(path('fields.json'), text.replace('Foreign', 'Foreig\xff'), 'latin1');
  expect(faults()).toEqual(['fields.json : the file is not UTF-8']);
});

test('a mark of byte order, as editors on Windows write it, is passed over', () => {
  writeFileSync(path('fields.json'), `\ufeff${readFileSync(path('fields.json'), 'utf8')}`);
  expect(faults()).toEqual([]);
});

describe('a time limit', () => {
  const limit = (value: unknown) =>
    change<{ limits: Row }>('procedures/1.004363.json', (row) => (row.limits.online = value));

  test.each([
    [{ amount: 21.5, unit: 'working-day' }, []],
    [{ amount: 20.3, unit: 'working-day' }, ['/amount: must be a multiple of 0.5']],
    [{ amount: 40.5, unit: 'calendar-day' }, ['/amount: must be a multiple of 1']],
    [{ amount: 180.5, unit: 'working-hour' }, ['/amount: must be a multiple of 1']],
    [{ amount: 0, unit: 'working-day' }, ['/amount: must be more than 0']],
    [{ amount: 2001, unit: 'working-day' }, ['/amount: must not be more than 2000']],
    [{ amount: 10_000, unit: 'calendar-day' }, ['/amount: must not be more than 2000']],
    [{ amount: 0.3, unit: 'working-day' }, ['/amount: must be a multiple of 0.5']],
    [{ amount: -1, unit: 'working-hour' }, ['/amount: must be more than 0']],
    [{ amount: 40, unit: 'week' }, ['/unit: must be one of: working-day, calendar-day, working-hour, month, same-day']],
    [{ amount: 2, unit: 'same-day' }, ['/amount: must be 1']],
    [{ amount: 1, unit: 'same-day', cutOff: '24:30' }, ['/cutOff: does not have the right form']],
    [{ amount: 40, unit: 'working-day', cutOff: '15:00' }, ['/cutOff: must not be there']],
    [{ amount: 40, unit: 'calendar-day', count: 'minute' }, ['/count: must be end-of-day']],
  ])('of %j', (value, expected) => {
    limit(value);
    expect(faults()).toEqual(expected.map((fault) => `procedures/1.004363.json /limits/online${fault}`));
  });
});

test('a procedure that replaces, or is replaced by, one that is not there', () => {
  change('procedures/2.000205.json', (row) => (row.replacedBy = '9.000001'));
  change('procedures/1.014199.json', (row) => (row.replaces = '9.000002'));
  expect(faults()).toEqual([
    'procedures/1.014199.json /replaces: there is no “9.000002”',
    'procedures/2.000205.json /replacedBy: there is no “9.000001”',
  ]);
});

test('a second pair of eyes on an action that is not there is told for each process that has it', () => {
  change<{ actions: Row[] }>('processes/standard.v1.json', ({ actions }) => {
    for (const action of actions) if (action.name === 'sign') action.notBy = 'draft';
  });
  const found = faults();
  expect(found).toContain('processes/standard.v1.json /actions/sign/notBy: there is no action “draft”');
  expect(found.every((fault) => fault.endsWith('/actions/sign/notBy: there is no action “draft”'))).toBe(true);
});

test('a stage may not be called as the stage of a dossier that does not exist yet', () => {
  change<{ stages: Row[] }>(
    'processes/standard.v1.json',
    ({ stages }) => void stages.push({ ...stages[0], name: 'new' }),
  );
  expect(faults()).toContain('processes/standard.v1.json /stages/new: two stages have this name');
});
