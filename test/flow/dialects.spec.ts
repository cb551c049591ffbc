import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dialectNamed, dialectNames, dialects } from '../../src/devices/dialects/dialects.rules.js';
import { newId } from '../../src/platform/database/id.js';
import { Dispenser } from '../support/dispenser.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

/** The house stands at 07:00 in Copenhagen; the doses are due at 08:00 and 08:02. */
const first = '2026-03-10T07:00:00.000Z';
const second = '2026-03-10T07:02:00.000Z';

let house: House;
let town: Town;
const residents: Record<string, Resident> = {};

beforeAll(async () => {
  house = await startHouse();
  town = await makeTown(house);
  for (const dialect of dialectNames)
    residents[dialect] = await town.citizen({
      dialect,
      slots: [
        { time: '08:00', windowMinutes: 30 },
        { time: '08:02', windowMinutes: 30 },
      ],
    });
  await house.clock.forward({ minutes: 65 });
});
afterAll(() => house?.stop());

describe.each(dialects.map((dialect) => [dialect.name, dialect] as const))(
  'a dispenser that speaks %s',
  (name, dialect) => {
    const journal = (type: string) =>
      house.query<{ payload: Buffer; time: Date }>(
        `SELECT j."payload", j."time" FROM journal j JOIN device d ON d."number" = j."deviceNumber"
       WHERE d."deviceId" = $1 AND j."type" = $2`,
        [residents[name]!.deviceId, type],
      );

    it('hears the time and its schedule', async () => {
      const { dispenser } = residents[name]!;
      await eventually(() => dispenser.commands.find(({ type }) => type === 'time.sync'));
      const schedule = await eventually(() => dispenser.commands.find(({ type }) => type === 'schedule.set'));
      expect(schedule.data).toMatchObject({
        zone: 'Europe/Copenhagen',
        slots: [
          { time: '08:00', criticality: 'standard', windowMinutes: 30 },
          { time: '08:02', criticality: 'standard', windowMinutes: 30 },
        ],
      });
    });

    it('is acknowledged, kept word for word, and has its doses settled', async () => {
      const { dispenser, citizenId } = residents[name]!;
      const said = [
        { id: newId(), type: 'dose.dispensed', time: first, data: { dueAt: first } },
        { id: newId(), type: 'dose.missed', time: '2026-03-10T07:04:00.000Z', data: { dueAt: second } },
      ];
      for (const words of said) await dispenser.publish('events', dispenser.written(words));
      for (const words of said)
        expect(await journal(words.type)).toEqual([{ payload: dispenser.written(words), time: new Date(words.time) }]);
      const shown = (await town.api.get(`/telemetry?deviceId=${dispenser.deviceId}&type=dose.missed`)).items;
      expect(shown).toMatchObject([{ event: { type: 'dose.missed', data: { dueAt: second } } }]);
      await house.clock.settle();
      const { items } = await town.api.get(`/doses?citizenId=${citizenId}&state=dispensed,missed`);
      expect(items).toHaveLength(2);
      expect(items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ dueAt: first, state: 'dispensed' }),
          expect.objectContaining({ dueAt: second, state: 'missed' }),
        ]),
      );
      expect((await town.api.get(`/alerts?citizenId=${citizenId}`)).items).toMatchObject([{ type: 'dose.missed' }]);
    });

    it('beats, and goes offline with its last word', async () => {
      const { dispenser, deviceId } = residents[name]!;
      await dispenser.publish('heartbeat', dispenser.written({ batteryPct: 61, mains: true }));
      const health = () => town.api.get(`/dispensers/${deviceId}`);
      await eventually(async () => (await health()).batteryPct === 61);
      await dispenser.publish('status', dispenser.written({ online: false }));
      await eventually(async () => !(await health()).online);
    });

    it('does what it is asked, or has it refused when it has no word for it', async () => {
      const { dispenser, deviceId } = residents[name]!;
      const ask = { type: 'dose.remind', data: { dueAt: second } };
      const { id } = await town.api.post(`/dispensers/${deviceId}/commands`, ask);
      const asked = () => town.api.get(`/dispensers/${deviceId}/commands/${id}`);
      if (dialect.write(ask) === null) {
        const refused = await eventually(async () => {
          const command = await asked();
          return command.state === 'queued' ? null : command;
        });
        expect(refused).toMatchObject({ state: 'refused', detail: `${name} has no word for it` });
        return;
      }
      const heard = await eventually(() => dispenser.commands.find((command) => command.id === id));
      expect(heard).toMatchObject(ask);
      await dispenser.acknowledge(id);
      await eventually(async () => (await asked()).state === 'done');
    });

    it('has its rubbish kept as it came', async () => {
      const { dispenser, deviceId } = residents[name]!;
      const rubbish = Buffer.from('c3283b9f7fffffff00ff', 'hex');
      await dispenser.publish('events', rubbish);
      await house.clock.settle();
      const { items } = await town.api.get('/quarantine');
      const mine = items.filter((item: { deviceId: string }) => item.deviceId === deviceId);
      const telemetry = { payload: rubbish.toString('base64'), payloadEncoding: 'base64', event: null };
      expect(mine).toMatchObject([{ kind: 'rejected', telemetry }]);
      expect(mine[0]!.reason).toMatch(/\w/);
    });
  },
);

