import { csvText } from '../../../config/csv';
import { readStaffCsv } from '../../../config/staff-csv';

const ENGLISH =
  'id,name,group,unit,kind,postedFrom,postedTo,approvedBy,publishedOn,phone,accountOn,leftOn,certificates'.split(',');
const VIETNAMESE =
  'Mã,Họ tên,Nhóm,Đơn vị,Loại,Từ ngày,Đến ngày,Quyết định,Công khai,Điện thoại,Tài khoản,Nghỉ từ,Chứng nhận'.split(',');

type Cells = { [column: string]: string };
const AN = { id: 'an.post', name: 'Nguyễn Văn An', group: 'post', unit: '872', kind: 'official' };
const POSTED = { postedFrom: '2026-01-01', postedTo: '2027-01-01' };
const LONG = { approvedBy: '12/QĐ-UBND', publishedOn: '2026-01-05', phone: '0277.389-8989', accountOn: '06/01/2026' };
const cellsOf = (cells: Cells) => ENGLISH.map((column) => cells[column] ?? '');
const row = (cells: Cells = {}) => cellsOf({ ...AN, ...POSTED, ...cells });
const text = (...rows: string[][]) => rows.map((cells) => `${cells.join(',')}\n`).join('');
const file = (...rows: string[][]) => Buffer.from(text(ENGLISH, ...rows));
const told = (bytes: Buffer | string) =>
  readStaffCsv(Buffer.from(bytes)).faults.map(({ line, column, rule }) => `${line} ${column} ${rule}`);
const ids = (bytes: Buffer | string) => readStaffCsv(Buffer.from(bytes)).rows.map(({ line, id }) => `${line} ${id}`);

const EXPECTED = {
  ...{ line: 2, ...AN, ...POSTED, ...LONG, phone: '02773898989', accountOn: '2026-01-06', leftOn: '2026-12-01' },
  certificates: [
    { field: 'land', passedOn: '2026-01-20' },
    { field: 'health', passedOn: '2026-02-21' },
  ],
};
const FULL = row({ ...LONG, leftOn: '2026-12-01', certificates: 'land:2026-01-20|health:21/02/2026' });

describe('encodings and separators', () => {
  const content = text(ENGLISH, FULL);
  const utf16 = Buffer.from(`\ufeff${content}`, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(content)],
    ['UTF-8 with a mark of byte order', Buffer.from(`\ufeff${content}`)],
    ['UTF-16 LE', utf16],
    ['UTF-16 BE', Buffer.from(utf16).swap16()],
    ['CRLF', Buffer.from(content.replaceAll('\n', '\r\n'))],
    ['no line end at the end', Buffer.from(content.trimEnd())],
    ['semicolons', Buffer.from(content.replaceAll(',', ';'))],
    ['tabs', Buffer.from(content.replaceAll(',', '\t'))],
    ['every cell in quotes', Buffer.from(content.replace(/[^,\n]+/g, '"$&"'))],
    ['decomposed letters and blanks around', Buffer.from(content.normalize('NFD').replaceAll(',', ' , '))],
    ['Vietnamese', Buffer.from(text(VIETNAMESE, FULL))],
    ['Vietnamese without marks', Buffer.from(text(VIETNAMESE, FULL).replace('Mã,Họ tên', 'MA,ho ten'))],
  ])('%s', (_, bytes) => {
    expect(readStaffCsv(bytes)).toEqual({ rows: [EXPECTED], faults: [] });
  });

  test('bytes in no known encoding are one fault', () => {
    const latin = Buffer.concat([Buffer.from(content), Buffer.from([0x4e, 0xe0, 0x6e])]);
    expect(readStaffCsv(latin)).toEqual({
      rows: [],
      faults: [
        {
          line: 0,
          column: '',
          rule: 'encoding',
          message: { vi: expect.any(String), en: expect.any(String) as string },
        },
      ],
    });
    expect(told(Buffer.concat([utf16, Buffer.from([0x00, 0xd8])]))).toEqual(['0  encoding']);
  });
});

describe('the header', () => {
  test.each(['', '\ufeff', '\r\n\r\n', ' ', ',,,\n'])('an empty file: %j', (content) => {
    expect(told(content)).toEqual(['0  empty']);
  });

  test('a header only is a list without rows', () => {
    expect(readStaffCsv(file())).toEqual({ rows: [], faults: [] });
  });

  test('columns in another order', () => {
    expect(readStaffCsv(Buffer.from(text([...ENGLISH].reverse(), [...FULL].reverse()))).rows).toEqual([EXPECTED]);
  });

  test('unknown, missing and repeated columns are told together, and no row is read', () => {
    const header = ENGLISH.map((column) => (column === 'phone' ? 'colour' : column === 'unit' ? 'Mã' : column));
    const { rows, faults } = readStaffCsv(Buffer.from(text(header, FULL)));
    expect(rows).toEqual([]);
    expect(faults).toEqual([
      expect.objectContaining({ line: 1, column: 'id', rule: 'repeated-column' }),
      expect.objectContaining({ line: 1, column: 'colour', rule: 'unknown-column' }),
      expect.objectContaining({ line: 1, column: 'unit', rule: 'missing-column' }),
      {
        ...{ line: 1, column: 'phone', rule: 'missing-column' },
        message: { vi: 'thiếu cột «điện thoại»', en: 'the column “phone” is missing' },
      },
    ]);
  });

  test('a header with a broken quote, or with very many columns', () => {
    expect(told('"id,name\n')).toEqual(['1  quote']);
    expect(told(','.repeat(5_000_000) + 'id')).toHaveLength(113);
  });
});

