import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** "Frontend/Backend Protocol", Message Formats: ReadyForQuery when idle. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const FIELDS = 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0';

/** What a server says to everybody whom it ends: ErrorResponse, with its length and fields. */
const farewell = Buffer.alloc(5 + FIELDS.length);
farewell.write('E');
farewell.writeInt32BE(4 + FIELDS.length, 1);
farewell.write(FIELDS, 5);

export interface FleetingPostgres {
  /** The same database, by way of us. */
  readonly url: string;
  /** Connections that were lost in the moment they were open. */
  readonly lost: number;
  /** From now on connections are lost in the very moment they are open: what a restart does to one in a thousand. */
  loseNew(): void;
  keepNew(): void;
  /** Ends every connection there is. */
  drop(): void;
  close(): Promise<void>;
}

/** Stands before a database, and ends sessions in a moment that nobody can hit from outside. */
export async function startFleetingPostgres(databaseUrl: string): Promise<FleetingPostgres> {
  const { hostname, port } = new URL(databaseUrl);
  const open = new Set<Socket>();
  let isLosing = false;
  let lost = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    client.pipe(upstream);
    upstream.on('end', () => client.end());
    client.on('close', () => upstream.destroy());
    let isOpen = false;
    upstream.on('data', (chunk) => {
      const opens = !isOpen && chunk.subarray(-READY.length).equals(READY);
      isOpen ||= opens;
      if (!opens || !isLosing) return client.write(chunk);
      lost += 1;
      client.end(Buffer.concat([chunk, farewell]));
      upstream.destroy();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  [url.hostname, url.port] = ['127.0.0.1', String((server.address() as AddressInfo).port)];
  const drop = (): void => open.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    get lost() {
      return lost;
    },
    loseNew: () => (isLosing = true),
    keepNew: () => (isLosing = false),
    drop,
    close: async () => {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
}
