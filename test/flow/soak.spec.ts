/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AlertsService } from '../../src/alerts/alerts.service.js';
import { TownService } from '../../src/demo/town.service.js';
import { AuditService } from '../../src/reports/audit.service.js';
import { fateOf, type Saying } from '../../src/simulator/behaviour.rules.js';
import { randomFor } from '../../src/simulator/random.rules.js';
import { Line } from '../../src/platform/facts/line.js';
import { Api } from '../support/api.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { Dispenser } from '../support/dispenser.js';
import { type House, startHouse } from '../support/house.js';

const CITIZENS = Number(process.env.SOAK_CITIZENS ?? 20);
const DAYS = Number(process.env.SOAK_DAYS ?? 1);
const SEED = Number(process.env.SOAK_SEED ?? Date.now() % 100_000);
const SPOKEN_WITHIN_MS = 3 * 60_000;
const HOUR_MS = 3_600_000;
const BEGINS_AT = '2026-03-26T05:00:00Z';

interface Entry {
  readonly at: number;
  readonly act: () => Promise<unknown>;
}

/** A listener on the line throws, heals by itself, and what met it is tried again. */
function failForAWhile(house: House): void {
  const alerts = house.app.get(AlertsService);
  const hear = alerts.openForDose.bind(alerts);
  let fails = 4;
  alerts.openForDose = (turn, fact) => {
    if (fails-- > 0) throw new Error('a listener that throws for a while');
    return hear(turn, fact);
  };
}

/**
 * A small town lives, and everything that can go wrong does. Dispensers behave as the demo's do, nurses do most of their work.
 * A day in every run; SOAK_DAYS=7 for a week with the night in it when the clocks change, SOAK_SEED to see a run again.
 */
