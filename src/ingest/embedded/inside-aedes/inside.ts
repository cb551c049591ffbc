import type { Duplex } from 'node:stream';
import { Aedes, type Client } from 'aedes';

/**
 * All that the house leans on of aedes and its parser without their having promised it. Nobody outside this folder knows of it, and
 * `inside.spec.ts` fails when aedes changes it.
 */
export interface InsideClient {
  readonly conn: Duplex;
  readonly connected: boolean;
  readonly closed: boolean;
  readonly subscriptions: Readonly<Record<string, unknown>>;
  /** Whether it said goodbye. */
  readonly _disconnected: boolean;
  _paused?: boolean;
  readonly _keepaliveInterval: number;
  readonly _keepaliveTimer: NodeJS.Timeout | null;
  readonly _parser: InsideParser;
  /** Packets that wait; while there are any, nothing more is read. */
  _parsingBatch: number;
  /** One packet is done; with an error the connection ends. */
  _nextBatch(error?: Error): void;
  pause(): void;
  resume(): void;
  waitForDrain(done: (error?: Error | null) => void): void;
  /** How a packet is handed to a client; what it is handed by is taken when the client subscribes. */
  deliver0: Deliver;
  deliverQoS: Deliver;
}

export type Deliver = (packet: object, done: () => void) => void;

/** Of mqtt-packet, as aedes uses it. */
export interface InsideParser {
  error: Error | null;
  packet: InsidePacket;
  readonly _list: { readonly length: number; slice(from: number, to: number): Buffer };
  readonly _stateCounter: number;
  /** How far the fields of the packet were read. */
  _pos: number;
  parse(bytes: Buffer): number;
  _parseLength(): boolean;
  _parsePayload(): boolean;
  _emitError(error: Error): void;
  listeners(event: 'packet'): ((packet: unknown) => void)[];
  removeAllListeners(event: 'packet'): void;
  on(event: 'packet', listener: (packet: unknown) => void): void;
  emit(event: 'error', error: Error): void;
}

export interface InsidePacket {
  readonly cmd: string;
  readonly length: number;
  readonly qos: number;
  readonly dup: boolean;
  readonly messageId?: number;
  readonly username?: string;
  readonly password?: Buffer;
  readonly will?: { readonly qos: number; readonly topic: string };
  readonly subscriptions?: readonly { readonly topic: string }[];
  readonly unsubscriptions?: readonly string[];
}

export interface InsideBroker {
  readonly clients: Readonly<Record<string, Client>>;
  connectedClients: number;
  registerClient(client: Client): void;
  unregisterClient(client: Client): void;
}

export const inside = (client: Client): InsideClient => client as unknown as InsideClient;
export const insideBroker = (broker: Aedes): InsideBroker => broker as unknown as InsideBroker;
/** How aedes itself does it, beneath what we put in its place. */
export const asAedesDoes: InsideBroker = insideBroker(Aedes.prototype);

/** A client that is gone said so, by DISCONNECT. */
export const saidGoodbye = (client: Client): boolean => inside(client)._disconnected;

/** What a client hears, also by a session that was kept and of which it said nothing anew. */
export const filtersOf = (client: Client): string[] => Object.keys(inside(client).subscriptions);
