import type { TelemetryEvent } from '../telemetry.rules.js';
import type { Note } from '../readings/note.rules.js';
import type { JsonObject, Parsed } from './parsed.rules.js';
import type { Words } from './sound-words.rules.js';

/** An event may be this large (contract, MQTT); anything larger is rejected unread. */
export const maxEventBytes = 16 * 1024;

/**
 * `id` and `time` of an event are its identity: with a digest in the id where the time could not be read. A rejected event has one
 * when its id could be read, so that its resend is known again.
 */
export type Reading =
  | { readonly ok: true; readonly event: TelemetryEvent; readonly notes: readonly Note[] | null }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly identity: { readonly id: string; readonly time: Date } | null;
    };

/** What a dispenser says of its own health; null is what it left out. */
export interface Heartbeat {
  readonly batteryPct: number | null;
  readonly mains: boolean | null;
  readonly rssiDbm: number | null;
  readonly dosesRemaining: number | null;
  readonly nextDueAt: Date | null;
  readonly firmware: string | null;
}
export type HeartbeatReading =
  | { readonly ok: true; readonly heartbeat: Heartbeat; readonly notes: readonly Note[] | null }
  | { readonly ok: false; readonly reason: string };

export interface Ack {
  /** The command's id, a UUID. */
  readonly id: string;
  readonly result: 'done' | 'refused' | 'expired';
  readonly detail: string | null;
}
export type AckReading = { readonly ok: true; readonly ack: Ack } | { readonly ok: false; readonly reason: string };

export interface OutgoingCommand {
  readonly id: string;
  readonly type: string;
  readonly time: Date;
  readonly expiresAt: Date | null;
  readonly data: Record<string, unknown>;
}

/**
 * How the bytes of one kind of dispenser become the house's words, and back: the attributes of an event, a heartbeat, a
 * status, an acknowledgement or a command as docs/mqtt.md names them, with times as text. This is all a dialect has to say.
 */
export interface Codec {
  readonly name: string;
  /** All that the bytes say. Never throws, whatever they are. */
  read(payload: Uint8Array): Parsed;
  /** Null for what the dialect has no word for. */
  write(words: JsonObject): Uint8Array | null;
}

/**
 * How one kind of dispenser speaks. Reading never throws, whatever the bytes, and what it lets through can be stored:
 * no NUL and no half character in any text, no time or number out of range.
 */
export interface Dialect extends Omit<Codec, 'read'> {
  /** What of the bytes can be stored and shown. */
  read(payload: Uint8Array): Words;
  /** One text for what an event says under its id, however it is written and sent; null when that cannot be read. */
  sayingOf(payload: Uint8Array): string | null;
  readEvent(payload: Uint8Array, deviceId: string): Reading;
  readHeartbeat(payload: Uint8Array): HeartbeatReading;
  /** Null when it says neither. */
  readStatus(payload: Uint8Array): { readonly online: boolean } | null;
  readAck(payload: Uint8Array): AckReading;
  /** Null for a command the dialect has no word for. */
  writeCommand(command: OutgoingCommand): Uint8Array | null;
}
