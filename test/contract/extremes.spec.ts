import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { dialectNamed } from '../../src/devices/dialects/dialects.rules.js';
import { vocabulary } from '../../src/devices/telemetry.rules.js';
import type { EventType } from '../../src/devices/telemetry/event-type.rules.js';
import { IngestService } from '../../src/ingest/ingest.service.js';
import type { Uplink } from '../../src/ingest/topic.rules.js';
import { Sweeps } from '../../src/platform/queue/sweeps.js';
import { newId } from '../../src/platform/database/id.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const NUMBERS = [
  0, -0, 5e-324, 6.95e-310, 1.2e-38, -1.2e-38, 0.1, 49.999_999_999_999_99, 1e308, Number.MAX_VALUE, -Number.MAX_VALUE, 32_768,
  2_147_483_647, 2_147_483_648, -2_147_483_649, Number.MAX_SAFE_INTEGER, 1e21,
]; // prettier-ignore
const TEXTS = [
  '', ' ', 'x'.repeat(64), 'x'.repeat(128), 'å'.repeat(128), '😀'.repeat(64), 'x'.repeat(500), `${'x'.repeat(499)}😀`, '\ufeff', '\u0085\u202e',
  "'; DROP TABLE dose; --", '{NULL,"}', '\\N', '\\u0000', '__proto__', '\0', 'half \ud800', '\udc00 half',
]; // prettier-ignore
const TIMES = [
  '1969-12-31T00:00:00Z', '1970-01-01T00:00:00+14:00', '2100-12-31T23:59:59.999Z', '2101-01-01T00:00:00+00:01', '2026-03-29T02:30:00.123456789+01:00',
]; // prettier-ignore
const CANDIDATES: readonly unknown[] = [...NUMBERS, ...TEXTS, ...TIMES, true, false, null];

const letThrough = (schema: z.ZodType): unknown[] => CANDIDATES.filter((value) => schema.safeParse(value).success);

/** What a word's schema lets through: each time every field says something else that is at the edge of what it may. */
function extremesOf({ data }: EventType): Record<string, unknown>[] {
  const fields = Object.entries(data.shape as Record<string, z.ZodType>).map(
    ([field, schema]) => [field, letThrough(schema)] as const,
  );
  const most = Math.max(0, ...fields.map(([, values]) => values.length));
  return Array.from({ length: most }, (_, i) =>
    Object.fromEntries(fields.map(([field, values]) => [field, values[i % Math.max(1, values.length)]])),
  );
}

describe('what the schemas let through', () => {
  let house: House;
  let town: Town;
  let resident: Resident;
  let terse: Resident;

  const take = (uplink: Uplink, payload: Uint8Array, { deviceId } = resident): Promise<void> =>
    new Promise((resolve, reject) =>
      house.app.get(IngestService).take(deviceId, uplink, payload, (error) => (error ? reject(error) : resolve())),
    );
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  const setAside = async (): Promise<string[]> => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return text.split('\n').filter((line) => line.startsWith('dosevagt_set_aside_total{'));
  };

  /** Whoever looks at what was written came through, all of them, since then. */
  const expectAllLooked = (since: Date): void =>
    expect(house.app.get(Sweeps).stale(Date.now() - since.getTime())).toEqual([]);

  beforeAll(async () => {
    house = await startHouse({ environment: { LOG_LEVEL: 'silent' } });
    town = await makeTown(house);
    resident = await town.citizen({ slots: [{ time: '08:00' }] });
    terse = await town.citizen({ dialect: 'cbor' });
  });
  afterAll(() => house?.stop());

  it.each(Object.entries<EventType>(vocabulary).map(([type, word]) => ({ type, word })))(
    'of $type has its effect, or is shown for a person to look at',
    async ({ type, word }) => {
      const since = new Date();
      const time = house.clock.now().toISOString();
      const events = extremesOf(word).map((data) => ({ specversion: '1.0', id: newId(), type, time, data }));
      await Promise.all(events.map((event) => take('events', json(event))));
      await house.clock.settle();
      expect(await house.query('SELECT * FROM journal_waiting')).toEqual([]);
      expect(
        await house.query(
          `SELECT "reason" FROM quarantine WHERE "kind" = 'parked' OR "reason" LIKE 'could not be stored%'`,
        ),
      ).toEqual([]);
      expect(await setAside()).toEqual([]);
      expectAllLooked(since);
    },
  );

  it.each(extremesOf(vocabulary['device.heartbeat']))('of a heartbeat is written: %j', async (heartbeat) => {
    // Each by a dispenser of its own: what a battery was first said to be is kept while it is low.
    const resident = await town.citizen({ connect: false });
    await take('heartbeat', json(heartbeat), resident);
    const since = new Date();
    const short = dialectNamed('cbor')!.write(heartbeat);
    if (short) await take('heartbeat', short, terse);
    await house.clock.forward({ seconds: 1 });
    for (const { deviceId } of [resident, terse]) await take('heartbeat', json({}), { ...resident, deviceId });
    await house.clock.settle();
    const lastSeenAt = house.clock.now().toISOString();
    expect(await town.api.get(`/dispensers/${resident.deviceId}`)).toMatchObject({ lastSeenAt });
    expect(await town.api.get(`/dispensers/${terse.deviceId}`)).toMatchObject({ lastSeenAt });
    expectAllLooked(since);
    expect(await setAside()).toEqual([]);
  });

  it.each(TEXTS)('of an answer to a command is written: %j', async (detail) => {
    const { id } = await town.api.post(`/dispensers/${resident.deviceId}/commands`, { type: 'dose.lock' });
    await take('commands/ack', json({ id: id.toUpperCase(), result: 'done', detail }));
    await take('commands/ack', json({ id, result: 'refused' }));
    expect(['done', 'refused']).toContain(
      (await town.api.get(`/dispensers/${resident.deviceId}/commands/${id}`)).state,
    );
    expect(await setAside()).toEqual([]);
  });

  describe('over HTTP', () => {
    const isClear = (status: number): boolean => status < 300 || (status >= 400 && status < 500);

    it('names the field that holds half a character', async () => {
      const answer = await town.api.ask('POST', '/dispensers', { deviceId: 'HALF-1', model: 'half \ud800' });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'model' }] } });
    });

    it.each([...TEXTS, ...NUMBERS])('is stored, or refused clearly: %j', async (value) => {
      const { deviceId } = resident;
      const asked = [
        await town.api.ask('POST', '/dispensers', { deviceId: newId(), model: value }),
        await town.api.ask('PATCH', `/dispensers/${deviceId}`, { model: value }),
        await town.api.ask('POST', `/dispensers/${deviceId}/commands`, { type: 'dose.lock', ttlSeconds: value }),
        await town.api.ask('POST', `/dispensers/${deviceId}/commands`, { type: 'dose.remind', data: { n: value } }),
        await town.api.ask('POST', `/dispensers/${deviceId}/commands`, { type: 'dose.lock', data: { more: value } }),
        await town.api.ask('POST', `/dispensers/${deviceId}/commands`, {
          type: 'dose.lock',
          data: { [String(value)]: 1 },
        }),
        await town.api.ask('POST', `/dispensers/${deviceId}/commands`, {
          type: 'message.show',
          data: { messageId: value, text: value },
        }),
      ];
      await house.clock.settle();
      expect(asked.map(({ status, body }) => (isClear(status) ? 'clear' : [status, body]))).toEqual(
        asked.map(() => 'clear'),
      );
      expect(await house.query(`SELECT * FROM command WHERE "state" = 'queued'`)).toEqual([]);
    });
  });
});
