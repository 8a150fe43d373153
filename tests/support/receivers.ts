import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** An SMTP server that keeps what it got. */
export class Mailbox {
  readonly mails: ParsedMail[] = [];
  /** How the next messages are dealt with, one each; then they are accepted. */
  readonly next: ('drop' | 'refuse' | 'hang')[] = [];
  /** Connections that were ever made. */
  connections = 0;
  #server: SMTPServer | undefined;
  #sockets = new Set<Socket>();
  #port = 0;

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Begins to listen, at the same port when it did so before. */
  async open(): Promise<void> {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onConnect: (_session, done) => {
        this.connections += 1;
        done();
      },
      onData: (stream, _session, done) => {
        void simpleParser(stream).then((mail) => this.#deal(mail, done));
      },
    });
    server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    server.on('error', () => undefined);
    const listener = server.listen(this.#port, '127.0.0.1');
    await once(listener, 'listening');
    this.#port = (listener.address() as AddressInfo).port;
    this.#server = server;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise<void>((done) => server.close(() => done()));
    this.cut();
    await closed;
  }

  /** Breaks every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #deal(mail: ParsedMail, done: (error?: Error & { responseCode?: number }) => void): void {
    const how = this.next.shift();
    if (how === 'refuse') return done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }));
    this.mails.push(mail);
    if (how === 'drop') return this.cut();
    if (how === undefined) done();
  }
}

export type Posted = { path: string; headers: IncomingHttpHeaders; text: string; at: number };
export type Answer = { status: number; headers?: Record<string, string> } | 'never' | 'drop';

/** An HTTP server that keeps what was posted to it and answers as it is told. */
export class Receiver {
  readonly posts: Posted[] = [];
  answer: (post: Posted) => Answer | Promise<Answer> = () => ({ status: 204 });
  #server: Server | undefined;

  get url(): string {
    return `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}`;
  }

  async open(): Promise<this> {
    this.#server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => (text += part));
      request.on('end', () => {
        const post = { path: request.url ?? '', headers: request.headers, text, at: Date.now() };
        this.posts.push(post);
        void Promise.resolve(this.answer(post)).then((answer) => {
          if (answer === 'drop') request.socket.destroy();
          else if (answer !== 'never') response.writeHead(answer.status, answer.headers).end();
        });
      });
    });
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }
}

/** Waits until something is so; fails with what it was when it is not so in time. */
export async function eventually<T>(look: () => T | Promise<T>, fits: (value: T) => boolean, ms = 60_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await look();
    if (fits(value)) return value;
    if (Date.now() > end) throw new Error(`it did not come about: ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
