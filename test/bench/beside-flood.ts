import { setTimeout as pause } from 'node:timers/promises';
import { deviceIdsOf } from './alarms.js';
import { LatencySamples, type Latency } from './latency.js';
import { complaintsAbout, newRun, runLoad, type DeviceLogin } from './load.js';
import { OurGateway } from './ours.js';
import type { BenchPostgres } from './postgres.js';
import { until } from './processes.js';
import type { BenchSize } from './size.js';
import { listen } from './stream.js';
import { placesOf, townOf } from './town.js';
import { expectSilence, type SilentDose } from './watch.js';

/** What happens to everybody else while some dispensers are in a loop. */
export interface BesideFlood {
  loops: number;
  /** How many of them were not read any more in the end, since too much of what they said waited. */
  heldBack: number;
  /** Events of theirs a second, acknowledged. */
  perSecond: number;
  /** Silent doses of others, and steps of others' ladders that fell due, each. */
  others: number;
  /** Milliseconds from a dose's deadline until its alert, and from when a step is due until it is told; null when some never came. */
  silence: Latency | null;
  rungs: Latency | null;
  /** How often `/readyz` was asked, and how often it did not answer 200. */
  looks: number;
  notReady: number;
  /** Checks that failed then. */
  failed: string[];
  complaints: string[];
}

const LOOPS = 8;
const WINDOW = 50;
const LEAD_MS = 3_000;
const LOOK_MS = 250;
const LONGEST_WAIT_SECONDS = 60;
/** Half a week ago: nobody expects any of these doses. */
const LONG_AGO = { firstDueAt: new Date(Date.now() - 84 * 3_600_000).toISOString(), count: 20 };

/** Broken firmware says as fast as it is answered that doses were missed, to a house of its own, with budgets as they ship. */
export async function measureBesideFlood(postgres: BenchPostgres, root: string, size: BenchSize): Promise<BesideFlood> {
  const { seconds, others } = size.flood;
  const ours = await OurGateway.start(postgres, root, townOf(size), { name: 'flood', asShipped: true });
  const [from] = placesOf(size).silent;
  const some = ours.logins(from + 2 * others).slice(from);
  const alertedAt = new Map<string, number>();
  const firedAt = new Map<string, number>();
  const stop = await listen(ours.httpPort, await ours.partnerToken(), ({ type, citizenId, at }) => {
    if (citizenId && type === 'alert.opened' && !alertedAt.has(citizenId)) alertedAt.set(citizenId, at);
    // The first step came with the alert.
    if (citizenId && type === 'escalation.rung_fired') firedAt.set(citizenId, at);
  });
  try {
    const climbing = await expectSilence(ours.database, some.slice(others), now() + LEAD_MS, 0);
    await until('the alerts that are to climb are there', LONGEST_WAIT_SECONDS, async () =>
      climbing.every(({ citizenId }) => firedAt.has(citizenId)),
    );
    firedAt.clear();
    const beginAt = now() + LEAD_MS;
    const apartMs = (seconds * 1000) / others;
    const silent = await expectSilence(ours.database, some.slice(0, others), beginAt, apartMs);
    const dueAt = climbing.map((_, i) => beginAt + i * apartMs);
    await ours.database.query(SET_RUNGS, [deviceIdsOf(some.slice(others)), dueAt.map((at) => new Date(at))]);

    const ready = lookAtReadiness(ours.httpPort);
    const load = await runLoad({
      port: ours.port,
      devices: loopsOf(ours),
      run: newRun(),
      mix: { 'dose.missed': 100 },
      doses: LONG_AGO,
      pace: { kind: 'closed', window: WINDOW },
      maxEvents: Number.MAX_SAFE_INTEGER,
      maxSeconds: seconds + LEAD_MS / 1000,
      repeatEvery: 0,
    });
    const hasEverybody = (): boolean =>
      silent.every(({ citizenId }) => alertedAt.has(citizenId)) &&
      climbing.every(({ citizenId }) => firedAt.has(citizenId));
    // That some never come is told below. What the loops said is still being settled meanwhile.
    await until('everybody else had what was due', LONGEST_WAIT_SECONDS, async () => hasEverybody()).catch(
      () => undefined,
    );
    const readiness = await ready();
    // Of whom more waits than may is not read for a while: what it says is not acknowledged until then.
    const heldBack = await heldBackBy(ours.httpPort);
    return {
      loops: LOOPS,
      heldBack,
      perSecond: load.perSecond,
      others,
      silence: latencyOf(silent, alertedAt, ({ deadlineAt }) => deadlineAt.getTime()),
      rungs: latencyOf(climbing, firedAt, (_, i) => dueAt[i] ?? Number.NaN),
      ...readiness,
      complaints: [
        ...complaintsAbout({ ...load, unanswered: Math.max(0, load.unanswered - heldBack * WINDOW) }),
        ...(hasEverybody() ? [] : ['not everybody else had an alert, or the next step of a ladder']),
      ],
    };
  } finally {
    stop();
    await ours.stop();
  }
}

async function heldBackBy(httpPort: number): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
  return Number(/^mqtt_held_back (\d+)$/m.exec(metrics)?.[1]);
}

const now = (): number => performance.timeOrigin + performance.now();

const loopsOf = (ours: OurGateway): DeviceLogin[] => ours.logins(LOOPS);

interface Measured {
  checks: { name: string; ok: boolean; degradedOnly?: boolean }[];
}

/** Asks again and again, until it is told to stop and answers what it saw. */
function lookAtReadiness(httpPort: number): () => Promise<Pick<BesideFlood, 'looks' | 'notReady' | 'failed'>> {
  const seen = { looks: 0, notReady: 0, failed: new Set<string>() };
  let isOver = false;
  const look = async (): Promise<void> => {
    while (!isOver) {
      const answer = await fetch(`http://127.0.0.1:${httpPort}/readyz`).catch(() => null);
      seen.looks++;
      const said = (await answer?.json().catch(() => null)) as Measured | null;
      if (!answer?.ok) {
        seen.notReady++;
        for (const { name, ok, degradedOnly } of said?.checks ?? []) if (!ok && !degradedOnly) seen.failed.add(name);
      }
      await pause(LOOK_MS);
    }
  };
  const looking = look();
  return async () => {
    isOver = true;
    await looking;
    return { ...seen, failed: [...seen.failed] };
  };
}

function latencyOf(
  expected: readonly SilentDose[],
  cameAt: ReadonlyMap<string, number>,
  dueAt: (dose: SilentDose, n: number) => number,
): Latency | null {
  const samples = new LatencySamples(expected.length);
  for (const [n, dose] of expected.entries()) {
    const at = cameAt.get(dose.citizenId);
    if (at === undefined) return null;
    samples.add(at - dueAt(dose, n));
  }
  return samples.summary();
}

const SET_RUNGS = `
  UPDATE escalation e SET "nextRungAt" = x."at"
  FROM unnest($1::text[], $2::timestamptz[]) AS x("deviceId", "at"), assignment s, alert a
  WHERE s."deviceId" = x."deviceId" AND a."citizenId" = s."citizenId" AND e."alertId" = a."id" AND a."state" = 'open'`;
