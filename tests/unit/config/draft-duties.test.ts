import { join } from 'node:path';
import { checkDraft } from '../../../config/draft-check';
import { loadConfig } from '../../../config/load';
import { Catalogue } from '../../../domain/catalogue';
import { contentOf, definitionOf, type DraftContent } from '../../../domain/definition';

const catalogue = new Catalogue(loadConfig(join(__dirname, '../../../config/dong-thap')));
const [procedure, base] = ['2.001955', 1];
const definition = definitionOf(catalogue, procedure, base);
if (!definition) throw new Error('no definition');

type Actions = DraftContent['process']['actions'];

/** What is wrong with a draft whose actions were changed, as far as it is about who does not do what. */
function faults(change: (actions: Actions) => Actions): string[] {
  const content = structuredClone(contentOf(definition as NonNullable<typeof definition>));
  const actions = change(content.process.actions);
  const checked = checkDraft(
    catalogue,
    { procedure, base },
    { ...content, process: { ...content.process, actions } },
    '2027-01-01',
  );
  return checked.faults.flatMap(({ pointer, rule }) => {
    const [, index] = /^\/process\/actions\/(\d+)\/notBy$/.exec(pointer) ?? [];
    return index === undefined ? [] : [`${actions[Number(index)]?.name} ${rule}`];
  });
}

const sign = (actions: Actions, more: object) =>
  actions.map(({ notBy, ...action }) =>
    action.name === 'sign' ? { ...action, ...more } : { ...action, ...(notBy !== undefined && { notBy }) },
  );

test('an owner does not publish away that who appraised does not sign', () => {
  expect(faults((actions) => actions)).toEqual([]);
  expect(faults((actions) => sign(actions, {}))).toEqual(['sign separation']);
  expect(faults((actions) => sign(actions, { notBy: 'assign' }))).toEqual(['sign separation']);
  // Under another name it is still what grants the result.
  expect(faults((actions) => sign(actions, { name: 'approve' }))).toEqual(['approve separation']);
  expect(faults((actions) => sign(actions, { name: 'approve', notBy: 'submit-for-signature' }))).toEqual([]);
});

test('he may keep more persons apart than before', () => {
  const more = (actions: Actions) =>
    actions.map((action) => (action.name === 'send-back' ? { ...action, notBy: 'submit-for-signature' } : action));
  expect(faults(more)).toEqual([]);
});
