/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AlertingService } from '../../src/cases/alarms/alerting.service.js';
import { TownService } from '../../src/demo/town.service.js';
import { fateOf } from '../../src/simulator/behaviour.rules.js';
import { between, randomFor } from '../../src/simulator/random.rules.js';
import { Api } from '../support/api.js';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { Fleet } from '../support/fleet.js';
import { type House, startHouse } from '../support/house.js';
import { openProxy, type Proxy } from '../support/proxy.js';
import { askReadiness } from '../support/service.js';
import { whatIsWrong } from '../support/soak-check.js';

const CITIZENS = Number(process.env.SOAK_CITIZENS ?? 8);
const DAYS = Number(process.env.SOAK_DAYS ?? 1);
const SEED = Number(process.env.SOAK_SEED ?? 86_549);
/** What falls into the same minutes is said in them. */
const TOGETHER_MS = 4 * 60_000;
const BEAT_MINUTES = 60;
/** Without a sign of life for so long a dispenser is offline. */
const SILENT_MINUTES = 90;
const HOUR_MS = 3_600_000;
/** A Saturday; the clocks change in the night to Sunday. */
const BEGINS_AT = '2026-03-28T05:00:00Z';

interface Entry {
  readonly at: number;
  readonly act: () => unknown;
}

/** A listener on the line throws, heals by itself, and what met it is tried again: news a little later, silence at the next look. */
function failForAWhile(house: House): void {
  const alerts = house.app.get(AlertingService);
  const hear = alerts.openForDose.bind(alerts);
  const fails = { news: 4, silence: 1 };
  alerts.openForDose = (turn, fact) => {
    if (fails[fact.type === 'dose.unconfirmed' ? 'silence' : 'news']-- > 0) throw new Error('a listener that throws');
    return hear(turn, fact);
  };
}

/**
 * A small town lives, and everything that can go wrong does. Dispensers behave as the demo's do, nurses do most of their work.
 * A day, with the night in it when the clocks change; SOAK_DAYS=7 for a week, SOAK_CITIZENS for a larger town, and SOAK_SEED
 * for another one.
 */
