import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import type { components } from '../../src/console/web/api.types.js';
import { newId } from '../../src/platform/database/id.js';
import type { Settings } from '../../src/platform/config/settings.schema.js';
import { streamEvents } from '../../src/partners/feed.schema.js';
import { Followers } from '../../src/platform/facts/followers.js';
import { Api } from '../support/api.js';
import { caseOf } from '../support/case.js';
import { eventually } from '../support/eventually.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown } from '../support/town.js';

/** Streams of the feed whose readers are many, slow, or gone. */
describe('a live stream', () => {
  let house: House;

  const startWith = async (http: Partial<Settings['http']>): Promise<void> => {
    house = await startHouse({
      environment: { LOG_LEVEL: 'silent' },
      settings: (settings) => ({ ...settings, http: { ...settings.http, ...http } }),
    });
  };
  afterEach(() => house.stop());

  it('ends when its time is over, and is silent from then on', async () => {
    await startWith({ streamSeconds: 2, streamBeatSeconds: 1 });
    const stream = open(house.partner.token);
    await once(stream.socket, 'close');
    expect(stream.heard()).toMatch(/^HTTP\/1\.1 200 OK/);
    const [first, next] = beatsOf(stream.heard());
    expect(streamEvents.beat.safeParse(first).error?.issues ?? []).toEqual([]);
    expect(first).toEqual({ now: house.clock.now().toISOString(), lastEventAt: null, devicesOnline: 0, devices: 0 });
    expect(next).toEqual(first);
    expect(stream.heard()).toMatch(/\r\n0\r\n\r\n$/);
    expect(await streams()).toBe(0);
  });

  it('ends when its time is over also if nobody reads it, and nothing is written after its end', async () => {
    await startWith({ streamSeconds: 2, streamBeatSeconds: 1 });
    await tellMuch();
    const stream = open(house.partner.token, { after: 0 });
    stream.socket.pause();
    await eventually(async () => (await streams()) === 1);
    await eventually(async () => (await streams()) === 0);
    expect(await counted('stalled-stream')).toBe(0);
    await once(stream.socket.resume(), 'close');
    expect((await fetch(`${house.httpUrl}/livez`)).status).toBe(200);
  });

  it('is cut when its reader takes nothing for too long', async () => {
    await startWith({ stalledSeconds: 1, streamBeatSeconds: 1 });
    await tellMuch();
    const stream = open(house.partner.token, { after: 0 });
    stream.socket.pause();
    await eventually(async () => (await counted('stalled-stream')) === 1);
    expect(await streams()).toBe(0);
    await once(stream.socket.resume(), 'close');
    expect((await fetch(`${house.httpUrl}/livez`)).status).toBe(200);
  });

  it('is closed as the oldest of its person when there is one too many, and told why', async () => {
    await startWith({});
    const openNext = async (token: string) => {
      const stream = open(token);
      await eventually(() => stream.heard().includes('retry:'));
      return stream;
    };
    const oldest = await openNext(house.admin.token);
    const left = [await openNext(house.partner.token)];
    for (let n = 2; n <= 8; n++) left.push(await openNext(house.admin.token));
    expect(await streams()).toBe(9);
    const closed = once(oldest.socket, 'close');
    left.push(await openNext(house.admin.token));
    await closed;
    expect(oldest.heard()).toContain('event: closed\ndata: {"reason":"too-many-streams"}\n\n');
    for (const one of left) expect(one.heard()).not.toContain('event: closed');
    expect(await counted('too-many-streams')).toBe(1);
    for (const one of left) one.socket.destroy();
    await eventually(async () => (await streams()) === 0);
  });

  it('tells what its reader reaches at that moment, and ends at once with the account or the right', async () => {
    await startWith({ streamBeatSeconds: 1 });
    const town = await makeTown(house);
    const listen = async (name: string, roles = ['nurse']) => {
      const api = await town.nurse(name, [town.west.teamId]);
      await town.api.patch(`/staff/${api.staffId}`, { roles });
      const { token } = await town.api.post('/session', {
        username: name.toLowerCase(),
        password: `${name} sings at dawn`,
      });
      const stream = open(token);
      await eventually(() => stream.heard().includes('retry:'));
      return {
        ...stream,
        api: new Api(house.httpUrl, token),
        staffId: api.staffId,
        change: (body: object) => town.api.patch(`/staff/${api.staffId}`, body),
        isClosed: once(stream.socket, 'close'),
      };
    };
    const [moved, gone, demoted] = [await listen('Moved'), await listen('Gone'), await listen('Demoted')];
    const partner = await town.api.post('/partners', { name: 'Journal', scopes: ['events:read'] });
    const form = { grant_type: 'client_credentials', client_id: partner.clientId, client_secret: partner.clientSecret };
    const grant = await fetch(`${house.httpUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
    const revoked = open(((await grant.json()) as { access_token: string }).access_token);
    await eventually(() => revoked.heard().includes('retry:'));
    const revocation = once(revoked.socket, 'close');

    const before = await town.citizen({ connect: false });
    const hers = await town.citizen();
    await hers.dispenser.say('device.jam');
    await house.clock.settle();
    const { id: taskId } = await caseOf(town, hers).task();
    await moved.api.post(`/tasks/${taskId}/claim`);
    await eventually(() => [moved, gone, demoted, revoked].every(({ heard }) => heard().includes(before.citizenId)));
    const now = house.clock.now().toISOString();
    const inWest = { now, lastEventAt: now, devicesOnline: 1, devices: 2 };
    for (const { heard } of [moved, gone, revoked])
      await eventually(() => isDeepStrictEqual(beatsOf(heard()).at(-1), inWest));
    await moved.change({ teamIds: [town.east.teamId] });
    await gone.change({ disabled: true });
    await demoted.change({ roles: ['operator'] });
    await town.api.ask('DELETE', `/partners/${partner.id}`);
    const after = await town.citizen({ connect: false });
    await Promise.all([gone.isClosed, demoted.isClosed, revocation]);
    const there = await town.citizen({ connect: false, lat: 55.26, lon: 9.74 });
    await eventually(() => moved.heard().includes(there.citizenId));
    for (const { heard } of [moved, gone, demoted, revoked]) expect(heard()).not.toContain(after.citizenId);
    const news = factsOf(moved.heard()).filter((fact) => fact.for === moved.staffId);
    expect(news).toMatchObject([
      { type: 'task.released', subject: taskId, data: { rule: 'holder_elsewhere', citizenId: null, districtId: null } },
    ]);
    await eventually(() => beatsOf(moved.heard()).at(-1)?.devices === 1);
    await hers.dispenser.leave();
    moved.socket.destroy();
  });

  /** More than the kernel holds for a reader that stands still. */
  const tellMuch = async (): Promise<void> => {
    await house.query(
      `WITH turn AS (INSERT INTO fact_turn ("at", "facts") VALUES ($1, 150) RETURNING "id")
       INSERT INTO fact ("turnId", "step", "at", "type", "subject", "data")
       SELECT turn."id", n, $1, 'incident.grew', 'x', jsonb_build_object('alertIds', array_fill($2::text, ARRAY[2500])) FROM turn, generate_series(1, 150) n`,
      [house.clock.now(), newId()],
    );
    await house.app.get(Followers).settled();
  };
  function open(token: string, { after }: { after?: number } = {}): { socket: Socket; heard: () => string } {
    const socket = connect(Number(new URL(house.httpUrl).port), '127.0.0.1').on('error', () => undefined);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    const query = after === undefined ? '' : `?after=${after}`;
    socket.write(
      `GET /api/v1/events/stream${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    return { socket, heard: () => heard };
  }
  /** What was said under the name of an event, or under none. */
  const saidAs = <T>(heard: string, name: string | null): T[] =>
    heard
      .split('\n\n')
      .filter((block) => (/^event: (.+)$/m.exec(block)?.[1] ?? null) === name)
      .flatMap((block) => /^data: (.+)$/m.exec(block)?.[1] ?? [])
      .map((data) => JSON.parse(data) as T);
  const beatsOf = (heard: string) => saidAs<z.input<typeof streamEvents.beat>>(heard, 'beat');
  const factsOf = (heard: string) => saidAs<components['schemas']['Event']>(heard, null);
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${house.httpUrl}/metrics`)).text();
    const line = text.split('\n').find((one) => one.startsWith(`dosevagt_${name} `));
    return Number(line?.split(' ').at(-1) ?? 0);
  };
  const streams = () => metric('feed_streams');
  const counted = (reason: string) => metric(`http_refused_total{reason="${reason}"}`);
});
