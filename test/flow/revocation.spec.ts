import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { newId } from '../../src/platform/database/id.js';
import { Api } from '../support/api.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { makeDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { until } from '../support/until.js';

/** The right is taken away at one node; the dispenser is connected to the other. */
describe('a dispenser that is connected and may be no longer', () => {
  let certificates: Certificates;
  let database: TestDatabase;
  let here: House;
  let there: House;
  let api: Api;
  const open: MqttClient[] = [];

  const register = async (deviceId: string): Promise<IClientOptions> => {
    const { secret } = await api.post('/dispensers', { deviceId });
    return { clientId: deviceId, username: deviceId, password: secret };
  };
  const enter = async (options: IClientOptions, url = there.mqttUrl): Promise<MqttClient> => {
    const client = mqtt.connect(url, { reconnectPeriod: 0, protocolVersion: 4, ...options });
    client.on('error', () => undefined);
    open.push(client);
    await until(client, 'connect');
    return client;
  };
  /** Resolves when what it said was acknowledged. */
  const speak = (client: MqttClient) => {
    const event = { specversion: '1.0', id: newId(), type: 'device.closed', time: there.clock.now(), data: {} };
    return client.publishAsync(`dosevagt/v1/${client.options.clientId}/events`, JSON.stringify(event), { qos: 1 });
  };

  beforeAll(async () => {
    certificates = makeCertificates();
    database = await makeDatabase('revocation');
    here = await startHouse({ database });
    there = await startHouse({
      database,
      environment: {
        MQTT_TLS_PORT: '0',
        MQTT_TLS_CERT_FILE: certificates.certFile,
        MQTT_TLS_KEY_FILE: certificates.keyFile,
        MQTT_TLS_CA_FILE: certificates.caFile,
        LOG_LEVEL: 'silent',
      },
    });
    api = new Api(here.httpUrl, here.admin.token);
  });
  afterAll(async () => {
    for (const client of open) client.end(true);
    await there?.stop();
    await here?.stop();
    await database?.drop();
    certificates?.remove();
  });

  it('is cut off when its secret is rotated, and comes back with the new one', async () => {
    const old = await register('CUT-1');
    const bystander = await enter(await register('CUT-2'));
    const client = await enter(old);
    await speak(client);
    const cut = until(client, 'close');
    const { secret } = await api.post('/dispensers/CUT-1/credentials');
    await cut;

    const back = await enter({ ...old, password: secret });
    await there.clock.settle();
    await speak(back);
    await speak(bystander);
    const refused = mqtt.connect(there.mqttUrl, { reconnectPeriod: 0, protocolVersion: 4, ...old });
    open.push(refused);
    expect(await until(refused, 'error')).toMatchObject({ code: 5 });
  });

  it('is cut off when it is taken out of use, and shown offline', async () => {
    const client = await enter(await register('CUT-3'));
    const cut = until(client, 'close');
    await api.patch('/dispensers/CUT-3', { retired: true });
    await cut;
    await eventually(async () => {
      await there.clock.settle();
      return !(await api.get('/dispensers/CUT-3')).online;
    });
  });

  it('is cut off when it is taken out of use also where a certificate let it in, and only then', async () => {
    const url = `mqtts://localhost:${there.app.get(Broker).tlsPort}`;
    const certified = async (deviceId: string): Promise<MqttClient> => {
      await register(deviceId);
      return enter({ clientId: deviceId, ca: certificates.ca, ...certificates.client(deviceId) }, url);
    };
    const client = await certified('CUT-4');
    const bystander = await certified('CUT-5');
    await api.post('/dispensers/CUT-5/credentials');
    const cut = until(client, 'close');
    await api.patch('/dispensers/CUT-4', { retired: true });
    await cut;
    await speak(bystander);
  });
});
