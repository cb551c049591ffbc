import type { Server, Socket } from 'node:net';
import { closesByItself, withErrorListener } from '../emitters.js';

/** How many connections there may be at once. */
export interface Ceiling {
  readonly connections: number;
  readonly connectionsPerAddress: number;
}

export type Crowded = 'too-many-connections' | 'too-many-connections-of-one-address';

/** As long as it takes to hear a farewell; a flood of callers hears none. */
const LINGER_MS = 1_000;
const MOST_LINGERING = 256;

/** Counts who is inside, in all and by address, and turns away whom there is no room for, before anything is read of them. */
export class Doorway {
  private readonly inside = new Map<Socket, string>();
  private readonly ofAddress = new Map<string, number>();
  private lingering = 0;

  constructor(
    private readonly ceiling: Ceiling,
    private readonly turnedAway: (why: Crowded, address: string) => void,
  ) {}

  get size(): number {
    return this.inside.size;
  }

  /**
   * The server meets only whom there is room for; the others hear the farewell, in their own protocol, or nothing where it is empty.
   * Called once the server has its own listeners, and before it listens.
   */
  standBefore<S extends Server>(server: S, farewell: string | Uint8Array): S {
    const meet = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
    server.removeAllListeners('connection');
    server.on('connection', (socket: Socket) => {
      withErrorListener(socket, closesByItself);
      const why = this.enter(socket);
      if (why === null) for (const each of meet) each.call(server, socket);
      else this.turnAway(socket, farewell);
    });
    return server;
  }

  /** Takes a connection in until it closes or leaves for another doorway; else says why not. */
  enter(socket: Socket): Crowded | null {
    const address = socket.remoteAddress ?? '';
    const ofThis = this.ofAddress.get(address) ?? 0;
    const why =
      this.inside.size >= this.ceiling.connections
        ? 'too-many-connections'
        : ofThis >= this.ceiling.connectionsPerAddress
          ? 'too-many-connections-of-one-address'
          : null;
    if (why !== null) {
      this.turnedAway(why, address);
      return why;
    }
    this.inside.set(socket, address);
    this.ofAddress.set(address, ofThis + 1);
    socket.once('close', () => this.leave(socket));
    return null;
  }

  /** It is no longer counted here. */
  leave(socket: Socket): void {
    const address = this.inside.get(socket);
    if (address === undefined) return;
    this.inside.delete(socket);
    const left = this.ofAddress.get(address)! - 1;
    if (left === 0) this.ofAddress.delete(address);
    else this.ofAddress.set(address, left);
  }

  private turnAway(socket: Socket, farewell: string | Uint8Array): void {
    if (this.lingering === MOST_LINGERING || farewell.length === 0) {
      socket.destroy();
      return;
    }
    this.lingering += 1;
    const patience = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => {
      this.lingering -= 1;
      clearTimeout(patience);
    });
    // What the caller says meanwhile is drained: unread, it would take the farewell with it.
    socket.resume().end(farewell);
  }
}
