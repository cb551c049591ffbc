import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The way to a server, which can be frozen (nothing gets through, nothing is closed) or cut (everything is closed and refused). */
export interface Proxy {
  readonly port: number;
  /** The server's URL with the proxy's address in it. */
  urlOf(url: string): string;
  /** Whoever comes from now on is led to another server. */
  leadTo(port: number): void;
  freeze(): void;
  /** The same, and neither end hears that the other one is gone: connections are left half open. */
  fallSilent(): void;
  cut(): void;
  /** Lets everything through again. */
  mend(): void;
  close(): Promise<void>;
}

export async function openProxy(toPort: number): Promise<Proxy> {
  let state: 'open' | 'frozen' | 'silent' | 'cut' = 'open';
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (state === 'cut') return void near.resetAndDestroy();
    const far = connect(toPort, '127.0.0.1').on('error', () => undefined);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('data', (bytes) => other.write(bytes) || hold(one, other));
      one.on('close', () => state === 'silent' || end(pair));
    }
    if (state === 'frozen' || state === 'silent') pair.forEach((socket) => socket.pause());
  });
  const end = (pair: readonly [Socket, Socket]): void => {
    pairs.delete(pair);
    pair.forEach((socket) => socket.destroy());
  };
  const hush = (how: 'frozen' | 'silent'): void => {
    state = how;
    for (const pair of pairs) pair.forEach((socket) => socket.pause());
  };
  const hold = (one: Socket, other: Socket): void => {
    one.pause();
    other.once('drain', () => state === 'open' && one.resume());
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    urlOf: (url) => Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    leadTo: (port) => void (toPort = port),
    freeze: () => hush('frozen'),
    fallSilent: () => hush('silent'),
    cut: () => {
      state = 'cut';
      for (const pair of pairs) pair.forEach((socket) => socket.resetAndDestroy());
    },
    mend: () => {
      state = 'open';
      for (const pair of pairs) {
        if (pair.some(({ destroyed }) => destroyed)) end(pair);
        else pair.forEach((socket) => socket.resume());
      }
    },
    close: async () => {
      for (const pair of pairs) end(pair);
      server.close();
      await once(server, 'close');
    },
  };
}
