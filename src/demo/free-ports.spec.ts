import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from '@jest/globals';
import { PortInUse } from '../platform/http/port-in-use.js';
import { openOnFreePorts, type Ports } from './free-ports.js';

const hosts = { HTTP_PORT: '127.0.0.1', MQTT_PORT: '127.0.0.1' };

it('passes over a port that is taken, and tries the next when one is lost after it looked free', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const tried: Ports[] = [];
  const opened = await openOnFreePorts({ HTTP_PORT: port, MQTT_PORT: port + 20 }, hosts, (ports) => {
    tried.push(ports);
    return tried.length < 3
      ? Promise.reject(new PortInUse(ports.MQTT_PORT, hosts.MQTT_PORT, 'MQTT_PORT', null))
      : Promise.resolve('opened');
  });
  taken.close();
  expect(opened).toBe('opened');
  for (const { HTTP_PORT } of tried) expect(HTTP_PORT).toBeGreaterThan(port);
  const mqtt = tried.map(({ MQTT_PORT }) => MQTT_PORT);
  expect(mqtt).toEqual([...new Set(mqtt)].sort((a, b) => a - b));
});

it('says so when it cannot open for another reason', async () => {
  const opening = openOnFreePorts({ HTTP_PORT: 0, MQTT_PORT: 0 }, hosts, () => Promise.reject(new Error('no disk')));
  await expect(opening).rejects.toThrow('no disk');
});
