import type { WaitingNews } from '../waiting.rules.js';

export const FAILING_KINDS = ['message', 'delivery', 'timer'] as const;

/** A piece of work that fails again and again, and goes on being tried. */
export interface Failing {
  readonly kind: (typeof FAILING_KINDS)[number];
  readonly name: string;
  readonly id: string | null;
  readonly deviceId: string | null;
  readonly since: Date | null;
  readonly trouble: string | null;
}

/** How a timer of this process fares. */
export interface TimerFares {
  readonly name: string;
  readonly lastRunAt: Date | null;
  /** For so long it has not come through. */
  readonly ageMs: number;
  /** Code of what its last look failed with. */
  readonly trouble: string | null;
}

interface TriedAgain {
  readonly id: string;
  readonly purpose: string;
  readonly since: Date;
  readonly trouble: string | null;
}

/** As one list: what nobody looks for any more comes first, then what has waited longest. */
export function failingWork(
  news: readonly WaitingNews[],
  deliveries: readonly TriedAgain[],
  timers: readonly TimerFares[],
  lateMs: number,
): Failing[] {
  const late = timers
    .filter(({ trouble, ageMs, lastRunAt }) => trouble !== null || ageMs > lateMs || lastRunAt === null)
    .map(({ name, lastRunAt, trouble }) => failing('timer', name, { since: lastRunAt, trouble }));
  const work = [
    ...news.map(({ type, deviceId, receivedAt: since, trouble }) =>
      failing('message', type, { deviceId, since, trouble }),
    ),
    ...deliveries.map(({ id, purpose, since, trouble }) => failing('delivery', purpose, { id, since, trouble })),
  ];
  return [...late, ...work.sort((one, other) => millisOf(one) - millisOf(other))];
}

const failing = (kind: Failing['kind'], name: string, more: Partial<Failing>): Failing => ({
  kind,
  name,
  id: null,
  deviceId: null,
  since: null,
  trouble: null,
  ...more,
});

const millisOf = ({ since }: Failing): number => since?.getTime() ?? 0;
