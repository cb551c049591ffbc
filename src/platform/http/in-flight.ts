import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

/** As long as a connection that is kept alive may take to bring what was on its way when the node began to leave. */
const ON_ITS_WAY_MS = 1_000;
const LOOK_MS = 20;

/** The requests that are being answered, so that a node that leaves cuts none of them off. */
export class InFlight {
  private readonly responses = new Set<ServerResponse>();
  private isLeaving = false;

  /** Stands before whoever answers. */
  constructor(private readonly server: Server) {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      this.responses.add(response);
      response.once('close', () => this.responses.delete(response));
      if (this.isLeaving) response.shouldKeepAlive = false;
    });
  }

  /** From now on every answer is the last of its connection (RFC 9112, section 9.6), so that nobody keeps one to a node that leaves. */
  leave(): void {
    this.isLeaving = true;
    for (const response of this.responses) response.shouldKeepAlive = false;
  }

  /**
   * Nobody new comes in. Unlike the `close` of an HTTP server this leaves connections open that may be bringing a request; and it closes
   * the door right after the loop has let in whoever stood there, whom the kernel would turn away with a reset.
   */
  async shut(): Promise<void> {
    await nextTurn();
    Listener.prototype.close.call(this.server);
  }

  /** Waits until every request is answered; who lingers gives connections that are kept alive a moment to bring another. */
  async done({ lingers }: { readonly lingers: boolean }): Promise<void> {
    for (let waited = 0; ; waited += LOOK_MS) {
      const hadTheirMoment = !lingers || waited >= ON_ITS_WAY_MS || (await this.connections()) === 0;
      if (hadTheirMoment && this.responses.size === 0) return;
      await pause(LOOK_MS);
    }
  }

  private connections(): Promise<number> {
    return new Promise((resolve) => this.server.getConnections((error, count) => resolve(error ? 0 : count)));
  }
}