describe('quotes', () => {
  test('separators, quotes and line ends inside a cell; lines are counted as an editor counts them', () => {
    for (const end of ['\n', '\r\n']) {
      const cells = row({ name: '"Lê, ""Ba"""', approvedBy: `"12/QĐ${end}13/QĐ"` });
      const content = text(ENGLISH, cells, [], row({ id: 'second' })).replace(/\r?\n/g, end);
      const { rows, faults } = readStaffCsv(Buffer.from(content));
      expect(faults).toEqual([]);
      expect(rows).toMatchObject([
        { line: 2, name: 'Lê, "Ba"', approvedBy: '12/QĐ\n13/QĐ' },
        { line: 5, id: 'second' },
      ]);
    }
  });

  test.each(['"An', 'A"n', '"An" Ba', '"An""'])('the broken cell %s leaves the other rows alone', (name) => {
    const bytes = file(
      row({ id: 'a' }),
      row({ id: 'b', name }),
      row({ id: 'c', approvedBy: '"12"' }),
      row({ id: 'd' }),
    );
    expect(told(bytes)).toEqual(['3  quote']);
    expect(ids(bytes)).toEqual(['2 a', '4 c', '5 d']);
  });

  test('rows of empty cells are passed over, left-out cells at the end are empty, more cells than columns are not', () => {
    const short = row({ id: 'short' }).slice(0, 7);
    const bytes = file(cellsOf({}), short, [...row(), '', ' '], [...row({ id: 'long' }), 'x']);
    expect(ids(bytes)).toEqual(['3 short', '4 an.post']);
    expect(told(bytes)).toEqual(['5  extra-cells']);
  });
});

describe('cells', () => {
  test.each<[Cells, Cells]>([
    [{ group: 'Bưu điện' }, { group: 'post' }],
    [{ group: 'NHÀ NƯỚC' }, { group: 'government' }],
    [{ kind: 'du phong' }, { kind: 'reserve' }],
    [{ kind: 'Chính thức' }, { kind: 'official' }],
    [{ unit: '872@2018-01-01' }, { unit: '872@2018-01-01' }],
    [{ postedTo: '29/02/2028' }, { postedTo: '2028-02-29' }],
    [{ phone: '+84912345678' }, { phone: '+84912345678' }],
    [{ name: 'Ễ'.repeat(100) }, { name: 'Ễ'.repeat(100) }],
    [{ id: 'A'.repeat(64) }, { id: 'A'.repeat(64) }],
  ])('%j', (cells, expected) => {
    expect(readStaffCsv(file(row(cells)))).toMatchObject({ rows: [expected], faults: [] });
  });

  test.each<[Cells, string]>([
    [{ id: '' }, 'id required'],
    [{ id: 'an post' }, 'id account'],
    [{ id: 'nguyễn' }, 'id account'],
    [{ id: '.an' }, 'id account'],
    [{ id: 'a'.repeat(65) }, 'id account'],
    [{ name: ' ' }, 'name required'],
    [{ name: 'n'.repeat(101) }, 'name length'],
    [{ name: 'A\u0007n' }, 'name control-character'],
    [{ name: 'A\u202en' }, 'name control-character'],
    [{ name: '\u000bAn' }, 'name control-character'],
    [{ group: 'constructor' }, 'group group'],
    [{ kind: 'post' }, 'kind kind'],
    [{ unit: '' }, 'unit required'],
    [{ unit: '872@2018-02-30' }, 'unit unit'],
    [{ unit: '87 2' }, 'unit unit'],
    [{ postedFrom: '2020-02-30' }, 'postedFrom date'],
    [{ postedFrom: '30/02/2020' }, 'postedFrom date'],
    [{ postedFrom: '1/2/2020' }, 'postedFrom date'],
    [{ postedFrom: '46000' }, 'postedFrom date'],
    [{ postedTo: '' }, 'postedTo required'],
    [{ postedTo: '2026-01-01' }, 'postedTo date-order'],
    [{ publishedOn: '2026-13-01' }, 'publishedOn date'],
    [{ accountOn: 'soon' }, 'accountOn date'],
    [{ leftOn: '2025-02-29' }, 'leftOn date'],
    [{ phone: '1234567' }, 'phone phone'],
    [{ phone: '1234567890123456' }, 'phone phone'],
    [{ phone: '0912 345 67x' }, 'phone phone'],
    [{ certificates: 'land' }, 'certificates certificate'],
    [{ certificates: 'land:2020-02-30' }, 'certificates certificate'],
    [{ certificates: 'land:2020-02-03|' }, 'certificates certificate'],
  ])('%j', (cells, fault) => {
    expect(told(file(row(cells)))).toEqual([`2 ${fault}`]);
    expect(ids(file(row(cells)))).toEqual([]);
  });

  test.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\tAn', ' =1', '"=1"', '+84 912'])('the formula %j', (cell) => {
    expect(told(file(row({ name: cell })))).toEqual(['2 name formula']);
    expect(told(file(row({ phone: cell })))).toEqual(['2 phone formula']);
  });

  test('a plus sign is for phones only', () => {
    expect(told(file(row({ approvedBy: '+84912345678' })))).toEqual(['2 approvedBy formula']);
  });
});

