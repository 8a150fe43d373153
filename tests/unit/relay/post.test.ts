import { once } from 'node:events';
import http from 'node:http';
import { postSigned, publicLookup } from '../../../activities/relay/post';
import { Receiver } from '../../support/receivers';

test('a name that leads to this machine is refused in the very look-up of the connection', async () => {
  const receiver = await new Receiver().open();
  const { port } = new URL(receiver.url);
  for (const autoSelectFamily of [true, false]) {
    const options = { host: 'localhost', port, lookup: publicLookup, autoSelectFamily, agent: false as const };
    const call = http.request(options);
    const failed = once(call, 'error');
    call.end();
    const [error] = (await failed) as [Error];
    expect(error.message).toBe('address refused (private)');
  }
  expect(receiver.posts).toEqual([]);
  await receiver.close();
});

test('an address of this machine is refused without a look-up', async () => {
  const receiver = await new Receiver().open();
  const url = receiver.url.replace('http:', 'https:');
  const post = { url, secret: 's', id: 'i', body: {}, allowPrivate: false };
  expect(await postSigned(post, AbortSignal.timeout(1000))).toEqual({
    is: 'failed',
    error: 'address refused (private)',
  });
  expect(receiver.posts).toEqual([]);
  await receiver.close();
});

test('an answer without end is not waited for, and one that comes in time counts by its status alone', async () => {
  const server = http.createServer((_request, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write('x'.repeat(10_000)), 5);
    response.on('close', () => clearInterval(more));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const post = { url: `http://127.0.0.1:${port}/`, secret: 's', id: 'i', body: {}, allowPrivate: true };
  expect(await postSigned(post, AbortSignal.timeout(2000))).toEqual({ is: 'sent' });
  const closed = once(server, 'close');
  server.close();
  await closed;
});
