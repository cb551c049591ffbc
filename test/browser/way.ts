import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** The way between a phone and the house: it can be cut, lose an answer, and lead to another build of the page. */
export class Way {
  /** Every command that came through, by what it was about and its key. */
  readonly sent: { path: string; key: string }[] = [];
  private isCut = false;
  private lost: RegExp | null = null;
  private rewrite: ((path: string, text: string) => string) | null = null;
  private renamed = new Map<string, string>();
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((asked, answer) => void this.pass(asked, answer));

  private constructor(private readonly house: string) {
    this.server.on('connection', (socket) => {
      if (this.isCut) return void socket.destroy();
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async open(house: string): Promise<Way> {
    const way = new Way(house);
    await new Promise<void>((resolve) => way.server.listen(0, '127.0.0.1', resolve));
    return way;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
  }

  /** What is asked there is done, and its answer never comes: the way is cut. */
  cutAtAnswer(path: RegExp): void {
    this.lost = path;
  }

  /** Another build of the page: what it says of its files, and which one the house has under the name of another. */
  change(rewrite: (path: string, text: string) => string, [name, of]: readonly [string, string]): void {
    this.rewrite = rewrite;
    this.renamed = new Map([[name, of]]);
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = asked.url!;
    const key = asked.headers['idempotency-key'];
    if (typeof key === 'string') this.sent.push({ path, key });
    const headers: IncomingHttpHeaders = { ...asked.headers, 'accept-encoding': 'identity' };
    // What another build says is not what was said before.
    if (this.rewrite) delete headers['if-none-match'];
    if (this.rewrite) delete headers['if-modified-since'];
    const onward = request(this.house + (this.renamed.get(path) ?? path), { method: asked.method, headers });
    onward.on('error', () => answer.destroy());
    onward.on('response', (came) => {
      came.on('error', () => answer.destroy());
      if (this.lost?.test(path)) {
        this.lost = null;
        came.resume().once('end', () => this.cut());
        return;
      }
      answer.on('close', () => came.destroy());
      if (!this.rewrite || !/html|javascript/.test(came.headers['content-type'] ?? '')) {
        answer.writeHead(came.statusCode!, came.headers);
        came.pipe(answer);
        return;
      }
      const rewrite = this.rewrite;
      const parts: Buffer[] = [];
      came.on('data', (part: Buffer) => parts.push(part));
      came.once('end', () => {
        const { 'content-length': _length, etag: _etag, ...headers } = came.headers;
        answer.writeHead(came.statusCode!, headers);
        answer.end(rewrite(path, Buffer.concat(parts).toString()));
      });
    });
    asked.pipe(onward);
  }
}
