import type { JournalLine } from '../journal/journal.rules.js';

/** A line of the journal as it is shown: the envelope's own words, and the payload untouched. */
export function heardWords(line: JournalLine & { deviceId: string }) {
  const text = readableText(line.payload);
  return {
    id: line.eventId,
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
    event: text === null ? null : readableJson(text),
    payload: text ?? Buffer.from(line.payload).toString('base64'),
    payloadEncoding: text === null ? 'base64' : 'utf-8',
    payloadLength: line.payloadLength,
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
