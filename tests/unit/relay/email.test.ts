import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { emailChannel } from '../../../activities/relay/email';
import type { Outcome } from '../../../activities/relay/outcome';

const MESSAGE = { id: 'd1', to: 'an@example.vn', subject: 'Hồ sơ', text: 'Đã có kết quả' };
const refusal = () => Object.assign(new Error('no'), { responseCode: 550 });

/** How sending to a server of these habits ends, unless it is given up before. */
async function sent(habits: SMTPServerOptions, signal = AbortSignal.timeout(30_000)): Promise<Outcome> {
  const server = new SMTPServer({ disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, ...habits });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const send = emailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'mot-cua@example.vn' }, 30_000);
  const outcome = await send(MESSAGE, signal);
  await new Promise<void>((done) => server.close(() => done()));
  return outcome;
}

const taken: SMTPServerOptions = {
  onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
};

test('a letter that is taken is sent', async () => {
  expect(await sent(taken)).toEqual({ is: 'sent' });
});

test('a recipient that does not exist is hopeless, a sender that is refused is not', async () => {
  const recipient = await sent({ ...taken, onRcptTo: (_address, _session, done) => done(refusal()) });
  expect(recipient).toMatchObject({ error: 'EENVELOPE 550 RCPT TO', permanent: true, uncertain: false });
  const sender = await sent({ ...taken, onMailFrom: (_address, _session, done) => done(refusal()) });
  expect(sender).toMatchObject({ error: 'EENVELOPE 550 MAIL FROM', permanent: false });
});

test('a server that has no answer is left in time, and whether the letter arrived is not known', async () => {
  const patience = new AbortController();
  const silent = (stream: Readable) => void stream.resume().on('end', () => patience.abort());
  const outcome = await sent({ onData: silent }, patience.signal);
  expect(outcome).toMatchObject({ is: 'failed', error: 'no answer in time', uncertain: true });
});

test('a server that is not there is tried again', async () => {
  const send = emailChannel({ url: 'smtp://127.0.0.1:1', from: 'mot-cua@example.vn' }, 30_000);
  const outcome = await send(MESSAGE, AbortSignal.timeout(30_000));
  expect(outcome).toMatchObject({ is: 'failed', permanent: false, uncertain: false });
});
