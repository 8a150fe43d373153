import { readFileSync, writeFileSync } from 'node:fs';
import { loadConfig } from '../../../config/load';
import type { Block, PrintTemplate } from '../../../domain/print-template';
import { configCopy } from '../../support/config-copy';

const copy = configCopy();
const FILE = 'templates/appointment-slip.2025.v1.json';

function edit(change: (template: PrintTemplate) => void): void {
  const template = JSON.parse(readFileSync(copy.path(FILE), 'utf8')) as PrintTemplate;
  change(template);
  writeFileSync(copy.path(FILE), JSON.stringify(template));
}

/** Index of the first block of a kind, as faults name it. */
function at(kind: Block['block']): number {
  const { blocks } = JSON.parse(readFileSync(copy.path(FILE), 'utf8')) as PrintTemplate;
  return blocks.findIndex(({ block }) => block === kind);
}

test('an unknown variable is a fault with its file and place, and nothing is loaded', () => {
  edit(({ blocks }) => blocks.push({ block: 'paragraph', text: 'Lương: {{salary}}' }));
  const [fault, ...more] = copy.faults();
  expect(fault).toMatch(
    /^templates\/appointment-slip\.2025\.v1\.json \/blocks\/\d+\/text: there is no variable “salary”/,
  );
  expect(more).toEqual([]);
});

test('places are checked in fields, columns, footers, lists and conditions', () => {
  const [fields, table] = [at('fields'), at('table')];
  edit((template) => {
    template.footer = '{{foot}}';
    const [block, columns] = [template.blocks[fields], template.blocks[table]];
    if (block?.block === 'fields') block.lines = [[{ label: '{{label}}', value: '{{value}}' }]];
    if (columns?.block === 'table') columns.columns = [{ head: 'x', cell: '{{salary}}', width: 1 }];
    template.blocks.push({ block: 'when', has: 'nobody', blocks: [{ block: 'note', lines: ['{{inner}}'] }] });
    template.blocks.push({ block: 'each', list: 'handovers', blocks: [{ block: 'note', lines: ['x'] }] });
  });
  const paths = copy.faults().map((fault) => fault.split(' ')[1]);
  expect(paths).toEqual(
    expect.arrayContaining([
      '/footer:',
      `/blocks/${fields}/lines/0/0/label:`,
      `/blocks/${fields}/lines/0/0/value:`,
      `/blocks/${table}/columns/0/cell:`,
    ]),
  );
  expect(paths.filter((path) => /\/(has|list|lines\/0):$/.test(path ?? ''))).toHaveLength(3);
});

test('a variable of a list is not known outside of it', () => {
  edit(({ blocks }) => blocks.push({ block: 'note', lines: ['{{originals}}'] }));
  expect(copy.faults()).toEqual([expect.stringContaining('there is no variable “originals”')]);
});

test('a form that leaves out what the law asks for is no form', () => {
  edit((template) => {
    template.blocks = [{ block: 'paragraph', text: '{{code}} {{submitter}} {{procedure}} {{receivedAt}}' }];
  });
  expect(copy.faults()).toEqual([
    expect.stringContaining('this form must have “{{papers}}”'),
    expect.stringContaining('this form must have “{{dueAt}}”'),
  ]);
});

test('braces that are not closed are a fault', () => {
  edit(({ blocks }) => blocks.push({ block: 'note', lines: ['{{code'] }));
  expect(copy.faults()).toEqual([expect.stringContaining('are not closed')]);
});

test('a block of no known kind is a fault', () => {
  edit(({ blocks }) => blocks.push({ block: 'barcode', value: 'x' } as unknown as Block));
  expect(copy.faults().join()).toContain('must be one of: heading, title');
});

test('every form of a rule set has its template', () => {
  edit((template) => {
    template.number = '11';
  });
  expect(copy.faults().filter((fault) => fault.startsWith('rules.json'))).toEqual([
    'rules.json /3/forms/appointment-slip: there is no “Thông tư 03/2025/TT-VPCP/01”',
    'rules.json /4/forms/appointment-slip: there is no “Thông tư 03/2025/TT-VPCP/01”',
  ]);
});

describe('a logo', () => {
  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

  test('is read from beside the template', () => {
    writeFileSync(copy.path('templates/logo.png'), Buffer.from(PNG, 'base64'));
    edit((template) => {
      template.logo = 'logo.png';
    });
    expect(copy.faults()).toEqual([]);
    const logos = (loadConfig(copy.path()).templates ?? []).flatMap(({ logo }) => logo ?? []);
    expect(logos).toEqual([`data:image/png;base64,${PNG}`]);
  });

  test.each([
    ['gone.png', 'the file “gone.png” cannot be read'],
    ['../rules.json', 'must be a file name, not a path'],
    ['text.png', 'is neither PNG nor JPEG'],
    ['large.png', 'the image is larger than 200 kB'],
  ])('%s is refused: %s', (logo, reason) => {
    writeFileSync(copy.path('templates/text.png'), '<svg/>');
    writeFileSync(copy.path('templates/large.png'), Buffer.alloc(201 * 1024));
    edit((template) => {
      template.logo = logo;
    });
    expect(copy.faults()).toEqual([`${FILE} /logo: ${reason}`]);
  });
});
