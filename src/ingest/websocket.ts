import type { Server } from 'node:http';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { Broker } from './broker.js';

/** A frame may hold several packets (MQTT-6.0.0-2), and is gathered before it is read. */
const LARGEST_FRAME_BYTES = 1_048_576;

/** MQTT over WebSocket at `/mqtt` of the HTTP port, for what may not open other ports. */
export function openMqttOverWebSocket(server: Server, broker: Broker): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME_BYTES,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  });
  server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://here').pathname !== '/mqtt') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // MQTT-6.0.0-1: packets come in binary frames only.
      webSocket.on('message', (_frame, isBinary) => isBinary || webSocket.terminate());
      broker.take(createWebSocketStream(webSocket));
    });
  });
  server.once('close', () => sockets.close());
}
