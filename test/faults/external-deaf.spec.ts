import { afterAll, beforeAll, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { ExternalBroker } from '../../src/ingest/external/external-broker.js';
import { STATUS_FILTER } from '../../src/ingest/topic.rules.js';
import { Api } from '../support/api.js';
import { count } from '../support/counter.js';
import { eventually } from '../support/eventually.js';
import { aFault, shortOrLong } from '../support/fault.js';
import { type House, startHouse } from '../support/house.js';
import { describeWithMosquitto, startStrictMosquitto, type StrictMosquitto } from '../support/mosquitto.js';
import { openProxy, type Proxy } from '../support/proxy.js';
import { waitUntilSettled } from '../support/round-check.js';
import { eventPacket, SmallBroker } from '../support/small-broker.js';
import type { Saying } from '../support/reporter.js';
import { makeTown, type Resident, type Town } from '../support/town.js';

const fault = aFault({
  name: 'External broker refuses, grants too little, disappears',
  done:
    'The broker refused the password before the start, later all above QoS 0, and one subscription; and it was cut off while dispensers ' +
    'went on speaking to it.',
  must: 'The house starts, says what is wrong, is not ready, and hears all that the broker has as soon as it can.',
});

const DUE_AT = '2026-03-10T07:00:00.000Z';
const CONNECTIONS = 3;
const CITIZENS = 6;
/** All of them less than Mosquitto keeps of itself. */
const LEFT_BEHIND_EACH = 50;
const EVENTS_EACH = shortOrLong(40, 400);

describeWithMosquitto('behind a broker that will not have us', () => {
  let mosquitto: StrictMosquitto;
  let small: SmallBroker;
  let proxy: Proxy;
  let house: House;
  let town: Town;
  let residents: Resident[];
  const acknowledged: Saying[] = [];
  const named = new Set<string>();

  beforeAll(async () => {
    mosquitto = await startStrictMosquitto();
    small = await SmallBroker.open({ subscribe: (filter) => (filter === STATUS_FILTER ? 0x97 : 1) });
    proxy = await openProxy(mosquitto.port);
    house = await startHouse({
      environment: {
        MQTT_BROKER_URL: `mqtt://gateway:a%3Ab@127.0.0.1:${proxy.port}`,
        MQTT_CLIENT_ID: 'gateway',
        MQTT_BROKER_RETRY_SECONDS: '1',
        MQTT_BROKER_ANSWER_SECONDS: '2',
      },
      settings: (settings) => ({ ...settings, mqtt: { ...settings.mqtt, brokerConnections: CONNECTIONS } }),
    });
    town = await makeTown(house);
    residents = [];
    while (residents.length < CITIZENS)
      residents.push(await town.citizen({ slots: [{ time: '08:00' }], connect: false }));
    mosquitto.letIn('dispenser', 'secret');
    mosquitto.reload();
    await house.clock.forward({ hours: 1 });
  });
  afterAll(async () => {
    await house?.stop();
    await proxy?.close();
    await small?.close();
    await mosquitto?.close();
  });

  const isReady = async (purpose = '') => (await fetch(`${house.httpUrl}/readyz${purpose}`)).status === 200;
  const broker = async (): Promise<{ ok: boolean; detail: string }> => {
    const { checks } = (await (await fetch(`${house.httpUrl}/readyz`)).json()) as {
      checks: { name: string; ok: boolean; detail: string }[];
    };
    return checks.find(({ name }) => name === 'broker')!;
  };
  const isDeaf = async (because: RegExp) => {
    await eventually(async () => because.test((await broker()).detail));
    named.add(because.source);
    await eventually(async () => !(await isHeard()));
    expect([await isReady('?for=mqtt'), await isReady('?for=http')]).toEqual([false, true]);
  };
  const isOpen = async () => {
    await eventually(async () => (await broker()).ok, 60_000);
    await eventually(isHeard);
  };
  const isHeard = async () =>
    (await house.query<{ open: boolean }>('SELECT "open" FROM gateway_beat')).some(({ open }) => open);
  const event = (id: string, type: string, data: object = {}): Saying => ({
    id,
    payload: JSON.stringify({ specversion: '1.0', id, type, time: house.clock.now().toISOString(), data }),
  });
  const miss = (i: number) => event(`missed-${i}`, 'dose.missed', { dueAt: DUE_AT });
  const topic = (i: number) => `dosevagt/v1/${residents[i]!.deviceId}/events`;
  const say = async (i: number, sayings: Saying[], qos: 0 | 1 = 1) => {
    const login = { clientId: residents[i]!.deviceId, username: 'dispenser', password: 'secret' };
    const device = await mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, login);
    await Promise.all(sayings.map(({ payload }) => device.publishAsync(topic(i), payload, { qos })));
    await device.endAsync();
    if (qos > 0) acknowledged.push(...sayings);
  };
  const repeated = async () => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(/^dosevagt_telemetry_total\{result="repeated"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  const stored = async (id: string) =>
    (await house.query('SELECT 1 FROM journal WHERE "eventId" = $1', [id])).length === 1;

  it('starts, serves HTTP, says why it hears nobody, and hears once it is let in', async () => {
    await isDeaf(/4 of 4 connections .*gateway and 3 more .*refuses the connection: 0x8[67] .*MQTT_BROKER_URL/);
    mosquitto.letIn('gateway', 'a:b');
    mosquitto.reload();
    await isOpen();
    await say(0, [miss(0)]);
    await eventually(() => stored('missed-0'));
  });

  it('hears what the broker took while it was cut off from it, once', async () => {
    proxy.cut();
    await isDeaf(/4 of 4 .*MQTT_BROKER_URL/);
    const others = Array.from({ length: EVENTS_EACH }, (_, i) => i);
    await Promise.all(
      residents.map((_, i) =>
        say(i, [...others.map((n) => event(`opened-${i}-${n}`, 'device.opened')), ...(i > 0 ? [miss(i)] : [])]),
      ),
    );
    expect(await stored('missed-1')).toBe(false);
    proxy.mend();
    await isOpen();
    for (const { id } of acknowledged) await eventually(() => stored(id));
  });

  it('takes no session of a node that is gone for empty, while the broker hangs', async () => {
    const login = { clientId: 'gone', username: 'gateway', password: 'a:b', protocolVersion: 5, clean: false } as const;
    const properties = { sessionExpiryInterval: 600 };
    const gone = await mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, { ...login, properties });
    await gone.subscribeAsync('dosevagt/v1/+/events', { qos: 1 });
    await gone.endAsync();
    const others = Array.from({ length: LEFT_BEHIND_EACH }, (_, n) => n);
    await Promise.all(
      residents.map((_, i) =>
        say(
          i,
          others.map((n) => event(`left-${i}-${n}`, 'device.opened')),
        ),
      ),
    );
    await eventually(async () => (await house.query('SELECT 1 FROM journal')).length === acknowledged.length, 30_000);

    const broker = house.app.get(ExternalBroker);
    const before = await repeated();
    const emptied = broker.empty('gone').then(
      (taken) => taken,
      () => 'not emptied',
    );
    await eventually(async () => (await repeated()) > before);
    proxy.freeze();
    expect(await emptied).toBe('not emptied');
    proxy.mend();
    await isOpen();
    expect(await broker.empty('gone')).toBeGreaterThan(0);
    expect((await repeated()) - before).toBeGreaterThanOrEqual(CITIZENS * LEFT_BEHIND_EACH);
  });

  it('takes what comes at QoS 0 and is not ready, when the broker has become one that has no more', async () => {
    mosquitto.and('max_qos 0');
    await mosquitto.startAgain();
    await isDeaf(/4 of 4 .*granted QoS 0 only; look at .*max_qos/);
    // At QoS 0 what comes while a connection is made anew is gone: it is said until it was heard.
    const low = event('e-2', 'supply.low', { dosesRemaining: 3 });
    await eventually(async () => {
      await say(0, [low], 0);
      return stored('e-2');
    });
    mosquitto.and('');
    await mosquitto.startAgain();
    await isOpen();
  });

  it('hears on while one subscription is refused, and acknowledges what was committed', async () => {
    proxy.cut();
    await isDeaf(/4 of 4/);
    proxy.leadTo(Number(new URL(small.url).port));
    proxy.mend();
    await isDeaf(/^1 of 4 .*gateway-status without dosevagt\/v1\/\+\/status: .*0x97 quota exceeded/);
    const guest = await eventually(() => small.guest('gateway-2'));
    const low = event('e-3', 'supply.low', { dosesRemaining: 2 });
    guest.wire.send(eventPacket(topic(0), 9, low.payload));
    await eventually(() => guest.acknowledged.includes(9));
    expect(await stored('e-3')).toBe(true);
    acknowledged.push(low);
    small.manners.subscribe = () => 1;
    await isOpen();
  });

  it('carries commands although how things stand cannot be heard', async () => {
    small.manners.subscribe = (filter) => (filter === STATUS_FILTER ? 0x87 : 1);
    await small.guest('gateway-status')!.wire.drop();
    await isDeaf(/gateway-status .*0x87/);
    const api = new Api(house.httpUrl, house.admin.token);
    const before = small.commands.length;
    await api.post(`/dispensers/${residents[0]!.deviceId}/commands`, { type: 'dose.lock', ttlSeconds: 600 });
    await eventually(() => small.commands.slice(before).some((said) => said.includes('dose.lock')));
  });

  it('counts what it met, and raised no alarm that there was no reason for', async () => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    for (const mistake of ['step="subscribe",code="lower-qos"', 'step="subscribe",code="0x97"'])
      expect(text).toContain(`dosevagt_mqtt_broker_troubles_total{${mistake}}`);
    expect(text).toMatch(/dosevagt_mqtt_broker_missing 1\n/);
    await waitUntilSettled(house.databaseUrl);
    const doses = await house.query<{ id: string }>('SELECT "id" FROM dose WHERE "dueAt" = $1', [DUE_AT]);
    const figures = await count(house.databaseUrl, { acknowledged, missedDoseIds: doses.map(({ id }) => id) });
    expect(figures.missed).toBe(CITIZENS);
    fault.record(figures, { 'mistakes named': named.size });
  });
});
