import { digits, normalise, searchKey, textFault } from '../../../domain/text';
import { formatCode, parseCode } from '../../../domain/code';

describe('Vietnamese text', () => {
  test.each([
    ['Nguyễn Văn An', 'nguien van an'],
    ['Nguyễn Văn An'.normalize('NFD'), 'nguien van an'],
    ['NGUYEN  VAN\tAN', 'nguien van an'],
    ['Đường', 'duong'],
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['quý', 'qui'],
    ['quí', 'qui'],
    ['Mỹ Quý', 'mi qui'],
    ['Ắ Ấ Ố Ứ', 'a a o u'],
  ])('the search key of %p is %p', (text, key) => expect(searchKey(text)).toBe(key));

  test('NFD is stored as NFC', () => expect(normalise('ệ'.normalize('NFD'))).toBe('ệ'));

  test.each([
    ['a\u0000b', 'control-character'],
    ['a\u001bb', 'control-character'],
    ['a\u202eb', 'control-character'],
    ['a\ud800b', 'lone-surrogate'],
    ['Xã Tân Thành\nH. Lai Vung', undefined],
    ['😀 ĐỒNG THÁP', undefined],
  ])('%p has the fault %p', (text, fault) => expect(textFault(text)).toBe(fault));

  test.each([
    ['0277 3898 989', '02773898989'],
    ['+84 912 345 678', '0912345678'],
    ['0912.345.678', '0912345678'],
  ])('%p has the digits %p', (text, expected) => expect(digits(text)).toBe(expected));
});

describe('dossier codes', () => {
  test.each([
    ['000.00.00.H20', '2020-10-05', 1, '000.00.00.H20-201005-0001'],
    ['000.00.16.H20', '2019-04-05', 9999, '000.00.16.H20-190405-9999'],
    ['000.00.16.H20', '2019-04-05', 10_000, '000.00.16.H20-190405-10000'],
    ['H20.16', '2026-04-05', 7, 'H20.16-260405-0007'],
  ])('unit %s on %s, number %d is %s', (identification, date, sequence, code) => {
    expect(formatCode({ identification, date, sequence })).toBe(code);
    expect(parseCode(code)).toEqual({ identification, date, sequence });
  });

  test('are read in any case and with blanks', () => {
    expect(parseCode(' 000.00.00.h20 - 201005 - 0001 ')).toEqual({
      identification: '000.00.00.H20',
      date: '2020-10-05',
      sequence: 1,
    });
  });

  test.each(['', '000.00.00.H20', '000.00.00.H20-201005-1', 'H20-201005-12345678', '00.00.H20-201005-0001'])(
    '%p is no code',
    (text) => {
      expect(parseCode(text)).toBeUndefined();
    },
  );

  test('the day and the month never share a number: 1/11 and 11/1 differ', () => {
    const of = (date: string) => formatCode({ identification: 'H20', date, sequence: 1 });
    expect(of('2020-11-01')).not.toBe(of('2020-01-11'));
  });
});
