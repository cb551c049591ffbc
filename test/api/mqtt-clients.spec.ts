import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';

interface Login {
  readonly deviceId: string;
  readonly secret: string;
}

const CAN_MOSQUITTO = ['mosquitto_pub', 'mosquitto_sub'].every((name) => spawnSync(name, ['--help']).stdout);
const PAHO_TRIAL = spawnSync('cc', ['-E', '-'], { input: '#include <MQTTClient.h>' });
const CAN_PAHO = PAHO_TRIAL.status === 0;
/** Skipped where the client is not installed, in one line; never in CI. */
const itWith = (can: boolean, what: string) => {
  if (!can && process.env.CI) throw new Error(`${what} is not on this machine, and CI skips nothing`);
  if (!can) process.stderr.write(`skipped: what needs ${what}, which is not on this machine\n`);
  return can ? it : it.skip;
};

/** The embedded broker, with the clients others have written. */
describe('a dispenser may use', () => {
  let house: House;
  let api: Api;
  const folder = mkdtempSync(join(tmpdir(), 'dosevagt-clients-'));

  beforeAll(async () => {
    house = await startHouse();
    api = new Api(house.httpUrl, house.admin.token);
  });
  afterAll(async () => {
    await house?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const register = async (deviceId: string): Promise<Login> => ({
    deviceId,
    secret: (await api.post('/dispensers', { deviceId })).secret,
  });
  const topicOf = (deviceId: string, leaf: string): string => `dosevagt/v1/${deviceId}/${leaf}`;
  const eventOf = (id: string): string =>
    JSON.stringify({ specversion: '1.0', id, type: 'device.closed', time: house.clock.now().toISOString(), data: {} });
  const ask = async (deviceId: string): Promise<string> =>
    (await api.post(`/dispensers/${deviceId}/commands`, { type: 'dose.remind', ttlSeconds: 3_600 })).id;
  const expectHeard = async (deviceId: string, ids: readonly string[]): Promise<void> => {
    await eventually(async () => {
      const { items } = await api.get(`/telemetry?deviceId=${deviceId}`);
      return items.length >= ids.length;
    });
    const { items } = await api.get(`/telemetry?deviceId=${deviceId}`);
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort());
  };
  /** Runs a client and gathers what it says; `done` answers its exit code. */
  const run = (command: string, ...args: string[]) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const ran = {
      said: '',
      done: once(child, 'exit').then(([code]) => code as number | null),
      end: () => child.kill(),
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (ran.said += String(text)));
    return ran;
  };

  it('MQTT.js', async () => {
    const { deviceId, secret } = await register('MQTTJS-1');
    const client = await mqtt.connectAsync(house.mqttUrl, {
      clientId: deviceId,
      username: deviceId,
      password: secret,
      protocolVersion: 4,
      clean: false,
    });
    const heard: string[] = [];
    client.on('message', (_topic, payload) => heard.push(JSON.parse(payload.toString()).id));
    await client.subscribeAsync(topicOf(deviceId, 'commands'), { qos: 1 });
    const ids = [0, 1, 2].map(() => newId());
    for (const qos of [0, 1, 2] as const)
      await client.publishAsync(topicOf(deviceId, 'events'), eventOf(ids[qos]!), { qos });
    const id = await ask(deviceId);
    await eventually(() => heard.includes(id));
    await client.endAsync();
    await expectHeard(deviceId, ids);
  });

  itWith(CAN_MOSQUITTO, 'mosquitto_pub')('mosquitto_pub and mosquitto_sub', async () => {
    const { deviceId, secret } = await register('MOSQUITTO-1');
    const login = ['-h', '127.0.0.1', '-p', String(house.mqttPort), '-V', '311', '-i', deviceId, '-u', deviceId];
    const ids = [0, 1, 2].map(() => newId());
    for (const qos of [0, 1, 2]) {
      const args = ['-q', String(qos), '-t', topicOf(deviceId, 'events'), '-m', eventOf(ids[qos]!)];
      const { done, ...ran } = run('mosquitto_pub', ...login, '-P', secret, ...args);
      expect([await done, ran.said]).toEqual([0, '']);
    }
    await expectHeard(deviceId, ids);

    const refused = run('mosquitto_pub', ...login, '-P', 'guessed', '-t', topicOf(deviceId, 'events'), '-m', '{}');
    expect(await refused.done).not.toBe(0);
    expect(refused.said).toContain('not authorised');

    const listening = run(
      'mosquitto_sub',
      ...login,
      '-P',
      secret,
      '-c',
      '-q',
      '1',
      '-t',
      topicOf(deviceId, 'commands'),
    );
    await eventually(() => listening.said.includes('time.sync'));
    const id = await ask(deviceId);
    await eventually(() => listening.said.includes(id));
    listening.end();
    await listening.done;
  });

  itWith(CAN_PAHO, 'Paho’s C client and a C compiler')('Paho’s C client', async () => {
    const program = join(folder, 'paho');
    const compiled = spawnSync('cc', ['-o', program, join(import.meta.dirname, '../support/paho.c'), '-lpaho-mqtt3c'], {
      encoding: 'utf8',
    });
    expect([compiled.status, compiled.stderr]).toEqual([0, '']);
    const { deviceId, secret } = await register('PAHO-1');
    const ids = [0, 1, 2].map(() => newId());
    const url = `tcp://127.0.0.1:${house.mqttPort}`;
    const ran = run(program, url, deviceId, secret, ...ids.map((id) => eventOf(id)));
    await eventually(() => ran.said.includes('listening'));
    const id = await ask(deviceId);
    // It ends by itself when it has heard what it was asked, and complains by its exit code.
    await eventually(() => ran.said.includes(id));
    expect(await ran.done).toBe(0);
    await expectHeard(deviceId, ids);
    expect(ran.said).toContain('PAHO-1 published at QoS 2');
  });
});
