import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDatabase, query, type TestDatabase } from '../support/database.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { startHouse } from '../support/house.js';
import { buildService, makeService, type Service } from '../support/service.js';
import { makeTown } from '../support/town.js';

/** Where the clock of the house stands. */
const now = new Date('2026-03-10T06:00:00Z');

type Said = Record<string, unknown>;
type Write = (said: Said) => string;
const asIs: Write = (said) => JSON.stringify(said);

/** An alarm with one flaw each, the note it leaves, and how it is written. */
const FLAWS: readonly (readonly [flaw: Said, note: string | null, write?: Write])[] = [
  [{ time: undefined }, 'time:repaired'],
  [{ time: '' }, 'time:repaired'],
  [{ time: '0001-01-01T00:00:00Z' }, 'time:repaired'],
  [{ time: '2106-02-07T06:28:15Z' }, 'time:repaired'],
  [{ id: 1042 }, 'id:read'],
  [{ id: 'x'.repeat(150) }, 'id:read'],
  [{ id: 'a\0b' }, 'id:read'],
  [{ id: 'ID' }, null, (said) => asIs(said).replace('"ID"', '11529215046068469761')],
  [{ type: 'Device.Jam' }, 'type:read'],
  [{ type: 'dk.vendor.device-jam' }, 'type:read'],
  [{ specversion: 1 }, 'specversion:read'],
  [{ source: '/dispensers/SOMEBODY' }, 'source:left-out'],
  [{ bootid: '3f0c2d1e-1111-4222-8333-abcdefabcdef' }, 'bootid:left-out'],
  [{ sequence: '12' }, 'sequence:read'],
  [{ clocksync: 1 }, 'clocksync:left-out'],
  [{ historical: 'no' }, 'historical:left-out'],
  [{ data: ['x'] }, 'data:left-out'],
  [{ data: '{"slot":4}' }, 'data:read'],
  [{ data: { slot: -1 } }, 'data.slot:sentinel'],
  [{ data: { slot: {} } }, 'data.slot:left-out'],
  [{ data: { slot: null } }, null],
  [{ data: { note: '\ud800' } }, 'data.note:left-out'],
  [{ data: { note: 'N' } }, 'payload:read', (said) => asIs(said).replace('"N"', 'NaN')],
  [{}, 'payload:read', (said) => `${asIs(said)}\0\x1a`],
  [{}, 'payload:read', (said) => `\ufeff\ufeff${asIs(said)}`],
];

const fault = aFault({
  name: 'Flawed alarms said again over kills',
  done: 'Alarms that each had another flaw were said again, each time sent at another time, while the service was killed between and amid them.',
  must: 'Each is stored once, with a note of what was repaired, and alarms once.',
});

describe('alarms with a flaw, said again over kill -9', () => {
  let database: TestDatabase;
  let service: Service;
  let residents: { deviceId: string; secret: string }[];
  const time = now.toISOString();

  beforeAll(async () => {
    buildService();
    database = await makeDatabase('flawed');
    const house = await startHouse({ database });
    try {
      const town = await makeTown(house);
      residents = [];
      for (let n = 0; n < FLAWS.length; n++) residents.push(await town.citizen({ connect: false }));
    } finally {
      await house.stop();
    }
    service = await makeService({ DATABASE_URL: database.url });
    await service.start();
  });
  afterAll(async () => {
    await service?.kill();
    await database?.drop();
  });

  /** Each dispenser says its own, sent at another time in each round; answers once so many are acknowledged. */
  const sayAll = async (round: number, untilAcknowledged: number): Promise<void> => {
    let acknowledged = 0;
    const said = residents.map(async ({ deviceId, secret }, n) => {
      const [flaw, , write = asIs] = FLAWS[n]!;
      const url = `mqtt://127.0.0.1:${service.mqttPort}`;
      const mouth = await Dispenser.connect(url, deviceId, secret, () => now, { listens: false });
      const sentat = new Date(Date.parse(time) + round).toISOString();
      await mouth.publish('events', write({ id: 'one', type: 'device.jam', time, data: {}, sentat, ...flaw }));
      acknowledged += 1;
      await mouth.leave({ abruptly: true });
    });
    const all = Promise.allSettled(said);
    await eventually(() => acknowledged >= untilAcknowledged, 30_000);
    if (untilAcknowledged === residents.length) await all;
  };

  it('are stored once each, with what was noted, and alarm once each', async () => {
    for (const [round, acknowledged] of [1, residents.length, residents.length].entries()) {
      await sayAll(round, acknowledged);
      await service.kill();
      await service.start();
    }
    await sayAll(3, residents.length);
    await eventually(async () => {
      const [left] = await query<{ count: number }>(
        database.url,
        'SELECT count(*)::int AS "count" FROM journal_waiting',
      );
      return left!.count === 0;
    }, 30_000);

    const lines = await query<{ deviceId: string; type: string; notes: string[] | null }>(
      database.url,
      'SELECT d."deviceId", j."type", j."notes" FROM journal j JOIN device d ON d."number" = j."deviceNumber" ORDER BY 1',
    );
    const alerts = await query<{ deviceId: string; type: string; occurrences: number }>(
      database.url,
      `SELECT "deviceId", "type", "occurrences" FROM alert WHERE "type" = 'device.jam' ORDER BY 1`,
    );
    const inOrder = residents.map(({ deviceId }, n) => ({ deviceId, note: FLAWS[n]![1] }));
    expect(lines.map(({ deviceId, type, notes }) => ({ deviceId, type, isNoted: notes }))).toEqual(
      inOrder.map(({ deviceId, note }) => ({
        deviceId,
        type: 'device.jam',
        isNoted: note === null ? null : expect.arrayContaining([note]),
      })),
    );
    expect(alerts).toEqual(inOrder.map(({ deviceId }) => ({ deviceId, type: 'device.jam', occurrences: 1 })));
    expect(await query(database.url, `SELECT 1 FROM quarantine`)).toEqual([]);
    fault.record(null, {
      kills: 3,
      'flawed alarms': FLAWS.length,
      'stored once': lines.length,
      'alerts with one occurrence': alerts.length,
    });
  });
});
