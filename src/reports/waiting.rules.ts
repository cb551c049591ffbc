import { type Priority, priorityFor, wordFor } from '../devices/telemetry.rules.js';
import { isAlarm } from '../doses/quarantine.rules.js';

/** What was heard so long ago and fails because of the house is told. */
export const WAITED_SECONDS = 60;

/** A line that the house could not let have its effect. */
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

/** @param upTo by citizen, up to which line somebody was told already */
export function alarmsAmong(news: readonly WaitingNews[], upTo: ReadonlyMap<string, number>): WaitingAlarm[] {
  const alarms = news.filter(
    ({ type, citizenId, number }) => citizenId !== null && isAlarm(type) && number > (upTo.get(citizenId) ?? 0),
  );
  return [...Map.groupBy(alarms, ({ citizenId }) => citizenId!)].map(([citizenId, some]) => {
    const [first] = [...some].sort((a, b) => (urgencyOf(a.type) < urgencyOf(b.type) ? -1 : 1));
    const { type, deviceId, receivedAt, trouble } = first!;
    const lines = some.map(({ number }) => number).sort((a, b) => a - b);
    const isAboutDose = some.every((one) => wordFor(one.type)?.about === 'dose');
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
    },
  };
}
