import { publishTemplate, type PublishTemplate } from './wire.js';

/** How many of 100 events are of which type. */
export type Mix = Readonly<Record<string, number>>;

export const DISPENSED_ONLY: Mix = { 'dose.dispensed': 100 };
export const ORDINARY_DAY: Mix = { 'dose.dispensed': 90, 'dose.reminded': 8, 'dose.missed': 2 };

export interface EventTemplate extends PublishTemplate {
  /** Where the eight hexadecimal digits of the event's running number stand. */
  idAt: number;
  /** Where the eight decimal digits of `sequence` stand (its first is never 0). */
  sequenceAt: number;
  dueAtAt: number;
  isMiss: boolean;
}

const SEQUENCE_BASE = 10_000_000;
export const HOURS_BETWEEN_DOSES = 3;

/**
 * One event as a dispenser sends it, 222 bytes with a type of 14, with places left for what differs from one event to the next.
 * @param run eight hexadecimal digits: all ids of one run begin with them
 */
export function eventTemplate(
  deviceId: string,
  run: string,
  client: number,
  type: string,
  sentAt: Date,
): EventTemplate {
  const id = `${run}-${client.toString(16).padStart(4, '0')}-7000-8000-0000`;
  const stamp = timeText(sentAt);
  const payload = JSON.stringify({
    specversion: '1.0',
    id: `${id}00000000`,
    type,
    time: stamp,
    bootid: 1,
    sequence: SEQUENCE_BASE,
    sentat: stamp,
    data: { dueAt: stamp },
  });
  const template = publishTemplate(`dosevagt/v1/${deviceId}/events`, payload);
  return {
    ...template,
    idAt: template.payloadAt + payload.indexOf(id) + id.length,
    sequenceAt: template.payloadAt + payload.indexOf(String(SEQUENCE_BASE)),
    dueAtAt: template.payloadAt + payload.lastIndexOf(stamp),
    isMiss: type === 'dose.missed',
  };
}

/** The doses that events are about: every dispenser has the same `count` of them, three hours apart from `firstDueAt`. */
export interface DoseTimes {
  /** RFC 3339. */
  firstDueAt: string;
  count: number;
  /** The last so many are only ever missed: a miss is no news any more when a later dose was dispensed. */
  keptForMisses?: number;
}

export function doseTimes({ firstDueAt, count }: DoseTimes): Date[] {
  // Events tell whole seconds.
  const first = Math.floor(Date.parse(firstDueAt) / 1000) * 1000;
  return Array.from({ length: count }, (_, n) => new Date(first + n * HOURS_BETWEEN_DOSES * 3_600_000));
}

/** Writes events into a buffer. Event number `n` of a dispenser (below 90 million) is about its dose `n mod count`, or the like among those kept. */
export class EventWriter {
  private readonly dueTimes: Buffer[];
  private readonly dueTimesOfMisses: Buffer[];

  constructor(doses: DoseTimes) {
    const dueTimes = doseTimes(doses).map((dueAt) => Buffer.from(timeText(dueAt)));
    const kept = doses.keptForMisses ?? 0;
    this.dueTimes = dueTimes.slice(0, doses.count - kept);
    this.dueTimesOfMisses = kept > 0 ? dueTimes.slice(-kept) : dueTimes;
  }

  /** Returns where the next packet may begin. */
  write(template: EventTemplate, target: Buffer, at: number, n: number, packetId: number): number {
    target.set(template.bytes, at);
    target[at + template.packetIdAt] = packetId >> 8;
    target[at + template.packetIdAt + 1] = packetId & 255;
    for (let digit = 7, rest = n; rest > 0; digit--, rest >>>= 4) {
      target[at + template.idAt + digit] = HEX[rest & 15] ?? 0;
    }
    for (let digit = 7, rest = SEQUENCE_BASE + n; digit >= 0; digit--, rest = Math.floor(rest / 10)) {
      target[at + template.sequenceAt + digit] = 48 + (rest % 10);
    }
    const dueTimes = template.isMiss ? this.dueTimesOfMisses : this.dueTimes;
    target.set(dueTimes[n % dueTimes.length] ?? HEX, at + template.dueAtAt);
    return at + template.bytes.length;
  }
}

/** The type of event number `n` of a client: the mix spread evenly, the same every time. */
export function typeOf(mix: Mix, client: number, n: number): string {
  // 37 is coprime to 100, so one hundred consecutive events hold the mix exactly.
  let place = ((n * 37 + client * 11) % 100) + 1;
  for (const [type, share] of Object.entries(mix)) {
    if (place <= share) return type;
    place -= share;
  }
  throw new Error('A mix must add up to 100.');
}

const HEX = Buffer.from('0123456789abcdef');

function timeText(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
