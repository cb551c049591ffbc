import type pg from 'pg';
import { complaintsAboutAlarms, countAlarms, deviceIdsOf, type AlarmCount } from './alarms.js';
import { LatencySamples, type Latency } from './latency.js';
import type { DeviceLogin } from './load.js';
import type { OurGateway } from './ours.js';
import { until } from './processes.js';
import { listen } from './stream.js';

const DOSES_AN_HOUR = 100_000;
export const DEADLINES_PER_SECOND = DOSES_AN_HOUR / 3600;
const HEAD_START_MS = 3_000;
const LONGEST_WAIT_SECONDS = 180;

export interface WatchPlan {
  /** Nobody has ever heard from them. */
  silent: DeviceLogin[];
  /** A slice of the hour: so many seconds of it, every dose silent. */
  seconds: number;
  /** Silent doses with one and the same deadline. */
  atOnce: number;
}

export interface Silence {
  doses: number;
  /** Milliseconds from a dose's deadline until its alert is told on the live stream. */
  latency: Latency | null;
  /** From the first deadline to the last alert. */
  seconds: number;
  alarms: AlarmCount;
  complaints: string[];
}

export interface Watch {
  hour: Silence;
  atOnce: Silence;
}

/** How soon a dose of which nothing is heard is an alert, while the table holds a whole hour of doses that are still expected. */
export async function measureWatch(ours: OurGateway, { silent, seconds, atOnce }: WatchPlan): Promise<Watch> {
  const inSlice = Math.round(seconds * DEADLINES_PER_SECOND);
  if (silent.length < inSlice + atOnce) throw new Error('Every silent dose needs a citizen of its own.');
  await ours.database.query(EXPECTED, [deviceIdsOf(silent), DOSES_AN_HOUR - inSlice]);
  await ours.database.query('ANALYZE dose');
  try {
    const hour = await watchSilence(ours, silent.slice(0, inSlice), 1000 / DEADLINES_PER_SECOND);
    return { hour, atOnce: await watchSilence(ours, silent.slice(inSlice, inSlice + atOnce), 0) };
  } finally {
    await ours.database.query(NO_LONGER_EXPECTED, [deviceIdsOf(silent)]);
  }
}

async function watchSilence(ours: OurGateway, silent: DeviceLogin[], apartMs: number): Promise<Silence> {
  const toldAt = new Map<string, number>();
  const stop = await listen(ours.httpPort, await ours.partnerToken(), ({ type, citizenId, at }) => {
    if (citizenId && type === 'alert.opened' && !toldAt.has(citizenId)) toldAt.set(citizenId, at);
  });
  try {
    const doses = await expectSilence(
      ours.database,
      silent,
      performance.timeOrigin + performance.now() + HEAD_START_MS,
      apartMs,
    );
    const lastDeadline = Math.max(...doses.map(({ deadlineAt }) => deadlineAt.getTime()));
    const wait = LONGEST_WAIT_SECONDS + (lastDeadline - performance.timeOrigin - performance.now()) / 1000;
    // That some never come is counted below.
    await until('every silent dose is an alert', wait, async () =>
      doses.every(({ citizenId }) => toldAt.has(citizenId)),
    ).catch(() => undefined);
    const samples = new LatencySamples(doses.length);
    for (const { citizenId, deadlineAt } of doses) {
      const at = toldAt.get(citizenId);
      if (at) samples.add(at - deadlineAt.getTime());
    }
    const alarms = await countAlarms(
      ours.database,
      doses.map(({ id }) => id),
    );
    const untold = doses.filter(({ citizenId }) => !toldAt.has(citizenId)).length;
    const firstDeadline = Math.min(...doses.map(({ deadlineAt }) => deadlineAt.getTime()));
    return {
      doses: doses.length,
      latency: untold > 0 ? null : samples.summary(),
      seconds: untold > 0 ? Number.NaN : (Math.max(...toldAt.values()) - firstDeadline) / 1000,
      alarms,
      complaints: [
        ...(untold > 0 ? [`${untold} of ${doses.length} silent doses were told on no stream`] : []),
        ...complaintsAboutAlarms(alarms),
      ],
    };
  } finally {
    stop();
  }
}

export interface SilentDose {
  id: string;
  citizenId: string;
  deadlineAt: Date;
}

/** One dose each, the first with its deadline at `firstAt` (milliseconds since the epoch), the others so far apart. */
export async function expectSilence(
  database: pg.Client,
  silent: DeviceLogin[],
  firstAt: number,
  apartMs: number,
): Promise<SilentDose[]> {
  const deadlines = silent.map((_, i) => new Date(firstAt + i * apartMs));
  const { rows } = await database.query<SilentDose>(SILENT, [deviceIdsOf(silent), deadlines]);
  return rows;
}

const COLUMNS = `"id", "citizenId", "revision", "slot", "dueAt", "windowClosesAt", "deadlineAt", "criticality"`;

const SILENT = `
  INSERT INTO dose (${COLUMNS})
  SELECT uuidv7(), a."citizenId", 1, '08:00', x."deadlineAt" - interval '65 minutes', x."deadlineAt" - interval '5 minutes',
         x."deadlineAt", 'standard'
  FROM unnest($1::text[], $2::timestamptz[]) AS x("deviceId", "deadlineAt") JOIN assignment a ON a."deviceId" = x."deviceId"
  RETURNING "id", "citizenId", "deadlineAt"`;

// Far enough away that none falls due while the slice is measured.
const EXPECTED = `
  INSERT INTO dose (${COLUMNS})
  SELECT uuidv7(), a."citizenId", 1, '08:00', x."at" - interval '65 minutes', x."at" - interval '5 minutes', x."at", 'standard'
  FROM (SELECT i, now() + interval '15 minutes' + i * interval '36 milliseconds' AS "at" FROM generate_series(1, $2::int) AS i) x
  JOIN unnest($1::text[]) WITH ORDINALITY AS d("deviceId", "place") ON d."place" = 1 + x.i % cardinality($1::text[])
  JOIN assignment a ON a."deviceId" = d."deviceId"`;

const NO_LONGER_EXPECTED = `
  DELETE FROM dose USING assignment a
  WHERE NOT dose."settled" AND dose."citizenId" = a."citizenId" AND a."deviceId" = ANY ($1::text[])`;
