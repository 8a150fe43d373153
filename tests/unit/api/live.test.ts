import { createParser } from 'eventsource-parser';
import type { Change } from '../../../api/live';
import type { Caller } from '../../support/caller';
import { ApiUnderTest } from './api-under-test';

/** A reader of the stream; `next` waits for what is told. */
class Ear {
  readonly told: Change[] = [];
  #wake = () => undefined as void;

  static async open(caller: Caller): Promise<Ear> {
    const ear = new Ear();
    const response = await fetch(`${caller.url}/api/v1/live`, { headers: { authorization: `Bearer ${caller.token}` } });
    if (!response.ok) throw new Error(await response.text());
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const parser = createParser({
      onEvent: ({ data }) => {
        ear.told.push(JSON.parse(data) as Change);
        ear.#wake();
      },
    });
    const text = response.body?.pipeThrough(new TextDecoderStream());
    const began = new Promise<void>((begun) => void ear.#read(text, parser.feed, begun).catch(() => undefined));
    await began;
    return ear;
  }

  async #read(text: ReadableStream<string> | undefined, feed: (part: string) => void, begun: () => void) {
    for await (const part of text ?? []) {
      begun();
      feed(part);
    }
  }

  async next(): Promise<Change> {
    while (this.told.length === 0) await new Promise<void>((wake) => (this.#wake = wake));
    return this.told.shift() as Change;
  }
}

describe('whoever listens is told what changes', () => {
  let api: ApiUnderTest;
  let place = 0;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
  });
  afterAll(() => api.stop());

  const happened = async (subject: string) => {
    place += 1;
    await api.db('outbox').insert({ subject, seq: 1, kind: 'receive', created_at: api.now, place });
    await api.db('relay').where({ name: 'outbox' }).update({ value: place });
  };

  /** The first look only finds out where the record is: something is told once a later one has found more. */
  const listening = async (ear: Ear, dossier: string) => {
    while (ear.told.length === 0) {
      await happened(dossier);
      await new Promise((done) => setTimeout(done, 30));
    }
    ear.told.length = 0;
  };

  it('those at a unit of the dossier, by its id and nothing else; a clerk of the Post of what is with the Post', async () => {
    await api.addDossier('d-near', { name: 'Trần Thị Bình' });
    await api.addDossier('d-far', { unit: '88@2020-01-01' });
    const near = await Ear.open(await api.as());
    const far = await Ear.open(await api.as({ unit: '88', sub: 'binh' }));
    const post = await Ear.open(await api.as({ role: 'post-clerk', sub: 'cuc' }));
    const auditor = await Ear.open(await api.as({ role: 'auditor', sub: 'dung' }));
    await listening(near, 'd-near');
    await listening(far, 'd-far');
    await happened('d-near');
    await happened('d-far');
    expect(await far.next()).toEqual({ dossiers: ['d-far'], transfers: [] });
    expect(await near.next()).toEqual({ dossiers: ['d-near'], transfers: [] });
    expect(new Set(near.told.flatMap(({ dossiers }) => dossiers)).has('d-far')).toBe(false);
    expect(post.told).toEqual([]);
    expect(new Set(auditor.told.flatMap(({ dossiers }) => dossiers))).toEqual(new Set(['d-near', 'd-far']));
  });

  it('nobody without a token', async () => {
    expect((await fetch(`${api.url}/api/v1/live`)).status).toBe(401);
  });
});
