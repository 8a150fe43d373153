import { answersOf, localise, unlabelled } from '../../../domain/form';

const text = (vi: string, en: string) => ({ vi, en });
const SCHEMA = {
  type: 'object',
  properties: {
    returnBy: {
      type: 'string',
      'x-title': text('Nơi nhận kết quả', 'Where the result is returned'),
      enum: ['desk', 'post'],
      'x-choices': { desk: text('Tại quầy', 'At the counter'), post: text('Qua bưu chính', 'By post') },
    },
    submitter: {
      type: 'object',
      'x-title': text('Người nộp', 'Submitter'),
      properties: {
        phone: { type: 'string', 'x-title': text('Điện thoại', 'Phone') },
        name: { type: 'string', 'x-title': text('Họ và tên', 'Full name') },
      },
    },
    children: {
      type: 'array',
      'x-title': text('Con', 'Children'),
      items: {
        type: 'object',
        properties: { born: { type: 'string', format: 'date', 'x-title': text('Ngày sinh', 'Born on') } },
      },
    },
    urgent: { type: 'boolean', 'x-title': text('Gấp', 'Urgent') },
  },
};
const UI = { 'ui:order': ['submitter', 'children', 'urgent', 'returnBy'] };

describe('a form', () => {
  it('names its choices in the language that is asked for, and lets the same values through', () => {
    const { properties } = localise(SCHEMA, 'en') as { properties: { returnBy: object } };
    expect(properties.returnBy).toEqual({
      type: 'string',
      title: 'Where the result is returned',
      oneOf: [
        { const: 'desk', title: 'At the counter' },
        { const: 'post', title: 'By post' },
      ],
    });
  });

  it('must name every choice in both languages', () => {
    expect(unlabelled(SCHEMA)).toEqual([]);
    const half = { desk: text('Tại quầy', 'At the counter'), post: { vi: 'Qua bưu chính' } };
    const { returnBy } = SCHEMA.properties;
    const faulty = { ...SCHEMA, properties: { returnBy: { ...returnBy, 'x-choices': half } } };
    expect(unlabelled(faulty)).toEqual(['/properties/returnBy/enum/post']);
  });

  it('says what was answered as it asks for it: in its order, by its groups, with the names of choices', () => {
    const content = {
      children: [{ born: '2019-02-28' }, { born: '2021-12-31' }],
      gone: 'đã bỏ',
      note: '',
      returnBy: 'post',
      submitter: { name: 'Nguyễn Văn Ân', phone: '•••••••678' },
      urgent: false,
    };
    const asked = (vi: string) => expect.objectContaining({ vi });
    expect(answersOf({ schema: SCHEMA, uiSchema: UI }, content)).toEqual([
      { group: asked('Người nộp'), title: asked('Họ và tên'), value: 'Nguyễn Văn Ân' },
      { group: asked('Người nộp'), title: asked('Điện thoại'), value: '•••••••678' },
      { group: asked('Con'), title: asked('Ngày sinh'), value: '2019-02-28', format: 'date' },
      { group: asked('Con'), title: asked('Ngày sinh'), value: '2021-12-31', format: 'date' },
      { title: asked('Gấp'), value: false },
      { title: asked('Nơi nhận kết quả'), value: 'post', choice: text('Qua bưu chính', 'By post') },
      { title: text('gone', 'gone'), value: 'đã bỏ' },
    ]);
  });
});
