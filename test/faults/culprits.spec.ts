import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutgoingCommand } from '../../src/devices/dialects/dialect.rules.js';
import { dialectNamed } from '../../src/devices/dialects/dialects.rules.js';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { Config } from '../../src/platform/config/config.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const fault = aFault({
  name: 'One dispenser’s row refused',
  done: 'The database refused what one dispenser said: its heartbeat, its answer to a command, its silence.',
  must: 'What its neighbours said in the same batch has its effect, and the refused one is counted.',
});

/** Rows that the database will never take, whatever is tried: what they say is against a rule of the table. */
const REFUSED = { batteryPct: 66.6, detail: 'this the table does not take' };

describe('what one dispenser says and the database refuses', () => {
  let house: House;
  let town: Town;
  let odd: Resident;
  let others: Resident[];

  const health = async ({ deviceId }: Resident) => {
    await house.clock.settle();
    return town.api.get(`/dispensers/${deviceId}`);
  };
  const beat = ({ dispenser }: Resident, heartbeat: object) =>
    dispenser.publish('heartbeat', JSON.stringify(heartbeat));
  const ask = async ({ deviceId }: Resident): Promise<string> =>
    (await town.api.post(`/dispensers/${deviceId}/commands`, { type: 'dose.lock' })).id;
  const stateOf = async ({ deviceId }: Resident, id: string): Promise<string> =>
    (await town.api.get(`/dispensers/${deviceId}/commands/${id}`)).state;
  const setAside = async (what: string): Promise<number> => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`^dosevagt_set_aside_total\\{what="${what}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const presence = async () => {
    const answer = await fetch(`${house.httpUrl}/readyz`);
    const { checks } = (await answer.json()) as { checks: { name: string; ok: boolean; detail: string }[] };
    return { status: answer.status, ...checks.find(({ name }) => name === 'presence') };
  };

  beforeAll(async () => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent' },
      prepare: ({ app }) => void Object.assign(app.get(Config).ingest, { presenceEveryMs: 100 }),
    });
    town = await makeTown(house);
    odd = await town.citizen();
    others = [await town.citizen(), await town.citizen()];
    await house.query(`ALTER TABLE device_health ADD CHECK ("batteryPct" <> ${REFUSED.batteryPct})`);
    await house.query(`ALTER TABLE command ADD CHECK ("detail" <> '${REFUSED.detail}')`);
  });
  afterAll(() => house?.stop());

  it('takes nobody else’s presence along, and is itself still heard', async () => {
    await house.clock.forward({ minutes: 1 });
    await beat(odd, { batteryPct: REFUSED.batteryPct, mains: true });
    for (const [i, other] of others.entries()) await beat(other, { batteryPct: 30 + i });
    const heardAt = house.clock.now().toISOString();
    expect(await health(others[0]!)).toMatchObject({ batteryPct: 30, lastSeenAt: heardAt });
    expect(await health(others[1]!)).toMatchObject({ batteryPct: 31, lastSeenAt: heardAt });
    expect(await health(odd)).toMatchObject({ batteryPct: null, lastSeenAt: heardAt, online: true });
    expect(await setAside('heartbeat')).toBe(1);
    await beat(odd, { batteryPct: 67 });
    expect(await health(odd)).toMatchObject({ batteryPct: 67 });
  });

  it('takes nobody else’s answers to commands along, and holds up nothing that it says afterwards', async () => {
    const all = [others[0]!, odd, others[1]!];
    const asked = await Promise.all(all.map(async (one) => ({ one, id: await ask(one) })));
    await Promise.all(
      asked.map(({ one, id }) =>
        one.dispenser.publish(
          'commands/ack',
          JSON.stringify({ id, result: 'done', ...(one === odd && { detail: REFUSED.detail }) }),
        ),
      ),
    );
    await odd.dispenser.say('device.closed');
    const states = await Promise.all(asked.map(({ one, id }) => stateOf(one, id)));
    expect([states[0], states[2]]).toEqual(['done', 'done']);
    expect(['queued', 'sent']).toContain(states[1]);
    expect(await setAside('command-answer')).toBe(1);
  });

  it('holds up no other command with one that cannot be written, or not be carried', async () => {
    const [unwritable, uncarried] = [await town.citizen({ dialect: 'compact' }), await town.citizen()];
    const compact = dialectNamed('compact')!;
    const writeCommand = compact.writeCommand.bind(compact);
    Object.assign(compact, {
      writeCommand: (command: OutgoingCommand) => {
        if (command.type === 'dose.lock') throw new RangeError('Maximum call stack size exceeded');
        return writeCommand(command);
      },
    });
    const broker = house.app.get(Broker);
    const publish = broker.publish.bind(broker);
    broker.publish = (deviceId, payload) =>
      deviceId === uncarried.deviceId ? Promise.reject(new Error('too large')) : publish(deviceId, payload);
    try {
      const ids = [await ask(uncarried), await ask(unwritable), await ask(others[0]!)];
      await house.clock.settle();
      expect(await stateOf(others[0]!, ids[2]!)).toBe('sent');
      expect(await stateOf(unwritable, ids[1]!)).toBe('refused');
      expect(await stateOf(uncarried, ids[0]!)).toBe('queued');
      broker.publish = publish;
      // It rests a little longer each time it is refused.
      await eventually(async () => (await stateOf(uncarried, ids[0]!)) === 'sent', 30_000);
    } finally {
      Object.assign(compact, { writeCommand });
      broker.publish = publish;
    }
  });

  it('is ready only while it can be written who is there', async () => {
    expect(await presence()).toMatchObject({ ok: true });
    await house.query('ALTER TABLE device_health RENAME TO device_health_away');
    await beat(others[0]!, { batteryPct: 41, mains: false });
    const held = await eventually(async () => {
      const found = await presence();
      return !found.ok && found;
    });
    expect(held).toMatchObject({ status: 503, detail: expect.stringContaining('has not been written for') });
    await beat(others[0]!, { batteryPct: 42 });
    await house.query('ALTER TABLE device_health_away RENAME TO device_health');
    await eventually(async () => (await presence()).ok);
    // What was said before counts where nothing newer was said.
    expect(await health(others[0]!)).toMatchObject({ batteryPct: 42, mains: false });
  });

  it('lets the silence of the others be told', async () => {
    await house.query(
      `ALTER TABLE condition ADD CHECK ("deviceId" <> '${odd.deviceId}' OR "condition" <> 'connectivity.offline')`,
    );
    const isOffline = async ({ deviceId }: Resident): Promise<boolean> => {
      const found = await house.query<object>(
        `SELECT 1 FROM condition WHERE "deviceId" = '${deviceId}' AND "condition" = 'connectivity.offline' AND "clearedAt" IS NULL`,
      );
      return found.length > 0;
    };
    Object.assign(house.app.get(Config).devices, { offlineMinutes: 10 });
    for (const one of [odd, ...others]) await one.dispenser.leave();
    await eventually(async () => !(await health(others[1]!)).online);
    await house.clock.forward({ minutes: 11 });
    expect([await isOffline(odd), await isOffline(others[0]!), await isOffline(others[1]!)]).toEqual([
      false,
      true,
      true,
    ]);
    const refused = await setAside('connectivity.offline');
    expect(refused).toBeGreaterThan(0);
    fault.record(null, { 'neighbours taken along': 0 });
  });
});
