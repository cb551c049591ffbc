import type { Server } from 'node:net';
import { PortInUse } from '../../platform/http/port-in-use.js';

/** Connections that may wait to be taken in: a fleet comes back faster than Node's 511 allow. The kernel's somaxconn caps it. */
const BACKLOG = 4_096;

/**
 * Opens the server and waits until it listens.
 * @throws naming the setting when the port is in use
 */
export function listen<S extends Server>(server: S, host: string, port: number, setting: string): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUse(port, host, setting, error) : error),
    );
    server.listen({ port, host, backlog: BACKLOG }, () => resolve(server));
  });
}
