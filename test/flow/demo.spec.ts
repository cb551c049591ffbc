/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Api, signIn } from '../support/api.js';
import { type Demo, type DemoWords, startDemo } from '../support/demo.js';
import { eventually } from '../support/eventually.js';
import { lastTimeItWas } from '../../src/demo/town.rules.js';
import { freePort } from '../../src/embedded-postgres/free-port.js';
import { buildService } from '../support/service.js';

const DISPENSERS = 60;
const SPEED = 60;
const HOUR_MS = 3_600_000;

/** Two towns on one machine, opened in the same moment and wishing for the same ports: one stands still for scripts, one lives fast. */
describe('the demo', () => {
  jest.setTimeout(240_000);
  let folder: string;
  let ports: NodeJS.ProcessEnv;
  let [still, fast]: Demo[] = [];
  let [quiet, town]: DemoWords[] = [];

  beforeAll(async () => {
    buildService();
    folder = await mkdtemp(join(tmpdir(), 'dosevagt-demo-'));
    ports = { HTTP_PORT: String(await freePort()), MQTT_PORT: String(await freePort()) };
    still = startDemo(join(folder, 'still'), ['--fleet', '0', '--at', '08:05'], ports);
    fast = startDemo(join(folder, 'fast'), ['--fleet', String(DISPENSERS), '--speed', String(SPEED)], ports);
    [quiet, town] = await Promise.all([still.ready(), fast.ready()]);
  });
  afterAll(async () => {
    await Promise.all([still?.stop(), fast?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const clock = async ({ httpUrl }: DemoWords): Promise<{ now: string; speed: number }> =>
    (await (await fetch(`${httpUrl}/demo/clock`)).json()) as { now: string; speed: number };
  const administrator = ({ httpUrl, admin }: DemoWords): Promise<Api> =>
    signIn(httpUrl, admin.username, admin.password);

  it('takes ports of its own, and its file tells them', async () => {
    expect(new Set([quiet, town].flatMap((words) => [words!.httpUrl, words!.mqttUrl])).size).toBe(4);
    expect([(await clock(quiet!)).speed, (await clock(town!)).speed]).toEqual([1, SPEED]);
  });

  it('stands where it was told to: a morning that was, whenever it is started', async () => {
    const { now } = await clock(quiet!);
    const sinceThen = Date.parse(now) - lastTimeItWas('08:05', new Date(now)).getTime();
    expect(sinceThen).toBeLessThan(HOUR_MS / 4);
    expect(Date.parse(now)).toBeLessThanOrEqual(Date.now());
  });

  it('tells them again when its file was taken away, now and at the next start, with the secrets it gave out', async () => {
    await rm(still!.file);
    expect(await still!.words()).toEqual(quiet);
    expect(await still!.stop()).toBe(0);
    await rm(still!.file);
    const elsewhere = { HTTP_PORT: String(await freePort()), MQTT_PORT: String(await freePort()) };
    still = startDemo(join(folder, 'still'), ['--fleet', '0'], elsewhere);
    const words = await still.ready();
    expect(words).toEqual({
      ...quiet,
      httpUrl: `http://127.0.0.1:${elsewhere.HTTP_PORT}`,
      mqttUrl: `mqtt://127.0.0.1:${elsewhere.MQTT_PORT}`,
    });
    expect((await (await administrator(words)).get('/dispensers?limit=1')).items).toHaveLength(1);
  });

  it('lives a minute in a second with all its dispensers, and jumps ahead with them', async () => {
    const began = Date.parse((await clock(town!)).now);
    const hoursLater = (hours: number) => async () => Date.parse((await clock(town!)).now) >= began + hours * HOUR_MS;
    await eventually(hoursLater(1 / 3), 60_000);
    await expectContact();

    const api = await administrator(town!);
    expect(await api.post('/demo/clock', { forward: 'PT3H' })).toMatchObject({ speed: SPEED });
    expect(await hoursLater(3 + 1 / 3)()).toBe(true);
    await expectContact();
  });

  /** All but the few that are silent by their seed; and no outage was ever seen. */
  async function expectContact(): Promise<void> {
    const api = await administrator(town!);
    const ours = new Set(town!.dispensers.slice(0, DISPENSERS).map(({ deviceId }) => deviceId));
    const { items } = await api.get('/dispensers?limit=500');
    const online = items.filter(({ deviceId, online }: any) => ours.has(deviceId) && online);
    expect(online.length).toBeGreaterThan(DISPENSERS * 0.85);
    const alerts = (await api.get('/alerts?limit=500')).items;
    expect(alerts.filter(({ type }: any) => type.startsWith('gateway.'))).toEqual([]);
    const lost = alerts.filter(({ type, state }: any) => type === 'connectivity.offline' && state === 'open');
    expect(lost.length).toBeLessThan(DISPENSERS * 0.15);
  }
});
