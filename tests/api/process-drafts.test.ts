import { loadConfig } from '../../config/load';
import { publish } from '../../config/published';
import { verifyRecord } from '../../config/verify';
import { checkAnswer } from '../unit/api/check-answer';
import type { Answer, Caller } from '../support/caller';
import { SHIPPED } from '../support/config-copy';
import { witness } from '../support/refusal';
import { flat, LABOUR_RULES } from '../support/samples';
import { Stack } from '../support/stack';

const CODE = LABOUR_RULES.procedure;
type Stage = { name: string; limit?: { amount: number; unit: string } };
type Content = {
  procedure: { limits: Record<string, { amount: number; unit: string }> };
  process: { stages: Stage[]; actions: { name: string; form?: string; to?: string }[] };
  forms: {
    id: string;
    version: number;
    schema: { properties: Record<string, unknown> };
    uiSchema: { 'ui:order': string[] };
  }[];
};
type Draft = { id: string; seq: number; content: Content; stage: string; forms: Content['forms'] };

describe.each([
  ['SQLite', undefined],
  ['PostgreSQL', process.env.MOTCUA_TEST_PG],
])('drafts of processes on %s', (engine, databaseUrl) => {
  if (engine === 'PostgreSQL' && !databaseUrl) {
    test.skip('needs a PostgreSQL', () => undefined);
    return;
  }
  let stack: Stack;
  let owner: Caller;
  let other: Caller;
  let head: Caller;
  let clerk: Caller;

  beforeAll(async () => {
    stack = await Stack.start({ clock: '2026-11-25T02:00:00.000Z', databaseUrl });
    await signIn();
  });
  afterAll(() => stack?.stop());

  async function signIn() {
    owner = await stack.as('process-owner', '82', 'chu.quy.trinh');
    other = await stack.as('process-owner', '82', 'chu.hai');
    head = await stack.as('head-of-unit', 'so-noi-vu', 'giam.doc');
    clerk = await stack.as('government-clerk', '82');
  }

  const { refusal } = witness(() => stack, 'process_drafts ledger config_documents');
  const draftIn = ({ body }: Answer) => body.draft as Draft;
  const take = async (who = owner, procedure = CODE) =>
    draftIn(checkAnswer('takeProcessDraft', await who.post('/process-drafts', { procedure })));
  const save = (who: Caller, { id, seq, content }: Draft) =>
    who.post(`/process-drafts/${id}/content`, { expectedSeq: seq, content });
  const act = (who: Caller, { id, seq }: Pick<Draft, 'id' | 'seq'>, name: string, more: object = {}) =>
    who.post(`/process-drafts/${id}/${name}`, { expectedSeq: seq, ...more });
  const done = (answer: Answer) => draftIn(checkAnswer('actOnProcessDraft', answer));
  const withLimit = (draft: Draft, days: number): Draft => {
    const content = structuredClone(draft.content);
    const limit = { amount: days, unit: 'working-day' };
    content.procedure.limits = { direct: limit, post: limit, online: limit };
    return { ...draft, content };
  };
  const receive = async (): Promise<{ code: string; dueAt: string }> => {
    const answer = flat(await clerk.post('/dossiers', LABOUR_RULES));
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const versions = async () =>
    (
      checkAnswer('listVersions', await clerk.get(`/procedures/${CODE}/versions`)).body.items as {
        version: number;
        state: string;
        validFrom: string;
      }[]
    ).map(({ version, state, validFrom }) => `${version} ${state} ${validFrom}`);
  const published = async (days: number, validFrom: string) => {
    const saved = draftIn(await save(owner, withLimit(await take(), days)));
    const asked = done(await act(owner, saved, 'ask-review', { validFrom }));
    return done(await act(head, asked, 'approve'));
  };

  it('is taken from the version in force, edited, reviewed by a second person and published; dossiers keep theirs', async () => {
    const before = await receive();
    expect(before.dueAt).toBe('2026-12-04T10:00:00.000Z');
    const taken = await take();
    expect(taken).toMatchObject({
      base: 1,
      stage: 'editing',
      seq: 1,
      checks: [],
      differences: [],
      editors: ['chu.quy.trinh'],
    });

    const edited = withLimit(taken, 9);
    const stage = edited.content.process.stages.find(({ name }) => name === 'assigned');
    Object.assign(stage ?? {}, { limit: { amount: 7, unit: 'working-day' } });
    const receiveForm = structuredClone(taken.forms.find(({ id }) => id === 'receive'));
    if (!receiveForm) throw new Error('no form');
    receiveForm.schema.properties.fax = { type: 'string', 'x-title': { vi: 'Số fax', en: 'Fax' }, maxLength: 30 };
    // An order that forgets a question is a fault, and so is a pattern that could keep a server busy.
    const faulty = structuredClone(edited);
    const evil = structuredClone(receiveForm);
    evil.schema.properties.fax = { ...(evil.schema.properties.fax as object), pattern: '^(a+)+$' };
    faulty.content.forms = [evil];
    const told = draftIn(await save(owner, faulty)) as Draft & { checks: { pointer: string }[] };
    expect(told.checks.map(({ pointer }) => pointer).sort()).toEqual([
      '/forms/0/schema/properties/fax/pattern',
      '/forms/0/uiSchema/ui:order',
    ]);
    receiveForm.uiSchema['ui:order'].push('fax');
    edited.content.forms = [receiveForm];
    edited.seq = told.seq;
    const saved = draftIn(checkAnswer('saveProcessDraft', await save(owner, edited)));
    expect(saved).toMatchObject({ seq: 3, checks: [] });
    expect(
      (saved as unknown as { differences: { text: { vi: string } }[] }).differences.map(({ text }) => text.vi),
    ).toEqual([
      'Thủ tục: thời hạn khi nộp trực tiếp từ 7 lên 9 ngày làm việc.',
      'Thủ tục: thời hạn khi nộp trực tuyến từ 7 lên 9 ngày làm việc.',
      'Thủ tục: thời hạn khi nộp qua bưu chính từ 7 lên 9 ngày làm việc.',
      'Bước «Đang thẩm định»: thời hạn từ 5 lên 7 ngày làm việc.',
      expect.stringMatching(/^Hành động «Tiếp nhận»: biểu mẫu từ «receive@1» thành «receive@1001»\.$/),
      'Biểu mẫu «Tiếp nhận hồ sơ»: thêm câu hỏi «Số fax».',
      expect.stringMatching(/^Biểu mẫu «Tiếp nhận hồ sơ»: cách trình bày: thứ tự câu hỏi từ /),
    ]);
    const preview = checkAnswer('previewDraftForm', await owner.get(`/process-drafts/${saved.id}/forms/receive@1`));
    expect(preview.body.schema.properties).toMatchObject({
      fax: { title: 'Số fax' },
      details: { title: expect.anything() },
    });

    const asked = done(await act(owner, saved, 'ask-review', { validFrom: '2026-11-25', note: 'Theo công văn' }));
    expect(asked).toMatchObject({ stage: 'in-review', validFrom: '2026-11-25', acts: ['discard'] });
    expect(await refusal(() => act(owner, asked, 'approve'))).toBe('403 draft-own');
    const back = done(await act(head, asked, 'send-back', { reason: 'Cần rõ hơn' }));
    expect(back).toMatchObject({ stage: 'editing', sentBack: { by: 'giam.doc', reason: 'Cần rõ hơn' } });
    const again = done(await act(owner, back, 'ask-review', { validFrom: '2026-11-25' }));
    const key = 'publish-once';
    const approve = { expectedSeq: again.seq };
    const result = done(await head.post(`/process-drafts/${again.id}/approve`, approve, key));
    expect(result).toMatchObject({ stage: 'published', version: 1001 });
    // The same key again is the same command.
    expect(done(await head.post(`/process-drafts/${again.id}/approve`, approve, key))).toEqual(result);

    expect(await versions()).toEqual([expect.stringMatching(/^1 past /), '1001 in-force 2026-11-25']);
    // 25 November + 9 working days.
    expect((await receive()).dueAt).toBe('2026-12-08T10:00:00.000Z');
    const fax = { ...LABOUR_RULES, content: { ...LABOUR_RULES.content, fax: '0277 1' } };
    expect((await clerk.post('/dossiers', fax)).status).toBe(201);
    const kept = (await clerk.get(`/dossiers/${before.code}`)).body;
    expect(kept).toMatchObject({ procedure: { version: 1 }, dueAt: before.dueAt });
    expect((await clerk.post(`/dossiers/${before.code}/actions/forward`, { expectedSeq: 1, content: {} })).status).toBe(
      200,
    );
    const diff = checkAnswer('readDifference', await clerk.get(`/procedures/${CODE}/diff?from=1&to=1001`));
    expect(diff.body.items).toHaveLength(7);
  });

  it('whoever saw an older state is told who changed it, and overwrites nothing', async () => {
    const draft = await take();
    const first = draftIn(await save(other, withLimit(draft, 12)));
    expect(first.seq).toBe(2);
    const late = await save(owner, withLimit(draft, 3));
    expect([late.status, late.body.code, late.body.params.by]).toEqual([409, 'draft-stale', 'chu.hai']);
    expect(await refusal(() => save(owner, withLimit(draft, 3)))).toBe('409 draft-stale /expectedSeq');
    expect(await refusal(() => other.post('/process-drafts', { procedure: CODE }))).toBe('409 draft-open');
    // Both wrote in it, so neither reviews it.
    const asked = done(await act(owner, first, 'ask-review', { validFrom: '2026-12-01' }));
    expect(await refusal(() => act(other, asked, 'approve'))).toBe('403 draft-own');
    expect(await refusal(() => save(owner, { ...asked, content: draft.content }))).toBe('409 draft-stage');
    expect(done(await act(owner, asked, 'discard')).stage).toBe('discarded');
    expect(await refusal(() => act(head, { ...asked, seq: asked.seq + 1 }, 'approve'))).toBe('409 draft-stage');
  });

  it('a draft with faults is saved, shows them at their places, and is not reviewed', async () => {
    const draft = await take();
    const broken = structuredClone(draft);
    const stages = broken.content.process.stages;
    const place = stages.findIndex(({ name }) => name === 'assigned');
    Object.assign(stages[place] ?? {}, { limit: { amount: 400, unit: 'working-day' }, onLimit: 'nowhere' });
    const forward = broken.content.process.actions.findIndex(({ name }) => name === 'forward');
    Object.assign(broken.content.process.actions[forward] ?? {}, { to: 'missing', form: 'none@9' });
    const saved = draftIn(await save(owner, broken)) as Draft & { checks: { pointer: string; message: object }[] };
    expect(saved.checks.map(({ pointer }) => pointer).sort()).toEqual(
      expect.arrayContaining([
        '/procedure/limits/direct',
        `/process/actions/${forward}/form`,
        `/process/actions/${forward}/to`,
        `/process/stages/${place}/onLimit`,
      ]),
    );
    for (const { message } of saved.checks)
      expect(message).toEqual({ vi: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) });
    const asked = await refusal(() => act(owner, saved, 'ask-review', { validFrom: '2026-12-01' }));
    expect(asked).toMatch(/^422 draft-faulty .*\/content\/process\/actions\/\d+\/to configuration/);

    // Not even the shape of a process.
    const shapeless = { ...saved, content: { procedure: {}, process: { stages: 'none' }, forms: [] } as never };
    const worse = draftIn(await save(owner, shapeless));
    expect(worse).toMatchObject({
      differences: [],
      checks: expect.arrayContaining([expect.objectContaining({ pointer: '/process/stages' })]),
    });
    const repaired = draftIn(await save(owner, { ...worse, content: draft.content }));
    expect(await refusal(() => act(owner, repaired, 'ask-review', { validFrom: '2026-12-01' }))).toBe(
      '422 draft-unchanged',
    );
    done(await act(owner, repaired, 'discard'));
  });

  it('a version begins today or later, and only who may does anything', async () => {
    const draft = draftIn(await save(owner, withLimit(await take(), 10)));
    const asking = (validFrom?: string) =>
      refusal(() => act(owner, draft, 'ask-review', { ...(validFrom && { validFrom }) }));
    expect(await asking('2026-11-24')).toBe('422 date-in-past /validFrom');
    expect(await asking()).toBe('400 invalid-request /validFrom required');
    expect(await asking('2026-02-30')).toBe('400 invalid-request /validFrom format');
    for (const who of [clerk, await stack.as('auditor', '82'), await stack.as('specialist', 'so-noi-vu')])
      expect(await refusal(() => save(who, draft))).toBe('403 not-your-role');
    const ward = await stack.as('process-owner', '28249', 'chu.phuong');
    expect(await refusal(() => save(ward, draft))).toBe('403 not-your-unit');
    expect((await clerk.get('/process-drafts')).body.code).toBe('not-your-role');
    expect(await refusal(() => owner.post('/process-drafts', { procedure: '9.999999' }))).toBe(
      '422 procedure-unknown /procedure',
    );
    const unknown = '5f0e4d0e-9a63-4c7a-8a1f-5b110b8f7c1e';
    expect(await refusal(() => act(owner, { id: unknown, seq: 1 }, 'discard'))).toBe('404 draft-not-found');
    const list = checkAnswer('listProcessDrafts', await owner.get(`/process-drafts?procedure=${CODE}&stage=editing`));
    expect(list.body.items.map(({ id }: Draft) => id)).toEqual([draft.id]);
    checkAnswer('readProcessDraft', await owner.get(`/process-drafts/${draft.id}`));
    done(await act(owner, draft, 'discard'));
  });

  it('a version that is not in force yet can be withdrawn; its number is never given again', async () => {
    const coming = await published(11, '2026-12-15');
    expect(coming).toMatchObject({ version: 1002 });
    expect((await receive()).dueAt).toBe('2026-12-08T10:00:00.000Z');
    const taken = await take();
    expect(taken).toMatchObject({ base: 1002 });
    done(await act(owner, taken, 'discard'));
    expect(done(await act(owner, coming, 'withdraw', { reason: 'Chờ nghị quyết' })).stage).toBe('withdrawn');
    expect(await versions()).toEqual([
      expect.stringMatching(/^1 past/),
      '1001 in-force 2026-11-25',
      '1002 withdrawn 2026-12-15',
    ]);
    const next = await published(12, '2026-12-15');
    expect(next).toMatchObject({ version: 1003 });
    stack.clock.moveTo('2026-12-15T02:00:00.000Z');
    await signIn();
    expect(await refusal(() => act(owner, next, 'withdraw', { reason: 'Muộn' }))).toBe('409 version-in-force');
    expect((await receive()).dueAt).toBe('2026-12-31T10:00:00.000Z');
  });

  it('holds across a restart and an upgrade of the shipped files, and the record tells what was changed by hand', async () => {
    const shipped = loadConfig(SHIPPED);
    const upgraded = shipped.procedures.map((procedure) => {
      if (procedure.code !== CODE) return [procedure];
      const limit = { amount: 1, unit: 'working-day' as const };
      const fresh = {
        ...procedure,
        version: 2,
        validFrom: '2026-12-01',
        limits: { direct: limit, post: limit, online: limit },
      };
      return [{ ...procedure, validTo: '2026-12-01' }, fresh];
    });
    await publish(stack.db, { ...shipped, procedures: upgraded.flat() }, stack.clock.now());
    await stack.restart();
    await signIn();
    expect(await versions()).toEqual([
      expect.stringMatching(/^1 past/),
      '2 superseded 2026-12-01',
      '1001 past 2026-11-25',
      '1002 withdrawn 2026-12-15',
      '1003 in-force 2026-12-15',
    ]);
    expect((await receive()).dueAt).toBe('2026-12-31T10:00:00.000Z');
    expect((await verifyRecord(stack.db)).faults).toEqual([]);
    const row = { kind: 'procedures', key: `${CODE}@1003` };
    const { content } = await stack.db('config_documents').where(row).first('content');
    await stack
      .db('config_documents')
      .where(row)
      .update({ content: content.replace('"amount":12', '"amount":2') });
    expect((await verifyRecord(stack.db)).faults).toMatchObject([{ what: 'projection' }]);
    await stack.db('config_documents').where(row).update({ content });
    expect((await verifyRecord(stack.db)).faults).toEqual([]);
  });
});
