import type { Server } from 'node:http';
import { createWebSocketStream, WebSocketServer } from 'ws';
import type { Broker } from './broker.js';

/** MQTT over WebSocket at `/mqtt` of the HTTP port, for what may not open other ports. */
export function openMqttOverWebSocket(server: Server, broker: Broker): void {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  });
  server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://here').pathname !== '/mqtt') {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => broker.take(createWebSocketStream(webSocket)));
  });
  server.once('close', () => sockets.close());
}
