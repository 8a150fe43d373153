import { backoffMs } from '../../../domain/backoff';
import { fillPlaces, maskRecipient, toldOf, withoutMarks, writeMessage } from '../../../domain/message';
import { momentText } from '../../../domain/moment';

test('each failure doubles the wait, up to the limit, and the same number always means the same wait', () => {
  const backoff = { firstMs: 1000, mostMs: 60_000 };
  expect([1, 2, 3, 6, 7, 8, 5000].map((failures) => backoffMs(backoff, failures))).toEqual([
    1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

const text = { vi: 'Hồ sơ {{code}}, {{code}}: {{stage}}', en: 'Dossier {{code}}: {{stage}}' };
const values = {
  code: { vi: 'H20.1', en: 'H20.1' },
  stage: { vi: 'Đã ký', en: 'Signed' },
};

test('names are filled in the language of the text, Vietnamese first', () => {
  const template = { about: 'dossier', kind: 'sign', audience: 'unit', channel: 'email', subject: text, text } as const;
  expect(writeMessage({ ...template, languages: ['vi', 'en'] }, values)).toEqual({
    subject: 'Hồ sơ H20.1, H20.1: Đã ký',
    text: 'Hồ sơ H20.1, H20.1: Đã ký\n\n---\n\nDossier H20.1: Signed',
  });
  expect(writeMessage({ ...template, plain: true }, values).text).toBe('Ho so H20.1, H20.1: Da ky');
});

test('a value is not looked through for further names', () => {
  expect(fillPlaces('{{stage}}', { stage: { vi: '{{code}}', en: '' } }, 'vi')).toBe('{{code}}');
});

test('a name without a value is an error and not an empty place', () => {
  expect(() => fillPlaces('{{fee}}', values, 'vi')).toThrow('{{fee}}');
});

test('text without marks is what an old telephone shows', () => {
  expect(withoutMarks('ĐỒNG THÁP, Lấp Vò: xin lỗi – «Đã ký»')).toBe('DONG THAP, Lap Vo: xin loi - "Da ky"');
});

test('the moment is that of Viet Nam', () => {
  expect(momentText('2026-11-25T17:05:00.000Z')).toEqual({
    vi: '0 giờ 05, ngày 26/11/2026',
    en: '0:05, 26/11/2026',
  });
});

test('who is told: as the action says, the applicant of a moved appointment, the office whose turn it is of a reminder', () => {
  expect(toldOf('sign', ['receiving'])).toEqual(['receiving']);
  expect(toldOf('late')).toEqual([]);
  expect(toldOf('recounted')).toEqual(['applicant']);
  expect(toldOf('overdue', ['applicant'])).toEqual(['turn']);
});

test('a recipient in a list can be known again, but not written to', () => {
  expect(['an.nguyen@example.vn', '0912345678', '115'].map(maskRecipient)).toEqual([
    'a***@example.vn',
    '091****678',
    '***',
  ]);
});
