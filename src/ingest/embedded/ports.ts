import { readFileSync } from 'node:fs';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Settings } from '../../platform/config/settings.schema.js';
import type { Doorway } from '../../platform/connections/doorway.js';
import { closesByItself, withErrorListener } from '../../platform/emitters.js';
import { listen } from './listen.js';

/** CONNACK 3, said to a connection before it said anything itself, so that its client can tell its user why. */
const UNAVAILABLE = Buffer.from([0x20, 2, 0, 3]);
const NOTHING = Buffer.alloc(0);

interface Given {
  readonly mqtt: Settings['mqtt'];
  readonly door: Doorway;
  readonly take: (socket: Socket) => void;
  /** A handshake failed, by its code. */
  readonly notTls: (from: string | undefined, code: string) => void;
  readonly trouble: (error: Error) => void;
}

/**
 * Opens the port for MQTT, and with a certificate the one for MQTT over TLS, behind one doorway.
 * @throws when a port is in use, naming it
 */
export async function openPorts({ mqtt, door, take, notTls, trouble }: Given): Promise<Server[]> {
  const { host, port, tls, handshakeSeconds } = mqtt;
  const meet = (socket: Socket): void => take(withErrorListener(socket, closesByItself));
  const tcp = withErrorListener(createTcpServer({ noDelay: true }, meet), trouble);
  const open = [await listen(door.standBefore(tcp, UNAVAILABLE), host, port, 'MQTT_PORT')];
  if (!tls.certFile || !tls.keyFile) return open;
  const options = {
    handshakeTimeout: handshakeSeconds * 1_000,
    cert: readFileSync(tls.certFile),
    key: readFileSync(tls.keyFile),
    ...(tls.caFile && { ca: readFileSync(tls.caFile), requestCert: true, rejectUnauthorized: false }),
  };
  const secure = withErrorListener(createTlsServer(options, meet), trouble);
  secure.on('tlsClientError', (error: NodeJS.ErrnoException, socket) => {
    notTls(socket.remoteAddress, error.code ?? error.message);
    // Node leaves one open whose time was over.
    socket.destroy();
  });
  return [...open, await listen(door.standBefore(secure, NOTHING), host, tls.port, 'MQTT_TLS_PORT')];
}
