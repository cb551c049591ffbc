import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mqtt from 'mqtt';
import { Broker } from '../../src/ingest/embedded/broker.js';
import { Api } from '../support/api.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { until } from '../support/until.js';

/** The first record of a TLS handshake, as far as it goes. */
const TLS_HELLO = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]);

/** Those who speak something else, or an older word of the same: an operator sees that they were there. */
describe('before MQTT is spoken', () => {
  let certificates: Certificates;
  let house: House;

  beforeAll(async () => {
    certificates = makeCertificates();
    house = await startHouse({
      environment: {
        LOG_LEVEL: 'silent',
        MQTT_TLS_PORT: '0',
        MQTT_TLS_CERT_FILE: certificates.certFile,
        MQTT_TLS_KEY_FILE: certificates.keyFile,
      },
    });
  });
  afterAll(async () => {
    await house?.stop();
    certificates?.remove();
  });

  const metric = async (name: string): Promise<number> => {
    const metrics = await (await fetch(`${house.httpUrl}/metrics`)).text();
    return Number(new RegExp(`^dosevagt_${name} (\\d+)`, 'm').exec(metrics)?.[1] ?? 0);
  };
  const refused = (reason: string): Promise<number> => metric(`mqtt_refused_total\\{reason="${reason}"\\}`);
  /** Says it to the port, and waits until the gateway closes the connection. */
  const throwAt = async (port: number, bytes: Buffer): Promise<void> => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
  };

  it('a handshake that fails at the TLS port is counted', async () => {
    await throwAt(house.app.get(Broker).tlsPort, Buffer.from('\x10\x0c\0\x04MQTT\x04\x02\0\0\0\0'));
    await eventually(async () => (await refused('tls-handshake')) === 1);
  });

  it('TLS at the port without it is a packet that breaks a rule', async () => {
    await throwAt(house.mqttPort, TLS_HELLO);
    await eventually(async () => (await refused('malformed-packet')) === 1);
  });

  it.each([
    ['3.1.1', 'tcp'],
    ['3.1', 'tcp'],
    ['3.1', 'websocket'],
    ['3.1.1', 'tls'],
  ])('MQTT %s over %s is told apart', async (protocol, via) => {
    const deviceId = `DOOR-${protocol}-${via}`;
    const { secret } = await new Api(house.httpUrl, house.admin.token).post('/dispensers', { deviceId });
    const urls = {
      tcp: house.mqttUrl,
      tls: `mqtts://127.0.0.1:${house.app.get(Broker).tlsPort}`,
      websocket: `${house.httpUrl.replace('http', 'ws')}/mqtt`,
    };
    const isOld = protocol === '3.1';
    const client = mqtt.connect(urls[via as keyof typeof urls], {
      clientId: deviceId,
      username: deviceId,
      password: secret,
      reconnectPeriod: 0,
      rejectUnauthorized: false,
      ...(isOld ? { protocolId: 'MQIsdp', protocolVersion: 3 } : { protocolVersion: 4 }),
    });
    client.on('error', () => undefined);
    await until(client, 'connect');
    expect(await metric(`mqtt_connects_total\\{protocol="${protocol}",via="${via}"\\}`)).toBe(1);
    await client.endAsync();
  });
});
