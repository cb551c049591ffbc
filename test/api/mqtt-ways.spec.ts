import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt, { type IClientOptions } from 'mqtt';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { Api } from '../support/api.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { type House, startHouse } from '../support/house.js';

/** Every way a dispenser may come in, with the real client. */
describe('MQTT', () => {
  let certificates: Certificates;
  let house: House;
  let partner: Api;
  let secret: string;
  const deviceId = 'WAYS-0001';

  beforeAll(async () => {
    certificates = makeCertificates();
    house = await startHouse({
      environment: {
        MQTT_TLS_PORT: '0',
        MQTT_TLS_CERT_FILE: certificates.certFile,
        MQTT_TLS_KEY_FILE: certificates.keyFile,
        MQTT_TLS_CA_FILE: certificates.caFile,
      },
    });
    partner = new Api(house.httpUrl, house.partner.token);
    ({ secret } = await partner.post('/dispensers', { deviceId }));
  });
  afterAll(async () => {
    await house?.stop();
    certificates?.remove();
  });

  /** Connects, says one thing, and answers whether it is in the journal. */
  async function speak(url: string, id: string, options: IClientOptions): Promise<boolean> {
    const client = mqtt.connect(url, { clientId: id, reconnectPeriod: 0, ...options });
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve()).once('error', reject);
      client.once('close', () => reject(new Error('the connection was closed')));
    });
    const time = house.clock.now().toISOString();
    const eventId = `by ${url.split(':')[0]} as ${id} ${Math.random()}`;
    const event = JSON.stringify({ specversion: '1.0', id: eventId, type: 'device.closed', time, data: {} });
    await client.publishAsync(`dosevagt/v1/${id}/events`, event, { qos: 1 });
    await client.endAsync();
    await house.clock.settle();
    const { items } = await partner.get(`/telemetry?deviceId=${id}`);
    return items.some((item: { id: string }) => item.id === eventId);
  }
  const tls = () => `mqtts://localhost:${house.app.get(Broker).tlsPort}`;

  it('is taken over TCP, with a secret', async () => {
    expect(await speak(house.mqttUrl, deviceId, { username: deviceId, password: secret })).toBe(true);
  });

  it('is taken over WebSocket at /mqtt of the HTTP port', async () => {
    const url = `${house.httpUrl.replace('http', 'ws')}/mqtt`;
    expect(await speak(url, deviceId, { username: deviceId, password: secret })).toBe(true);
    await expect(speak(url, deviceId, { username: deviceId, password: 'wrong' })).rejects.toMatchObject({ code: 5 });
  });

  it('is taken over TLS, with a secret', async () => {
    const options = { ca: certificates.ca, username: deviceId, password: secret };
    expect(await speak(tls(), deviceId, options)).toBe(true);
    await expect(speak(tls(), deviceId, { ...options, password: 'wrong' })).rejects.toMatchObject({ code: 5 });
  });

  it('is taken over TLS with a client certificate of the dispenser’s name, and no password', async () => {
    const { cert, key } = certificates.client(deviceId);
    expect(await speak(tls(), deviceId, { ca: certificates.ca, cert, key })).toBe(true);
  });

  it('is refused to a certificate of another name, or of an authority we do not know', async () => {
    await partner.post('/dispensers', { deviceId: 'WAYS-0002' });
    const other = certificates.client('WAYS-0002');
    await expect(speak(tls(), deviceId, { ca: certificates.ca, ...other })).rejects.toMatchObject({ code: 4 });
    const forged = certificates.client(deviceId, { forged: true });
    await expect(speak(tls(), deviceId, { ca: certificates.ca, ...forged })).rejects.toMatchObject({ code: 4 });
  });

  it('is refused to a certificate of a dispenser that is not registered, or is out of use', async () => {
    const nobody = certificates.client('WAYS-0003');
    await expect(speak(tls(), 'WAYS-0003', { ca: certificates.ca, ...nobody })).rejects.toMatchObject({ code: 5 });
    await partner.post('/dispensers', { deviceId: 'WAYS-0004' });
    await partner.patch('/dispensers/WAYS-0004', { retired: true });
    const retired = certificates.client('WAYS-0004');
    await expect(speak(tls(), 'WAYS-0004', { ca: certificates.ca, ...retired })).rejects.toMatchObject({ code: 5 });
  });
});
