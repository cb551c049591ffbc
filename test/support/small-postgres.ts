import { type AddressInfo, createServer, type Socket } from 'node:net';

const message = (type: string, body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
};
const READY = message('Z', Buffer.from('I'));
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), message('K', Buffer.alloc(8, 1)), READY]);
const done = (command: string): Buffer => Buffer.concat([message('C', Buffer.from(`${command}\0`)), READY]);
const error = (code: string): Buffer =>
  Buffer.concat([message('E', Buffer.from(`SERROR\0C${code}\0Mrefused\0\0`)), READY]);

/** What it does with a statement: answers, or refuses it with a code, says nothing, or hangs up. */
export type Manner = 'answer' | 'silence' | 'hang-up' | { readonly code: string };

/** A PostgreSQL that lets everybody in and does with a simple statement what it is told, over a real socket. */
export class SmallPostgres {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.serve(socket));
  /** How many were let in. */
  guests = 0;

  constructor(private readonly mannerFor: (statement: string) => Manner) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `postgres://somebody:secret@127.0.0.1:${(this.server.address() as AddressInfo).port}/house`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket)));
    socket.once('data', (hello) => {
      // Neither a request to cancel something.
      if (hello.readInt32BE(4) !== 3 << 16) return socket.destroy();
      this.guests++;
      socket.write(WELCOME);
      socket.on('data', (said) => this.answer(socket, said));
    });
  }

  private answer(socket: Socket, said: Buffer): void {
    const statement = said.toString('utf8', 5).replace(/\0.*$/s, '');
    const manner = String.fromCharCode(said[0]!) === 'Q' ? this.mannerFor(statement) : 'silence';
    if (manner === 'answer') socket.write(done(statement));
    else if (manner === 'hang-up') socket.destroy();
    else if (manner !== 'silence') socket.write(error(manner.code));
  }
}
