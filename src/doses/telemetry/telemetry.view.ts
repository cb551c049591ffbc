import { dialectNamed } from '../../devices/dialects/dialects.rules.js';
import { cutOff } from '../../platform/json-depth.rules.js';
import { idAsSaid } from '../../devices/readings/identity.rules.js';
import type { SaidLine } from '../../journal/journal.rules.js';

/** A line of the journal as it is shown: what it says in the house's words, and the payload untouched. */
export function heardWords(line: SaidLine) {
  const text = readableText(line.payload);
  const words = dialectNamed(line.dialect)?.read(line.payload);
  return {
    id: idAsSaid(line.eventId),
    deviceId: line.deviceId,
    type: line.type,
    time: line.time,
    receivedAt: line.receivedAt,
    effectiveAt: line.effectiveAt,
    lateBySeconds: Math.round((line.receivedAt.getTime() - line.effectiveAt.getTime()) / 1000),
    clock: line.clock,
    bootid: line.bootId,
    sequence: line.sequence,
    reason: line.reason,
    // All of it, what was left out too; what is too deep of it is cut off here.
    event: cutOff(words?.ok ? (words.whole ?? words.value) : text === null ? null : readableJson(text)),
    payload: text ?? Buffer.from(line.payload).toString('base64'),
    payloadEncoding: text === null ? ('base64' as const) : ('utf-8' as const),
    payloadLength: line.payloadLength,
    notes: line.notes ?? [],
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
