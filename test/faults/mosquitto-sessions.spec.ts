import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { eventually } from '../support/eventually.js';
import { aFault } from '../support/fault.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { describeWithMosquitto, startComposeMosquitto, type TestMosquitto } from '../support/mosquitto.js';

const SECRETS = { gateway: 'secret-g', 'NABO-1': 'secret-1', 'NABO-2': 'secret-2' };
const GATEWAY_SESSION = 'dosevagt-host1';
const commandsOf = (deviceId: string) => `dosevagt/v1/${deviceId}/commands`;
const eventsOf = (deviceId: string) => `dosevagt/v1/${deviceId}/events`;

const fault = aFault({
  name: 'External broker restarted',
  done: 'The Mosquitto of docker-compose.yml was restarted twice while a command waited in it for a dispenser that was away.',
  must: 'The dispenser gets it, and nobody else, by whatever name they come.',
});

describeWithMosquitto('sessions at the Mosquitto of docker-compose.yml', () => {
  let certificates: Certificates;
  let broker: TestMosquitto;
  let ports: { dispensers: number; gateway: number };
  const open: MqttClient[] = [];

  const dial = async (url: string, options: IClientOptions) => {
    const client = mqtt.connect(url, { reconnectPeriod: 0, clean: false, ...options });
    open.push(client);
    const heard: string[] = [];
    client.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve()).once('error', reject);
      client.once('close', () => reject(new Error('closed')));
    });
    return { client, heard };
  };
  const dispenser = (name: 'NABO-1' | 'NABO-2', options: IClientOptions = {}) =>
    dial(`mqtts://127.0.0.1:${ports.dispensers}`, {
      clientId: name,
      username: name,
      password: SECRETS[name],
      ca: certificates.ca,
      ...options,
    });
  const gateway = (clientId: string) =>
    dial(`mqtt://127.0.0.1:${ports.gateway}`, {
      clientId,
      username: 'gateway',
      password: SECRETS.gateway,
      protocolVersion: 5,
      properties: { sessionExpiryInterval: 600 },
    });

  beforeAll(async () => {
    certificates = makeCertificates();
    ports = { dispensers: await freePort(), gateway: await freePort() };
    broker = await startComposeMosquitto(ports, SECRETS, certificates);
  });
  afterEach(() => Promise.all(open.splice(0).map((client) => client.endAsync(true))));
  afterAll(async () => {
    await broker?.close();
    certificates?.remove();
  });

  it('nobody takes what waits for another, whatever they call themselves', async () => {
    const kept = await dispenser('NABO-2');
    await kept.client.subscribeAsync(commandsOf('NABO-2'), { qos: 1 });
    await kept.client.endAsync();
    const speaker = await gateway('speaker');
    await speaker.client.publishAsync(commandsOf('NABO-2'), 'for the second only', { qos: 1 });

    const taker = await dispenser('NABO-1', { clientId: 'NABO-2' });
    await taker.client.subscribeAsync([commandsOf('NABO-1'), commandsOf('NABO-2')], { qos: 1 });
    await speaker.client.publishAsync(commandsOf('NABO-1'), 'for the first', { qos: 1 });
    await eventually(() => taker.heard.length > 0);
    expect(taker.heard).toEqual([`${commandsOf('NABO-1')} for the first`]);

    const back = await dispenser('NABO-2');
    await eventually(() => back.heard.length > 0);
    expect(back.heard).toEqual([`${commandsOf('NABO-2')} for the second only`]);
  });

  it('nobody ends another’s connection', async () => {
    const there = await dispenser('NABO-2', { clean: true });
    await there.client.subscribeAsync(commandsOf('NABO-2'), { qos: 1 });
    let closed = false;
    there.client.on('close', () => (closed = true));
    for (const clean of [true, false, true]) await dispenser('NABO-1', { clientId: 'NABO-2', clean });
    const speaker = await gateway('speaker');
    await speaker.client.publishAsync(commandsOf('NABO-2'), 'still there', { qos: 1 });
    await eventually(() => there.heard.length > 0);
    expect(closed).toBe(false);
  });

  it('nobody takes the gateway’s session, nor what waits in it', async () => {
    const first = await gateway(GATEWAY_SESSION);
    await first.client.subscribeAsync('$share/dosevagt/dosevagt/v1/+/events', { qos: 1 });
    await first.client.endAsync();
    const teller = await dispenser('NABO-2');
    await teller.client.publishAsync(eventsOf('NABO-2'), 'an event', { qos: 1 });
    await dispenser('NABO-1', { clientId: GATEWAY_SESSION, clean: true });
    const again = await gateway(GATEWAY_SESSION);
    await eventually(() => again.heard.length > 0);
    expect(again.heard).toEqual([`${eventsOf('NABO-2')} an event`]);
  });

  it('a dispenser is heard below its own id only', async () => {
    const hearer = await gateway('hearer');
    await hearer.client.subscribeAsync('dosevagt/v1/+/events', { qos: 1 });
    const taker = await dispenser('NABO-1', { clientId: 'NABO-2' });
    await taker.client.publishAsync(eventsOf('NABO-2'), 'in another’s name', { qos: 1 });
    await taker.client.publishAsync(eventsOf('NABO-1'), 'in its own', { qos: 1 });
    await eventually(() => hearer.heard.length > 0);
    expect(hearer.heard).toEqual([`${eventsOf('NABO-1')} in its own`]);
  });

  it('what waits for who is away outlives the broker', async () => {
    const kept = await dispenser('NABO-2');
    await kept.client.subscribeAsync(commandsOf('NABO-2'), { qos: 1 });
    await kept.client.endAsync();
    await broker.startAgain();
    const speaker = await gateway('speaker');
    await speaker.client.publishAsync(commandsOf('NABO-2'), 'after the first start', { qos: 1 });
    await speaker.client.endAsync();
    await broker.startAgain();
    const back = await dispenser('NABO-2');
    await eventually(() => back.heard.length > 0);
    expect(back.heard).toEqual([`${commandsOf('NABO-2')} after the first start`]);
    fault.record(null, { restarts: 2, 'waiting commands kept': back.heard.length });
  });

  it.each([
    ['a wrong secret', { password: 'guessed' }],
    ['no name', { username: undefined, password: undefined }],
  ])('nobody comes in with %s', async (_name, options) => {
    await expect(dispenser('NABO-1', options)).rejects.toThrow();
  });
});
