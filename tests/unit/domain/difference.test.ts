import fc from 'fast-check';
import { loadConfig } from '../../../config/load';
import { schemaFaults } from '../../../config/load-schemas';
import { Catalogue } from '../../../domain/catalogue';
import { definitionOf, type Definition } from '../../../domain/definition';
import { differences } from '../../../domain/difference';
import { same } from '../../../domain/same';
import { SHIPPED } from '../../support/config-copy';

const catalogue = new Catalogue(loadConfig(SHIPPED));
const of = (code: string): Definition => {
  const found = definitionOf(catalogue, code, 1);
  if (!found) throw new Error(code);
  return found;
};
const labour = of('2.001955');
const edited = (edit: (definition: Definition) => void): Definition => {
  const copy = structuredClone(labour);
  edit(copy);
  return copy;
};
const said = (edit: (definition: Definition) => void) => differences(labour, edited(edit)).map(({ text }) => text);
const stage = ({ process }: Definition, name: string) => {
  const found = process.stages.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};
const action = ({ process }: Definition, name: string) => {
  const found = process.actions.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

test('the same definition differs in nothing, whatever the numbers and days', () => {
  expect(differences(labour, labour)).toEqual([]);
  expect(
    said(({ procedure, process }) => {
      Object.assign(procedure, { version: 1001, validFrom: '2027-01-01', process: { id: 'x', version: 7 } });
      process.version = 1001;
    }),
  ).toEqual([]);
});

test('limits are told with their amounts', () => {
  expect(said((d) => (stage(d, 'assigned').limit = { amount: 7, unit: 'working-day' }))).toEqual([
    {
      vi: 'Bước «Đang thẩm định»: thời hạn từ 5 lên 7 ngày làm việc.',
      en: 'Stage “Under appraisal”: its limit from 5 up to 7 working day(s).',
    },
  ]);
  expect(said((d) => (d.procedure.limits.direct = { amount: 5.5, unit: 'working-day' }))).toEqual([
    {
      vi: 'Thủ tục: thời hạn khi nộp trực tiếp từ 7 xuống 5,5 ngày làm việc.',
      en: 'The procedure: the limit over the counter from 7 down to 5.5 working day(s).',
    },
  ]);
  expect(said((d) => delete stage(d, 'assigned').limit)[0]?.vi).toBe(
    'Bước «Đang thẩm định»: thời hạn từ «5 ngày làm việc» thành «không có».',
  );
  expect(said((d) => (d.procedure.limits.post = { amount: 7, unit: 'calendar-day' }))[0]?.vi).toBe(
    'Thủ tục: thời hạn khi nộp qua bưu chính từ «7 ngày làm việc» thành «7 ngày».',
  );
});

test('stages, actions, people, papers and questions are told by their names', () => {
  const sentences = said((d) => {
    stage(d, 'assigned').actors = { roles: ['specialist', 'head-of-unit'], unit: 'deciding' };
    d.process.actions = d.process.actions.filter(({ name }) => name !== 'extend');
    action(d, 'sign').tells = ['applicant'];
    d.procedure.documents = d.procedure.documents.map((paper, i) => (i === 0 ? { ...paper, copies: 2 } : paper));
    const receive = d.forms.find(({ id }) => id === 'receive');
    Object.assign(receive?.schema.properties as object, {
      email: { type: 'string', 'x-title': { vi: 'Thư điện tử', en: 'E-mail' } },
    });
  }).map(({ vi }) => vi);
  expect(sentences).toEqual([
    expect.stringMatching(/^Thủ tục: giấy tờ «.+»: số bản sao từ «0» thành «2»\.$/),
    'Bước «Đang thẩm định»: người xử lý từ «chuyên viên của cơ quan giải quyết» thành «chuyên viên, lãnh đạo đơn vị của cơ quan giải quyết».',
    expect.stringMatching(/^Hành động «.+» bị bỏ\.$/),
    expect.stringMatching(/^Hành động «.+»: thông báo cho từ «.+» thành «người nộp»\.$/),
    'Biểu mẫu «Tiếp nhận hồ sơ»: thêm câu hỏi «Thư điện tử».',
  ]);
});

type Place = { holder: Record<string, unknown>; key: string };

/** Every place of a value, in an order that does not change. */
function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

const UNSAID = ['version', 'validFrom', 'validTo', 'process', 'code', 'replaces', 'replacedBy'];

/** Every place that an owner may write. */
function writable({ procedure, process, forms }: Definition): Place[] {
  const free = (row: object, fixed: string[]) =>
    places(row).filter(({ holder, key }) => holder !== row || !fixed.includes(key));
  return [
    ...free(procedure, UNSAID).filter(({ holder }) => holder !== (procedure.process as object)),
    ...free(process, ['id', 'version']),
    ...forms.flatMap((form) => free(form, ['id', 'version'])),
  ];
}

function alter({ holder, key }: Place, how: string): void {
  if (Array.isArray(holder)) {
    if (how === 'remove') holder.splice(Number(key), 1);
    else if (how === 'swap') holder.push(holder.splice(Number(key), 1)[0]);
    else if (how === 'double') holder.push(structuredClone(holder[Number(key)]));
    else holder[Number(key)] = other(holder[Number(key)]);
  } else if (how === 'remove') delete holder[key];
  else if (how === 'add') holder[`${key}Moi`] = structuredClone(holder[key]);
  else holder[key] = other(holder[key]);
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `${value}x`;
  return Array.isArray(value) ? [...(value as unknown[]), 'x'] : { ...(value as object), x: 1 };
}

/** Of another shape nothing is compared. */
function wellFormed({ procedure, process, forms }: Definition): boolean {
  const faults = [schemaFaults('procedure', procedure), schemaFaults('process', process)];
  return [...faults, ...forms.map((form) => schemaFaults('form', form))].flat().length === 0;
}

test('whatever is changed in a definition is said, in both languages', () => {
  const count = writable(labour).length;
  expect(count).toBeGreaterThan(1500);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: count - 1 }),
      fc.constantFrom('change', 'remove', 'add', 'swap', 'double'),
      (index, how) => {
        const copy = structuredClone(labour);
        const place = writable(copy)[index] as Place;
        alter(place, how);
        fc.pre(wellFormed(copy));
        const found = differences(labour, copy);
        const unchanged = same(labour, copy);
        expect([place.key, how, found.length > 0]).toEqual([place.key, how, !unchanged]);
        for (const { text } of found) {
          expect(text.vi).toMatch(/\S\.$/);
          expect(`${text.vi}${text.en}`).not.toMatch(/undefined|\[object/);
        }
      },
    ),
    { numRuns: 150 },
  );
});
