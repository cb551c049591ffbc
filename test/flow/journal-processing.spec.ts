import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { JournalProcessor } from '../../src/doses/processing/journal-processor.worker.js';
import { DosesStore } from '../../src/doses/doses.store.js';
import { ENTRIES_AT_ONCE, BulkProcessor } from '../../src/doses/processing/bulk-processor.service.js';
import { IngestService } from '../../src/ingest/ingest.service.js';
import { type Heard, isOwnLane, LANES } from '../../src/journal/journal.rules.js';
import { MOST_EVIDENCE } from '../../src/journal/evidence.rules.js';
import { JournalService } from '../../src/journal/journal.service.js';
import { Database } from '../../src/platform/database/database.js';
import { FactBus } from '../../src/platform/facts/fact-bus.js';
import { Sweeps } from '../../src/platform/queue/sweeps.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const NEVER_MS = 3_600_000;

describe('what was heard and nobody has looked at', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let neighbour: Resident;

  beforeAll(async () => {
    // Nobody looks but those who are asked to.
    house = await startHouse({ sweepEveryMs: NEVER_MS });
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }], connect: false });
    neighbour = await town.citizen({ slots: [{ time: '08:00' }], connect: false });
    await house.clock.settle();
  });
  afterAll(() => house?.stop());

  const numberOf = async ({ deviceId }: Resident): Promise<number> =>
    (await house.query<{ number: number }>('SELECT "number" FROM device WHERE "deviceId" = $1', [deviceId]))[0]!.number;
  const write = async (who: Resident, ...eventIds: string[]): Promise<number> => {
    const deviceNumber = await numberOf(who);
    return house.app
      .get(JournalService)
      .write(eventIds.map((eventId) => said(deviceNumber, eventId, house.clock.now())));
  };
  const takeOne = async (tx: EntityManager, lane: number): Promise<number> => {
    await house.app.get(JournalService).entries.lockLane(tx, lane);
    return (
      await house.app
        .get(DosesStore)
        .settleHeard({ tx, now: house.clock.now() }, lane, 1, [], { matchMinutes: 90, earlyHours: 12 })
    ).taken;
  };
  const waiting = () =>
    house.app.get(Database).autocommit((tx) => house.app.get(JournalService).entries.countWaiting(tx));

  /** Neither at once nor line by line; answers how to mend it. */
  const cannotBeDrained = (which: (lane: number) => boolean): (() => void) => {
    const bulk = house.app.get(BulkProcessor);
    const spies = (['process', 'processOldest'] as const).map((name) => {
      const work = bulk[name].bind(bulk);
      return jest
        .spyOn(bulk, name)
        .mockImplementation((turn, lane) => (which(lane) ? Promise.reject(new Error('no')) : work(turn, lane)));
    });
    return () => spies.forEach((spy) => spy.mockRestore());
  };

  const isSomebodyWaiting = async (lock: string): Promise<boolean> => {
    const [found] = await house.query<{ waits: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pg_locks l JOIN pg_stat_activity a ON a."pid" = l."pid"
                      WHERE a."datname" = current_database() AND l."locktype" = $1 AND NOT l."granted") AS "waits"`,
      [lock],
    );
    return found!.waits;
  };

  it('is one row a batch, of what was new in it', async () => {
    expect(await write(resident, 'a', 'b')).toBe(2);
    expect(await write(resident, 'b', 'c')).toBe(1);
    expect(await write(resident, 'a', 'b', 'c')).toBe(0);
    expect(await house.query('SELECT "lines" FROM journal_batch ORDER BY "id"')).toEqual([{ lines: 2 }, { lines: 1 }]);
    expect(await waiting()).toMatchObject({ waiting: 3 });
  });

  it('keeps the watch from the dispenser that said it, and from no other', async () => {
    const { entries } = house.app.get(JournalService);
    const { clock, app } = house;
    const waitingOf = (who: Resident, heardAfter = clock.now()) =>
      app
        .get(Database)
        .autocommit(async (tx) => (await entries.waitingOf(tx, [who.deviceId], heardAfter)).get(who.deviceId) ?? null);
    const [all] = await house.query('SELECT min("number") AS "oldest", max("number") AS "newest" FROM journal');
    expect([await waitingOf(resident), await waitingOf(neighbour)]).toEqual([all, null]);
  });

  it('keeps it no longer where the house fails it for long', async () => {
    const [line] = await house.query<{ number: number }>('SELECT * FROM journal ORDER BY "number" LIMIT 1');
    const pend = `INSERT INTO journal_pending ("number", "time", "deviceNumber", "stage", "subject", "lookAt", "delays")
                  SELECT "number", "time", "deviceNumber", 'care', $1, "receivedAt", $2 FROM journal WHERE "number" = $3`;
    const { entries } = house.app.get(JournalService);
    const isWaitedFor = async (heardAgoMs: number): Promise<boolean> => {
      const heardAfter = new Date(house.clock.now().getTime() - heardAgoMs);
      const hidden = `DELETE FROM journal_batch RETURNING *`;
      return house.app.get(Database).transact(async (tx) => {
        await tx.query(hidden);
        const found = await entries.waitingOf(tx, [resident.deviceId], heardAfter);
        await tx.query('ROLLBACK AND CHAIN');
        return found.size > 0;
      });
    };
    await house.query(pend, [resident.citizenId, 0, line!.number]);
    expect([await isWaitedFor(-1), await isWaitedFor(1_000)]).toEqual([true, true]);
    await house.query('UPDATE journal_pending SET "delays" = 1');
    expect([await isWaitedFor(-1), await isWaitedFor(1_000)]).toEqual([false, true]);
    await house.query('DELETE FROM journal_pending');
  });

  it('is taken batch after batch in the order they were heard, by one after the other', async () => {
    const { entries } = house.app.get(JournalService);
    const [lane] = await house.app.get(Database).autocommit((tx) => entries.lanesHeard(tx));
    const taken: string[] = [];
    const take = (name: string, hold?: Promise<unknown>) =>
      house.app.get(Database).transact(async (tx) => {
        taken.push(`${name}: ${await takeOne(tx, lane!)}`);
        await hold;
      });
    let letGo = (): void => undefined;
    const first = take('first', new Promise<void>((resolve) => (letGo = resolve)));
    await eventually(() => taken.length === 1);
    const second = take('second');
    await eventually(() => isSomebodyWaiting('advisory'));
    letGo();
    await Promise.all([first, second]);
    await take('third');
    expect(taken).toEqual(['first: 2', 'second: 1', 'third: 0']);
    expect(await waiting()).toEqual({ waiting: 0, oldestReceivedAt: null });
  });

  it('is left as it was by whoever took it and failed', async () => {
    await write(neighbour, 'd');
    const { entries } = house.app.get(JournalService);
    const taking = house.app.get(Database).transact(async (tx) => {
      for (const lane of await entries.lanesHeard(tx)) await takeOne(tx, lane);
      throw new Error('cut off');
    });
    await expect(taking).rejects.toThrow('cut off');
    expect(await waiting()).toMatchObject({ waiting: 1 });
    expect(await house.app.get(JournalProcessor).processBulk()).toBe(1);
  });

  it('is settled in every lane, although one of them cannot be', async () => {
    await write(resident, 'e');
    await write(neighbour, 'f');
    const lanesHeard = () =>
      house.app.get(Database).autocommit((tx) => house.app.get(JournalService).entries.lanesHeard(tx));
    const [first, ...others] = await lanesHeard();
    expect(others).toHaveLength(1);
    const mend = cannotBeDrained((lane) => lane === first);
    const draining = house.app.get(JournalProcessor).processBulk();
    await expect(draining.finally(mend)).rejects.toThrow('no');
    expect(await lanesHeard()).toEqual([first]);
    // It is left alone for a moment.
    await eventually(async () => (await house.app.get(JournalProcessor).processBulk()) === 1);
  });

  it('goes line by line where many at once cannot be settled', async () => {
    const entry = said(await numberOf(neighbour), 'i', house.clock.now(), 'device.opened');
    await house.app.get(JournalService).write([entry]);
    const bulk = house.app.get(BulkProcessor);
    const spy = jest.spyOn(bulk, 'process').mockRejectedValue(new Error('no'));
    expect(await house.app.get(JournalProcessor).processBulk()).toBe(1);
    spy.mockRestore();
    expect(await house.query('SELECT "stage" FROM journal_pending')).toEqual([{ stage: 'care' }]);
    await house.clock.settle();
    expect(await waiting()).toMatchObject({ waiting: 0 });
  });

  it('settles a dose once of all that is said about it, and tells what is news', async () => {
    const deviceNumber = await numberOf(neighbour);
    const dueAt = '2026-03-10T07:00:00Z';
    const at = (minute: number): Date => new Date(Date.parse(dueAt) + minute * 60_000);
    // The second names the dose by a time that is off by some minutes, the last one names no dose.
    const written = await house.app
      .get(JournalService)
      .write([
        said(deviceNumber, 'taken-out', at(9), 'dose.retrieved', dueAt),
        said(deviceNumber, 'dispensed', at(2), 'dose.dispensed', at(3).toISOString()),
        said(deviceNumber, 'dispensed-again', at(4), 'dose.dispensed', dueAt),
        said(deviceNumber, 'nobody-expects-it', at(5), 'dose.dispensed', '2026-03-10T02:00:00Z'),
      ]);
    expect(written).toBe(4);
    expect(await house.app.get(JournalProcessor).processBulk()).toBe(4);
    const [dose] = await house.query<{ id: string }>(
      `SELECT "id", "state", "settled", "dispensedAt", "retrievedAt", cardinality("evidence") AS "lines" FROM dose
       WHERE "citizenId" = $1 AND "dueAt" = $2`,
      [neighbour.citizenId, dueAt],
    );
    expect(dose).toMatchObject({ state: 'retrieved', settled: true, dispensedAt: at(2), retrievedAt: at(9), lines: 3 });
    const told = await house.query(
      `SELECT "type", "subject", "citizenId", "deviceId", "data" FROM fact WHERE "subject" = $1 ORDER BY "step"`,
      [dose!.id],
    );
    const fact = (type: string, effectiveAt: Date) => ({
      type,
      subject: dose!.id,
      citizenId: neighbour.citizenId,
      deviceId: neighbour.deviceId,
      data: {
        doseId: dose!.id,
        dueAt: at(0).toISOString(),
        windowClosesAt: at(60).toISOString(),
        slot: '08:00',
        criticality: 'standard',
        eventType: type,
        effectiveAt: effectiveAt.toISOString(),
        line: expect.any(Number),
      },
    });
    expect(told).toEqual([fact('dose.dispensed', at(2)), fact('dose.retrieved', at(9))]);
  });

  it.each([
    [
      'an alarm was raised over it meanwhile',
      () => resident,
      `"alarmedAt" = "dueAt", "missedAt" = "dueAt", "state" = 'missed', "settled" = true`,
      'dose.dispensed_late',
    ],
    ['nothing came of it', () => neighbour, '"slot" = "slot"', 'dose.dispensed'],
  ])('waits for whoever holds the dose; %s', async (_, who, change, told) => {
    const dueAt = '2026-03-11T07:00:00Z';
    const [dose] = await house.query<{ id: string }>('SELECT "id" FROM dose WHERE "citizenId" = $1 AND "dueAt" = $2', [
      who().citizenId,
      dueAt,
    ]);
    let isHeld = false;
    let letGo = (): void => undefined;
    const until = new Promise<void>((resolve) => (letGo = resolve));
    const holding = house.app.get(Database).transact(async (tx) => {
      await tx.query(`UPDATE dose SET ${change} WHERE "id" = $1`, [dose!.id]);
      isHeld = true;
      await until;
    });
    await eventually(() => isHeld);
    const entry = said(await numberOf(who()), 'held', new Date(dueAt), 'dose.dispensed', dueAt);
    await house.app.get(JournalService).write([entry]);
    const draining = house.app.get(JournalProcessor).processBulk();
    await eventually(() => isSomebodyWaiting('transactionid'));
    letGo();
    await Promise.all([holding, draining]);
    const facts = () => house.query<{ type: string }>('SELECT "type" FROM fact WHERE "subject" = $1', [dose!.id]);
    await eventually(async () => (await facts()).length > 0);
    expect(await facts()).toEqual([{ type: told }]);
    expect(
      await house.query('SELECT "dispensedAt", cardinality("evidence") AS "lines" FROM dose WHERE "id" = $1', [
        dose!.id,
      ]),
    ).toEqual([{ dispensedAt: new Date(dueAt), lines: 1 }]);
  });

  it('is told by the database itself only where nobody but the feed listens', async () => {
    const tell = (type: string) =>
      house.app.get(FactBus).transact(async () => ({ facts: [], toldInBulk: [type], result: 'told' }));
    await expect(tell('dose.retrieved')).resolves.toBe('told');
    await expect(tell('dose.missed')).rejects.toThrow('dose.missed is not for the feed alone');
    await expect(tell('dose.invented')).rejects.toThrow('dose.invented is not for the feed alone');
  });

  it('has its effect however many dispensers never stop waiting for an acknowledgement', async () => {
    const ingest = house.app.get(IngestService);
    Object.defineProperty(ingest, 'depthInBudget', { configurable: true, get: () => 10_000 });
    try {
      const missed = said(await numberOf(resident), 'm', house.clock.now(), 'dose.missed', '2026-03-10T07:00:00Z');
      await house.app.get(JournalService).write([missed]);
      await house.app.get(JournalProcessor).processBulk();
      await eventually(() => caseOf(town, resident).task());
    } finally {
      Reflect.deleteProperty(ingest, 'depthInBudget');
    }
  });

  it('is settled in the lanes of single dispensers, although another lane cannot be', async () => {
    await write(neighbour, 'g');
    const entry = said(await numberOf(resident), 'h', house.clock.now());
    await house.app.get(JournalService).write([{ ...entry, isOverBudget: true }]);
    const mend = cannotBeDrained((lane) => !isOwnLane(lane));
    await house.app.get(Sweeps).runUntilQuiet();
    mend();
    const lanes = await house.app
      .get(Database)
      .autocommit((tx) => house.app.get(JournalService).entries.lanesHeard(tx));
    expect(lanes).toEqual([(await numberOf(neighbour)) % LANES]);
    await eventually(async () => (await house.app.get(JournalProcessor).processBulk()) === 1);
  });

  it('settles all that a dispenser in a loop says of a dose, and keeps no more of it than may be', async () => {
    const deviceNumber = await numberOf(neighbour);
    const dueAt = '2026-03-11T07:00:00Z';
    const many = MOST_EVIDENCE + ENTRIES_AT_ONCE;
    const ids = Array.from({ length: many }, (_, i) => `loop-${i}`);
    const line = (id: string): Heard => said(deviceNumber, id, new Date(dueAt), 'dose.dispensed', dueAt);
    await house.app.get(JournalService).write(ids.slice(0, ENTRIES_AT_ONCE).map(line));
    await house.app.get(JournalService).write(ids.slice(ENTRIES_AT_ONCE).map(line));
    expect(await house.app.get(JournalProcessor).processBulk()).toBe(many);
    const [dose] = await house.query(
      'SELECT "state", cardinality("evidence") AS "lines" FROM dose WHERE "citizenId" = $1 AND "dueAt" = $2',
      [neighbour.citizenId, dueAt],
    );
    expect(dose).toEqual({ state: 'dispensed', lines: MOST_EVIDENCE });
    expect(await waiting()).toMatchObject({ waiting: 0 });
  });
});

const said = (
  deviceNumber: number,
  id: string,
  at: Date,
  type = 'device.closed',
  dueAt: string | null = null,
): Heard => {
  const time = at.toISOString();
  const payload = Buffer.from(
    JSON.stringify({ specversion: '1.0', id, type, time, data: { ...(dueAt && { dueAt }) } }),
  );
  return {
    deviceNumber,
    eventId: id,
    time: at,
    receivedAt: at,
    effectiveAt: at,
    clock: 'trusted',
    type,
    bootId: null,
    sequence: null,
    dueAt: dueAt === null ? null : new Date(dueAt),
    reason: null,
    payloadLength: payload.length,
    payload,
    notes: null,
  };
};