describe(`a town lives, seed ${SEED}`, () => {
  jest.setTimeout(120_000 * DAYS);
  const random = randomFor(SEED, 'soak');
  const chance = (share: number): boolean => random() < share;
  let database: TestDatabase;
  let house: House;
  let api: Api;
  let town: Awaited<ReturnType<TownService['make']>>;
  let teams: any[];

  const openHouse = async (): Promise<void> => {
    house = await startHouse({ at: BEGINS_AT, database });
    api = new Api(house.httpUrl, house.partner.token);
  };

  /** Most work is done within the hour it is asked for, some is claimed and forgotten, some nobody looks at. */
  async function nursesWork(): Promise<void> {
    for (const task of (await api.get('/tasks?state=open,claimed&limit=500')).items) {
      if (chance(0.85))
        await api.ask('POST', `/tasks/${task.id}/resolve`, { outcome: 'taken-after-call', cause: 'forgot' });
      else if (chance(0.5)) await api.ask('POST', `/tasks/${task.id}/claim`);
    }
  }

  /** What the dispensers will say until then about the doses they know of, by the same rules as the demo's fleet. */
  async function dispensersSpeak(until: Date): Promise<Entry[]> {
    const doses = await house.query<{ deviceId: string; dueAt: Date; windowClosesAt: Date }>(
      `SELECT s."deviceId", d."dueAt", d."windowClosesAt" FROM dose d JOIN assignment s ON s."citizenId" = d."citizenId" AND s."until" IS NULL
       WHERE d."dueAt" > $1 AND d."dueAt" <= $2 AND d."state" = 'scheduled'`,
      [house.clock.now(), until],
    );
    return doses.flatMap(({ deviceId, dueAt, windowClosesAt }) => {
      const windowMinutes = (windowClosesAt.getTime() - dueAt.getTime()) / 60_000;
      const { says, silence } = fateOf(SEED, deviceId, { dueAt: dueAt.getTime(), windowMinutes });
      return says.map((saying) => {
        const isBuffered = silence !== null && saying.at >= silence.from && saying.at < silence.until;
        return { at: isBuffered ? silence.until : saying.at, act: () => speak(deviceId, saying, isBuffered) };
      });
    });
  }

  async function speak(deviceId: string, { type, at, data, twice }: Saying, historical: boolean): Promise<void> {
    const { secret } = town.dispensers.find((one) => one.deviceId === deviceId)!;
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now());
    const said = { time: new Date(at), sentat: house.clock.now().toISOString(), clocksync: 'synced', historical, data };
    const { id } = await dispenser.say(type, said);
    if (twice === 'same-id') await dispenser.say(type, { ...said, id: String(id) });
    if (twice === 'new-id') await dispenser.say(type, said);
    await dispenser.leave();
  }

  /** Does what is to be done, each thing at its time; dispensers speak within three minutes. */
  async function live(agenda: Entry[]): Promise<void> {
    const rounded = Map.groupBy(agenda, ({ at }) => Math.ceil(at / SPOKEN_WITHIN_MS) * SPOKEN_WITHIN_MS);
    for (const at of [...rounded.keys()].sort((a, b) => a - b)) {
      await house.clock.forward({ seconds: Math.max(0, (at - house.clock.now().getTime()) / 1000) });
      for (const { act } of rounded.get(at)!) await act();
    }
  }

  const after = (hour: number, begin: number, act: () => Promise<unknown>): Entry => ({
    at: begin + hour * HOUR_MS,
    act,
  });

  /** What goes wrong in a day, and what puts an end to it. */
  function faults(begin: number, day: number): Entry[] {
    const { citizenId } = town.dispensers[Math.floor(random() * CITIZENS)]!;
    const [other] = town.dispensers.filter((one) => one.citizenId !== citizenId);
    const night = teams.find(({ kind }) => kind === 'night');
    const roster = ({ shifts, overrides }: any) => api.put(`/teams/${night.id}/roster`, { shifts, overrides });
    return [
      after(1.5, begin, () => {
        const [from, until] = [1.5, 27].map((hour) => new Date(begin + hour * HOUR_MS).toISOString());
        return api.post(`/citizens/${citizenId}/pauses`, { reason: 'hospital', from, until });
      }),
      after(2.9, begin, async () => failForAWhile(house)),
      after(5, begin, async () => {
        await house.stop();
        await openHouse();
      }),
      ...(day === 0
        ? [
            after(6, begin, () =>
              api.put(`/citizens/${other!.citizenId}/dispenser`, { deviceId: town.dispensers.at(-1)!.deviceId }),
            ),
          ]
        : []),
      after(16, begin, () => roster({ shifts: [], overrides: [] })),
      after(24, begin, () => roster(night)),
    ];
  }

  beforeAll(async () => {
    database = await makeDatabase('soak');
    await openHouse();
    console.info(`soak: seed ${SEED}, ${CITIZENS} citizens, ${DAYS} days`);
    await house.query(`DELETE FROM staff`);
    town = await house.app.get(TownService).make(CITIZENS + 1, CITIZENS);
    teams = await house.query('SELECT * FROM team');
    const [spare] = await house.query<any>('SELECT "citizenId" FROM assignment WHERE "deviceId" = $1', [
      town.dispensers.at(-1)!.deviceId,
    ]);
    await house.query('DELETE FROM assignment WHERE "citizenId" = $1', [spare.citizenId]);
  });
  afterAll(async () => {
    await house?.stop();
    await database?.drop();
  });

  it('leaves no live alert without a next step, and no dose without an outcome', async () => {
    for (let day = 0; day < DAYS; day++) {
      const begin = house.clock.now().getTime();
      await live([
        ...(await dispensersSpeak(new Date(begin + 24 * HOUR_MS))),
        ...Array.from({ length: 24 }, (_, hour) => after(hour + 1, begin, nursesWork)),
        ...faults(begin, day),
      ]);
    }
    await house.clock.forward({ hours: 2 });

    const findings = await house.app
      .get(Line)
      .transact(async (turn) => ({ facts: [], result: await house.app.get(AuditService).find(turn, 1) }));
    expect(findings.map(({ kind, count }) => `${count} ${kind}`)).toEqual([
      '0 alert-without-step',
      '0 dose-without-outcome',
      '0 task-without-alert',
      '0 line-waiting',
    ]);
  });

  it('had a task or a recorded reason for every missed dose', async () => {
    const [{ missed, unexplained }] = (await house.query<any>(
      `SELECT count(*)::int AS "missed", count(*) FILTER (WHERE NOT EXISTS (
         SELECT 1 FROM alert a WHERE a."doseId" = d."id"
           AND (EXISTS (SELECT 1 FROM task t WHERE t."alertId" = a."id" OR t."alertId" = a."parentId") OR a."state" = 'auto-resolved')))::int AS "unexplained"
       FROM dose d WHERE coalesce("missedAt", "unconfirmedAt") IS NOT NULL AND "alarmedAt" < $1`,
      [new Date(house.clock.now().getTime() - 7_200_000)],
    )) as [any];
    expect(missed).toBeGreaterThan(0);
    expect(unexplained).toBe(0);
  });

  it('expected each dose once, none twice, none left out', async () => {
    const doubled = await house.query('SELECT 1 FROM dose GROUP BY "citizenId", "dueAt" HAVING count(*) > 1');
    expect(doubled).toEqual([]);
  });
});
