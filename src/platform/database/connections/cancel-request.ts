import { connect } from 'node:net';
import { closesByItself, withErrorListener } from '../../emitters.js';

/** "Frontend/Backend Protocol", CancelRequest: length, code, and the session's number and key, four bytes each. */
const BYTES = 16;
const CODE = 80_877_102;
const MOMENT_MS = 500;

/** Where a session's server listens, and how the session is told from others there; without a number it never began. */
export interface CancelableSession {
  readonly host: string;
  readonly port: number;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

/**
 * Asks the server to end the statement a session is at, over a connection of its own, as the protocol has it. Answers once the server
 * closed that, or after a moment: a frozen one never does. The session is to be closed then, since its next statement might be
 * the one that ends.
 */
export function requestCancel({ host, port, processID, secretKey }: CancelableSession): Promise<void> {
  if (processID === null || secretKey === null) return Promise.resolve();
  const request = Buffer.alloc(BYTES);
  [BYTES, CODE, processID, secretKey].forEach((word, i) => request.writeInt32BE(word, i * 4));
  return new Promise((done) => {
    const address = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
    const socket = withErrorListener(connect(address), closesByItself);
    const patience = setTimeout(() => socket.destroy(), MOMENT_MS);
    socket.once('close', () => {
      clearTimeout(patience);
      done();
    });
    // The server closes it when the statement has been told; what is half closed before is closed without being read by some poolers.
    socket.resume().write(request);
  });
}
