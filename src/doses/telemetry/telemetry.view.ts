import { dialectNamed } from '../../devices/dialects/dialects.rules.js';
import { cutOff } from '../../platform/json-depth.rules.js';
import { idAsSaid } from '../../devices/readings/identity.rules.js';
import type { SaidEntry } from '../../journal/journal.rules.js';

/** An entry of the journal as it is shown: what it says in the house's words, and the payload untouched. */
export function heardWords(entry: SaidEntry) {
  const text = readableText(entry.payload);
  const words = dialectNamed(entry.dialect)?.read(entry.payload);
  return {
    id: idAsSaid(entry.eventId),
    deviceId: entry.deviceId,
    type: entry.type,
    time: entry.time,
    receivedAt: entry.receivedAt,
    effectiveAt: entry.effectiveAt,
    lateBySeconds: Math.round((entry.receivedAt.getTime() - entry.effectiveAt.getTime()) / 1000),
    clock: entry.clock,
    bootid: entry.bootId,
    sequence: entry.sequence,
    reason: entry.reason,
    // All of it, what was left out too; what is too deep of it is cut off here.
    event: cutOff(words?.ok ? (words.whole ?? words.value) : text === null ? null : readableJson(text)),
    payload: text ?? Buffer.from(entry.payload).toString('base64'),
    payloadEncoding: text === null ? ('base64' as const) : ('utf-8' as const),
    payloadLength: entry.payloadLength,
    notes: entry.notes ?? [],
  };
}

function readableText(payload: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    return null;
  }
}

function readableJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
