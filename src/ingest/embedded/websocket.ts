import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import type { Doorway } from '../../platform/connections/doorway.js';
import { closesByItself, withErrorListener } from '../../platform/emitters.js';
import { rawAnswer } from '../../platform/http/raw-answer.js';
import type { Broker } from './broker.js';
import type { Refusal } from '../verdicts/refusal.rules.js';
import { chooseSubprotocol, SUBPROTOCOLS, subprotocolsIn } from './upgrade.rules.js';

/** A frame may hold several packets (MQTT-6.0.0-2), and is gathered before it is read. */
const LARGEST_FRAME_BYTES = 1_048_576;

/** MQTT over WebSocket on the HTTP port, for what may not open other ports. Only requests `isForMqtt` come as upgrades. */
export function openMqttOverWebSocket(server: Server, door: Doorway, broker: Broker): void {
  const sockets = withErrorListener(
    new WebSocketServer({
      noServer: true,
      maxPayload: LARGEST_FRAME_BYTES,
      handleProtocols: (offered) => chooseSubprotocol(offered) ?? false,
    }),
    closesByItself,
  );
  const refuse = (socket: Socket, status: number, reason: Refusal, detail: string): void => {
    broker.refuse(reason, socket.remoteAddress, detail);
    answer(socket, status, detail);
  };
  sockets.on('wsClientError', (error, socket) => refuse(socket as Socket, 400, 'websocket-handshake', error.message));
  server.on('upgrade', (request: IncomingMessage, duplex, head) => {
    const socket = withErrorListener(duplex as Socket, closesByItself);
    const offered = subprotocolsIn(request.headers['sec-websocket-protocol']);
    if (offered.size > 0 && chooseSubprotocol(offered) === null)
      return refuse(socket, 400, 'websocket-subprotocol', `Offer the subprotocol ${SUBPROTOCOLS.join(' or ')}.`);
    // From here on it is a dispenser's connection, and counted with those.
    door.leave(socket);
    const why = broker.door.enter(socket);
    if (why !== null) return answer(socket, 503, 'There are as many dispensers connected as are taken.');
    sockets.handleUpgrade(request, socket, head, (webSocket) => takeWebSocket(webSocket, broker, socket.remoteAddress));
  });
  server.once('close', () => sockets.close());
}

function takeWebSocket(webSocket: WebSocket, broker: Broker, from: string | undefined): void {
  withErrorListener(webSocket, closesByItself);
  // MQTT-6.0.0-1: packets come in binary frames only.
  webSocket.on('message', (_frame, isBinary) => isBinary || webSocket.terminate());
  broker.take(withErrorListener(createWebSocketStream(webSocket), closesByItself), from);
}

function answer(socket: Socket, status: number, detail: string): void {
  socket.end(rawAnswer(status, detail, { 'sec-websocket-version': '13' }), () => socket.destroy());
}
