import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { installRuntime, testBundle } from '../support/stack';

type Accepted = { acceptedRequest: { input: { args: { payloads: { data: string }[] } } } };
type Event = { eventType: string; workflowExecutionUpdateAcceptedEventAttributes?: Accepted };

const folder = join(__dirname, 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as { events: Event[] };

describe('workflow code that has landed is law', () => {
  beforeAll(() => installRuntime());

  test.each(files)('%s still replays', async (file) => {
    await Worker.runReplayHistory({ workflowBundle: testBundle(), replayName: file }, read(file));
  });

  test('a history that the code could not have made does not replay', async () => {
    const history = read('whole-way_0.1.0.json');
    // The second step as somebody would have asked for it who saw an earlier state: the code refuses it, the history did not.
    const [, second] = history.events.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    const [payload] = second?.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest.input.args.payloads ?? [];
    if (!payload) throw new Error('the history has no second update');
    const step = JSON.parse(Buffer.from(payload.data, 'base64').toString('utf8')) as object;
    payload.data = Buffer.from(JSON.stringify({ ...step, expectedSeq: 0 })).toString('base64');
    await expect(Worker.runReplayHistory({ workflowBundle: testBundle() }, history)).rejects.toThrow(
      /[Nn]ondeterminism/,
    );
  });

  test('the histories hold nothing that was written in a form', () => {
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      const payloads = [...text.matchAll(/"data":\s*"([^"]+)"/g)]
        .map(([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8'))
        .join('\n');
      for (const secret of [
        'Nguyễn',
        '087200001234',
        '0912',
        'Quầy',
        'Trần Thị Sen',
        'Đã nhận quầy',
        'Tính nhầm',
        'Nghỉ thêm',
      ])
        expect(`${text}\n${payloads}`).not.toContain(secret);
    }
  });
});