test('a row is told with all its faults, in both languages, and the good ones are returned', () => {
  const bad = row({ id: '?', name: '', kind: 'x', certificates: 'a:1|b:2026-01-01|c' });
  const { rows, faults } = readStaffCsv(file(row({ id: 'good' }), bad, row({ id: 'well' })));
  expect(rows.map(({ id }) => id)).toEqual(['good', 'well']);
  expect(faults.map(({ line, column, message }) => `${line} ${column}: ${message.en}`)).toEqual([
    '3 id: must be 1–64 letters without marks, digits or . _ @ -, beginning with a letter or digit',
    '3 name: must be filled in',
    '3 kind: must be official or reserve',
    '3 certificates: item 1 must have the form field:YYYY-MM-DD',
    '3 certificates: item 3 must have the form field:YYYY-MM-DD',
  ]);
  expect(faults[1]?.message.vi).toBe('chưa điền');
});

test('an account may stand in the file once, with capitals or without', () => {
  const { rows, faults } = readStaffCsv(file(row(), row({ id: 'other' }), row({ id: 'AN.Post' })));
  expect(rows.map(({ line }) => line)).toEqual([2, 3]);
  expect(faults).toEqual([
    { line: 4, column: 'id', rule: 'duplicate', message: { vi: 'đã có ở dòng 2', en: 'is already on line 2' } },
  ]);
});

describe('limits', () => {
  const many = (count: number, cells: Cells = {}) =>
    file(
      ...Array.from({ length: count }, (_, i) => row({ ...LONG, certificates: 'a:2026-01-01', ...cells, id: `u${i}` })),
    );

  test('50,000 rows are read in a few seconds, one more is a fault', () => {
    const bytes = many(50_000);
    const { rows, faults } = readStaffCsv(bytes);
    expect(rows).toHaveLength(50_000);
    expect(faults).toEqual([]);
    const more = Buffer.concat([bytes, Buffer.from(`${row({ id: 'more' }).join(',')}\n`)]);
    expect(told(more)).toEqual(['0  too-many-rows']);
    expect(ids(more)).toEqual([]);
  });

  test('at most 1,000 faults are told, and the good rows behind them are read', () => {
    const bytes = Buffer.concat([many(1500, { kind: 'x' }), Buffer.from(`${row({ id: 'last' }).join(',')}\n`)]);
    expect(told(bytes)).toHaveLength(1000);
    expect(ids(bytes)).toEqual(['1502 last']);
  });

  test('20 MB are read in a few seconds whatever they are, one byte more is a fault', () => {
    const size = 20 * 1024 * 1024;
    expect(told('\n'.repeat(size))).toEqual(['0  empty']);
    expect(told('"'.repeat(size - 1))).toEqual(['1  quote']);
    expect(told(Buffer.concat([file(), Buffer.from('"a\n'.repeat(6_000_000))]))).toEqual(['0  too-many-rows']);
    expect(told('\n'.repeat(size + 1))).toEqual(['0  too-large']);
  });
});

describe('csvText', () => {
  test('RFC 4180 with a mark of byte order and CRLF', () => {
    const rows = [
      ['mã', 'số'],
      ['a,b', 12],
      ['nói "có"', null],
      ['hai\ndòng', 0],
      ['a;b', ''],
    ];
    expect(csvText(rows)).toBe('\ufeffmã,số\r\n"a,b",12\r\n"nói ""có""",\r\n"hai\ndòng",0\r\n"a;b",\r\n');
    expect(csvText([])).toBe('\ufeff');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+84', "'+84"],
    ['-2', "'-2"],
    ['@a', "'@a"],
    ['\ta', '"\'\ta"'],
    ['\ra', '"\'\ra"'],
    ['a=b', 'a=b'],
    ["'a", "'a"],
    ['="a"', '"\'=""a"""'],
  ])('%j is no formula', (cell, expected) => {
    expect(csvText([[cell]])).toBe(`\ufeff${expected}\r\n`);
  });

  test('what it writes is read again', () => {
    expect(readStaffCsv(Buffer.from(csvText([ENGLISH, FULL])))).toEqual({ rows: [EXPECTED], faults: [] });
  });
});
