import { isGuessable } from '../../../config/guessable';

const ABOUT = ['tran.minh-hoa', 'Trần Thị Minh Hoà'];

describe('a password that is guessed soon', () => {
  test.each([
    ['of the most used, or nearly', '123456789012'],
    ['of the most used, or nearly', 'Password1234!'],
    ['keys side by side', 'qwertyuiop123'],
    ['a word of this country and a year', 'Vietnam@123456'],
    ['a word of this country and a year', 'Dongthap@2026'],
    ['a word of this country and a year', 'anhyeuem1234567'],
    ['words of this work', 'congchuc.motcua'],
    ['the same again and again', 'moccua82moccua82'],
    ['one date twice', '1985-12-01-1985'],
    ['the name of whoever chooses it', 'tranminhhoa2026'],
  ])('%s: %s', (_, password) => {
    expect(isGuessable(password, ABOUT)).toBe(true);
  });

  test.each(['con thuyền sang sông lúc bình minh', 'bờ sông chiều gió', 'a7$kQ9!mZ2xw', 'x9fk-22mk-a8rr-p2mm'])(
    'is not %s',
    (password) => {
      expect(isGuessable(password, ABOUT)).toBe(false);
    },
  );

  it('is found in the longest that is taken', () => {
    for (const password of ['a'.repeat(128), 'qwerty'.repeat(21), '1!aA'.repeat(32), 'đ'.repeat(128)])
      expect(isGuessable(password, ABOUT)).toBe(true);
  });
});