it('a dialect nobody speaks is refused, with those that are spoken', async () => {
  const { status, body } = await town.api.ask('POST', '/dispensers', { deviceId: 'TEST-X', dialect: 'morse' });
  expect(status).toBe(422);
  expect(JSON.stringify(body)).toContain(dialectNames.join(', '));
});

it('what was said is understood as it was said, whatever the dispenser speaks afterwards', async () => {
  const said: { id: string; as: string }[] = [];
  const { deviceId, citizenId, secret } = await town.citizen({ connect: false });
  await town.api.put(`/citizens/${citizenId}/dispenser`, { deviceId: null });
  const speak = async (dialect: string) => {
    await town.api.patch(`/dispensers/${deviceId}`, { dialect });
    const spoken = dialectNamed(dialect)!;
    const dispenser = await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now(), {
      dialect: spoken,
    });
    const time = new Date(house.clock.now().getTime() + said.length * 1000).toISOString();
    const id = newId();
    await dispenser.publish('events', dispenser.written({ id, type: 'device.jam', time, data: {} }));
    await dispenser.leave();
    said.unshift({ id, as: dialect });
  };
  // None is the default dialect twice in a row, and the first comes back last.
  for (const dialect of ['cloudevents', 'cbor', 'cbor', 'compact', 'cloudevents']) await speak(dialect);
  await house.clock.settle();
  const { items } = await town.api.get(`/telemetry?deviceId=${deviceId}`);
  expect(items.map(({ event }) => event as { id: string; type: string }).map(({ id, type }) => [id, type])).toEqual(
    said.map(({ id }) => [id, 'device.jam']),
  );
  const named = await house.query<{ dialect: string | null }>(
    `SELECT j."dialect" FROM journal j JOIN device d ON d."number" = j."deviceNumber" WHERE d."deviceId" = $1 ORDER BY j."number" DESC`,
    [deviceId],
  );
  expect(named.map(({ dialect }) => dialect)).toEqual(said.map(({ as }) => (as === 'cloudevents' ? null : as)));

  // What waited for somebody to say whose it was has its effect in the words it was said in.
  const waiting = (await town.api.get(`/quarantine?deviceId=${deviceId}`)).items;
  expect(waiting.map(({ kind }: { kind: string }) => kind)).toEqual(Array(5).fill('unattributed'));
  for (const { id } of waiting) await town.api.post(`/quarantine/${id}/assign`, { citizenId });
  expect((await town.api.get(`/alerts?citizenId=${citizenId}`)).items).toMatchObject([
    { type: 'device.jam', occurrences: 5 },
  ]);
});
