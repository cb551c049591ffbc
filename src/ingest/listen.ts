import type { Server } from 'node:net';

/**
 * Opens the server and waits until it listens.
 * @throws naming the setting when the port is in use
 */
export function listen<S extends Server>(server: S, host: string, port: number, setting: string): Promise<S> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use on ${host}; set ${setting} to another.`)
          : error,
      ),
    );
    server.listen(port, host, () => resolve(server));
  });
}