describe(`a town lives, seed ${SEED}`, () => {
  jest.setTimeout(120_000 * Math.max(2, DAYS));
  const random = randomFor(SEED, 'soak');
  const chance = (share: number): boolean => random() < share;
  const oneOf = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)]!;
  let database: TestDatabase;
  let proxy: Proxy;
  let house: House;
  let api: Api;
  let town: Awaited<ReturnType<TownService['make']>>;
  let fleet: Fleet;
  let teams: any[];
  let livesFrom: Date;
  const happened = new Map<string, number>();
  const note = (what: string): unknown => happened.set(what, (happened.get(what) ?? 0) + 1);

  const openHouse = async (): Promise<void> => {
    const environment = {
      DATABASE_URL: proxy.urlOf(database.url),
      LOG_LEVEL: 'silent',
      DEVICES_OFFLINE_MINUTES: '10',
      DEVICES_SILENT_MINUTES: String(SILENT_MINUTES),
      OUTAGE_WATCH_GRACE_MINUTES: '5',
      OUTAGE_OFFLINE_GRACE_MINUTES: '10',
    };
    house = await startHouse({ at: BEGINS_AT, database, environment });
    api = new Api(house.httpUrl, house.partner.token);
  };

  /** Most work is done within the hour it is asked for, some is claimed and forgotten, some nobody looks at. */
  async function nursesWork(): Promise<void> {
    for (const task of (await api.get('/tasks?state=open,claimed&limit=500')).items) {
      if (chance(0.8))
        await api.ask('POST', `/tasks/${task.id}/resolve`, { outcome: 'taken-after-call', cause: 'forgot' });
      else if (chance(0.6)) await api.ask('POST', `/tasks/${task.id}/claim`);
    }
  }

  /** What the dispensers will say in a day about the doses they know of, by the same rules as the demo's fleet. */
  async function dispensersSpeak(until: Date): Promise<Entry[]> {
    const doses = await house.query<{ deviceId: string; dueAt: Date; windowClosesAt: Date }>(
      `SELECT s."deviceId", d."dueAt", d."windowClosesAt" FROM dose d JOIN assignment s ON s."citizenId" = d."citizenId" AND s."until" IS NULL
       WHERE d."dueAt" > $1 AND d."dueAt" <= $2 AND d."state" = 'scheduled'`,
      [house.clock.now(), until],
    );
    return doses.flatMap(({ deviceId, dueAt, windowClosesAt }): Entry[] => {
      const windowMinutes = (windowClosesAt.getTime() - dueAt.getTime()) / 60_000;
      const { kind, says, silence } = fateOf(SEED, deviceId, { dueAt: dueAt.getTime(), windowMinutes });
      const news = says.map(
        (said) => ({ ...said, twice: said.twice ?? (chance(0.1) ? 'new-id' : undefined) }) as const,
      );
      return [
        { at: dueAt.getTime(), act: () => note(`doses ${kind}`) },
        ...news.map((said) => ({ at: said.at, act: () => fleet.say(deviceId, said) })),
        ...(silence ? cutOff(deviceId, silence.from, silence.until) : []),
      ];
    });
  }

  const cutOff = (deviceId: string, from: number, until: number): Entry[] => [
    { at: from, act: () => (note('connections lost'), fleet.cutOff(deviceId)) },
    { at: until, act: () => fleet.comeBack(deviceId) },
  ];

  /** Does what is to be done, each thing at its time. */
  async function live(agenda: Entry[]): Promise<void> {
    const rounded = Map.groupBy(agenda, ({ at }) => Math.ceil(at / TOGETHER_MS) * TOGETHER_MS);
    for (const at of [...rounded.keys()].sort((a, b) => a - b)) {
      await house.clock.forward({ seconds: Math.max(0, (at - house.clock.now().getTime()) / 1000) });
      for (const { act } of rounded.get(at)!) await act();
    }
  }

  const after = (hours: number, begin: number, act: () => unknown): Entry => ({ at: begin + hours * HOUR_MS, act });

  /** The house goes and comes again; with minutes in between nobody hears anything. */
  async function restart(minutes: number): Promise<void> {
    note(minutes > 0 ? 'outages' : 'restarts');
    await house.stop();
    const later = `UPDATE clock SET "anchorClockAt" = "anchorClockAt" + make_interval(mins => $1)`;
    await query(database.url, later, [minutes]);
    await openHouse();
    await fleet.connectAll();
  }

  /** Every connection to the database breaks, while somebody speaks. */
  async function cutDatabase(): Promise<void> {
    note('databases cut');
    proxy.cut();
    const said = fleet.say(town.dispensers[0]!.deviceId, {
      at: house.clock.now().getTime(),
      type: 'device.closed',
      data: {},
    });
    await eventually(async () => (await askReadiness(house.httpUrl)).status === 503, 30_000);
    proxy.mend();
    await said;
    await eventually(async () => (await askReadiness(house.httpUrl)).status === 200, 30_000);
  }

  const MISHAPS = [
    ['device.jam', {}],
    ['power.mains_lost', { batteryPct: 80, batteryRuntimeMin: 600 }],
    ['power.mains_restored', { batteryPct: 80 }],
    ['supply.low', { dosesRemaining: 6 }],
    ['device.opened', {}],
    ['device.tilted', { tiltDeg: 40 }],
    ['user.help_requested', {}],
  ] as const;

  /** What goes wrong in a day, and what puts an end to it. */
  function faults(begin: number, day: number): Entry[] {
    const { citizenId } = town.dispensers[day % CITIZENS]!;
    const other = town.dispensers[(day + 1) % CITIZENS]!;
    const [mute, lost] = [oneOf(town.dispensers).deviceId, oneOf(town.dispensers).deviceId];
    const atWork = day % 3 === 1 ? teams : teams.filter(({ kind }) => kind === 'night');
    const roster = async (full: boolean): Promise<void> => {
      for (const { id, shifts, overrides } of atWork)
        await api.put(`/teams/${id}/roster`, full ? { shifts, overrides } : { shifts: [], overrides: [] });
    };
    return [
      after(1.5, begin, () => {
        note('pauses');
        const [from, until] = [1.5, 27].map((hour) => new Date(begin + hour * HOUR_MS).toISOString());
        return api.post(`/citizens/${citizenId}/pauses`, { reason: oneOf(['hospital', 'other']), from, until });
      }),
      after(2.9, begin, () => {
        note('listeners that throw');
        failForAWhile(house);
      }),
      after(5, begin, () => restart(0)),
      ...(day === 0
        ? [
            after(6, begin, () => {
              note('dispensers swapped');
              return api.put(`/citizens/${other.citizenId}/dispenser`, {
                deviceId: town.dispensers.at(-1)!.deviceId,
              });
            }),
          ]
        : []),
      ...(day % 3 === 0 ? [after(6.5, begin, () => restart(40))] : []),
      ...(day % 3 === 1 ? [after(7.2, begin, () => cutDatabase())] : []),
      after(11, begin, () => {
        note('dispensers fallen silent');
        fleet.fallSilent(mute);
      }),
      after(16.4, begin, () => fleet.speakAgain(mute)),
      ...cutOff(lost, begin + 9 * HOUR_MS, begin + between(random, 12, 20) * HOUR_MS),
      after(16, begin, () => (note(`rosters emptied of ${atWork.length} teams`), roster(false))),
      after(24, begin, () => roster(true)),
      ...Array.from({ length: 4 }, () => {
        const [at, [type, data]] = [begin + between(random, 0, 24) * HOUR_MS, oneOf(MISHAPS)];
        const { deviceId } = oneOf(town.dispensers);
        return { at, act: () => (note('mishaps'), fleet.say(deviceId, { at, type, data })) };
      }),
    ];
  }

  /** A few things change for the rest of the week; slots in the night the clocks change are among them. */
  async function planAnew(day: number): Promise<void> {
    const { citizenId } = town.dispensers[1 + (day % (CITIZENS - 1))]!;
    const slots = ['01:30', '04:30', '12:00', '23:30'].map((time) => ({ time, criticality: 'standard' }));
    note('schedules changed');
    await api.put(`/citizens/${citizenId}/schedule`, { slots });
  }

  beforeAll(async () => {
    database = await makeDatabase('soak');
    proxy = await openProxy(Number(new URL(database.url).port));
    await openHouse();
    console.info(`soak: SOAK_SEED=${SEED}, ${CITIZENS} citizens, ${DAYS} days`);
    await house.query(`DELETE FROM staff`);
    livesFrom = house.clock.now();
    town = await house.app.get(TownService).make(CITIZENS + 1, CITIZENS);
    teams = await house.query('SELECT * FROM team');
    fleet = new Fleet(town.dispensers, () => house);
    await fleet.connectAll();
    const [spare] = await house.query<any>('SELECT "citizenId" FROM assignment WHERE "deviceId" = $1', [
      town.dispensers.at(-1)!.deviceId,
    ]);
    await house.query('DELETE FROM assignment WHERE "citizenId" = $1', [spare.citizenId]);
  });
  afterAll(async () => {
    proxy?.mend();
    await fleet?.leave();
    await house?.stop();
    await proxy?.close();
    await database?.drop();
  });

  it('leaves no dose out and no alert without a next step', async () => {
    for (let day = 0; day < DAYS; day++) {
      const begin = new Date(BEGINS_AT).getTime() + day * 24 * HOUR_MS;
      if (day < 3) await planAnew(day);
      await live([
        ...(await dispensersSpeak(new Date(begin + 24 * HOUR_MS))),
        ...Array.from({ length: 24 }, (_, hour) => after(hour + 1, begin, nursesWork)),
        ...Array.from({ length: (24 * 60) / BEAT_MINUTES }, (_, n) =>
          after((n * BEAT_MINUTES) / 60, begin, () => fleet.beat()),
        ),
        ...faults(begin, day),
      ]);
      expect(await whatIsWrong(house, livesFrom)).toEqual([]);
    }
    await house.clock.forward({ minutes: 40 });
    const [{ doses, alerts, types, tasks, facts }] = (await house.query<any>(
      `SELECT (SELECT count(*) FROM dose WHERE "dueAt" <= $1) AS "doses", (SELECT count(*) FROM alert) AS "alerts",
              (SELECT count(DISTINCT "type") FROM alert) AS "types", (SELECT count(*) FROM task) AS "tasks", (SELECT count(*) FROM fact) AS "facts"`,
      [house.clock.now()],
    )) as [any];
    console.info(
      `soak: ${doses} doses, ${alerts} alerts of ${types} types, ${tasks} tasks, ${facts} facts; ` +
        [...happened].map(([what, count]) => `${what}: ${count}`).join(', '),
    );
    expect(await whatIsWrong(house, livesFrom)).toEqual([]);
  });

  it('and the auditor of the house found nothing, at the end or on the way', async () => {
    const { checks } = (await (await fetch(`${house.httpUrl}/readyz`)).json()) as any;
    expect(checks.find(({ name }: any) => name === 'audit')).toMatchObject({
      ok: true,
      detail: 'every alert has a next step, every dose an outcome',
    });
    const told = await house.query(
      `SELECT "type", "openedAt", "detail" FROM alert WHERE "type" LIKE 'gateway.audit.%'`,
    );
    expect(told).toEqual([]);
  });

  it('which is no wonder if nobody looked: what is put out of order by hand is found', async () => {
    const [dose] = await house.query<any>('DELETE FROM dose WHERE "dueAt" < $1 RETURNING *', [
      new Date(livesFrom.getTime() + 3 * HOUR_MS),
    ]);
    expect(dose).toBeDefined();
    await house.query(
      `UPDATE dose SET "state" = 'scheduled', "settled" = true WHERE "id" = (SELECT "id" FROM dose ORDER BY "dueAt" LIMIT 1)`,
    );
    await house.query(
      `UPDATE alert SET "state" = 'open', "resolvedAt" = NULL WHERE "id" = (
         SELECT "id" FROM alert a WHERE "resolvedAt" IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM alert other WHERE other."key" = a."key" AND other."resolvedAt" IS NULL) LIMIT 1)`,
    );
    const wrong = (await whatIsWrong(house, livesFrom)).join('\n');
    expect(wrong).toContain('0 doses of');
    expect(wrong).toContain('past its deadline');
    expect(wrong).toContain('without a next step');
  });
});
