import { type AddressInfo, createServer, type Server } from 'node:net';
import { withErrorListener } from '../platform/emitters.js';

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = await new Promise<Server>((listens, failed) => {
    const opening = withErrorListener(createServer(), failed).listen(0, '127.0.0.1', () => listens(opening));
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
