import { searchTerms } from '../../../api/search-terms';

test.each([
  ['000.00.16.h20 - 201005 - 0001', { code: '000.00.16.H20-201005-0001' }],
  ['h20.87-261125-0001', { code: 'H20.87-261125-0001' }],
  ['201005-0001', { codePart: '201005-0001' }],
  ['H20.87-2611', { codePart: 'H20.87-2611' }],
  ['0277 3898 989', { digits: '02773898989' }],
  ['+84 912 345 678', { digits: '0912345678' }],
  ['087123456789', { digits: '087123456789' }],
  ['Đường', { words: ['duong'] }],
  ['nguyen  VĂN an', { words: ['nguien', 'van', 'an'] }],
])('%s is understood', (q, terms) => {
  expect(searchTerms({ q })).toEqual(terms);
});

test.each([{ name: '%' }, { q: '—' }, { phone: 'abc' }, { code: '%' }])('%p holds nothing to search by', (query) => {
  expect(() => searchTerms(query)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
});
