import type { DetailOf } from '../cases/alert-detail.rules.js';
import { type Priority, priorityFor, eventTypeFor } from '../devices/telemetry.rules.js';
import { isAlarm } from '../doses/quarantine/quarantine.rules.js';

/** What was heard so long ago and fails because of the house is told. */
export const WAITED_SECONDS = 60;

/** An entry that the house could not let have its effect. */
export interface WaitingNews {
  readonly number: number;
  readonly deviceId: string;
  readonly type: string;
  readonly receivedAt: Date;
  readonly citizenId: string | null;
  /** Code of what keeps it. */
  readonly trouble: string;
}

/** What waits of one citizen and reads as an alarm, as one. */
export interface WaitingAlarm {
  readonly citizenId: string;
  /** Of the most urgent of them. */
  readonly type: string;
  readonly priority: Priority;
  readonly deviceId: string;
  readonly receivedAt: Date;
  readonly trouble: string;
  readonly lines: readonly number[];
  readonly isAboutDose: boolean;
}

/** At the worst it is about a time-critical dose: which it is cannot be said before it has its effect. */
const urgencyOf = (type: string): Priority => priorityFor(type, 'time-critical') ?? 'P4';

/** Of which entries of a citizen somebody was told. */
export interface Told {
  readonly fromLine: number;
  readonly upToLine: number;
  /** Which, and what was told before that; null where the version before told. */
  readonly lines: readonly number[] | null;
}

/** So many entries that were told are known one by one. */
export const MOST_TOLD = 500;

export const isTold = (number: number, { upToLine, lines }: Told): boolean =>
  lines === null ? number <= upToLine : lines.includes(number) || (lines.length >= MOST_TOLD && number < lines[0]!);

/** The same when more was told. What was told before stays so; what stands there live goes on to stand for its entries. */
export function tellMore(before: Told | null, isLive: boolean, lines: readonly number[]): Told {
  const live = isLive ? before : null;
  return {
    fromLine: Math.min(live?.fromLine ?? Infinity, ...lines),
    upToLine: Math.max(live?.upToLine ?? 0, ...lines),
    lines: [...new Set([...(before?.lines ?? []), ...lines])].sort((a, b) => a - b).slice(-MOST_TOLD),
  };
}

/** @param told by citizen, what somebody was told of already */
export function alarmsAmong(news: readonly WaitingNews[], told: ReadonlyMap<string, readonly Told[]>): WaitingAlarm[] {
  const alarms = news.filter(
    ({ type, citizenId, number }) =>
      citizenId !== null && isAlarm(type) && !(told.get(citizenId) ?? []).some((some) => isTold(number, some)),
  );
  return [...Map.groupBy(alarms, ({ citizenId }) => citizenId!)].map(([citizenId, some]) => {
    const [first] = [...some].sort((a, b) => (urgencyOf(a.type) < urgencyOf(b.type) ? -1 : 1));
    const { type, deviceId, receivedAt, trouble } = first!;
    const lines = some.map(({ number }) => number).sort((a, b) => a - b);
    const isAboutDose = some.every((one) => eventTypeFor(one.type)?.about === 'dose');
    return { citizenId, type, priority: urgencyOf(type), deviceId, receivedAt, trouble, lines, isAboutDose };
  });
}

/** What operations are told of all that waits: whose, for what, and how many. */
export function summaryOf(news: readonly WaitingNews[], upTo: number) {
  const [first] = [...news].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const reasons: Record<string, number> = {};
  for (const { trouble } of news) reasons[trouble] = (reasons[trouble] ?? 0) + 1;
  return {
    /** Since they were told last. */
    more: news.filter(({ number }) => number > upTo).length,
    detail: {
      count: news.length,
      deviceId: first?.deviceId ?? null,
      reason: first?.trouble ?? null,
      reasons,
      oldestAt: first?.receivedAt.toISOString() ?? null,
      upToLine: Math.max(upTo, ...news.map(({ number }) => number)),
    } satisfies DetailOf<'gateway.message_waiting'>,
  };
}
