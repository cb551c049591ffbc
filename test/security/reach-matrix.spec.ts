/* eslint-disable @typescript-eslint/no-explicit-any -- a test reads what it expects */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Scope, SCOPES } from '../../src/access/rights.rules.js';
import { type ApiResponse, Api } from '../support/api.js';
import { type House, startHouse } from '../support/house.js';
import { makeTown, type Resident, type Town } from '../support/town.js';
import { bodyOf, type Names, pathOf, queriesOf } from './routes.js';

type Way = 'neighbouring' | 'former' | 'protected';
/** Whose answers differ by who the citizen is; the others are refused before anybody looks. Leads and partners have all of these rights. */
const READERS = ['nurse', 'lead', 'manager', 'administrator and nurse', 'partner'];

interface Person {
  readonly resident: Resident;
  readonly names: Names;
  /** What no answer to a stranger may hold. */
  readonly telling: readonly string[];
}

/**
 * Every route that the running house offers, asked by everybody of West for citizens of East: one who always lived there, one who moved
 * there from West with work done and undone, and one whose address is protected. The routes are those of the OpenAPI document, so that
 * a new one is asked too, or fails here until `routes.ts` says how.
 */
describe('what is out of reach', () => {
  let house: House;
  let town: Town;
  let operations: [method: string, path: string, operation: any][];
  const people = {} as Record<Way | 'own', Person>;
  const callers: [name: string, api: Api][] = [];
  let asked: ApiResponse;

  beforeAll(async () => {
    house = await startHouse();
    town = await makeTown(house);
    const document: any = await (await fetch(`${house.httpUrl}/api/openapi.json`)).json();
    operations = Object.entries<any>(document.paths).flatMap(([path, methods]) =>
      Object.entries<any>(methods).map(([method, operation]): [string, string, any] => [
        method.toUpperCase(),
        path,
        operation,
      ]),
    );
    const lives = { own: [55.24, 9.26], former: [55.23, 9.27], neighbouring: [55.24, 9.76], protected: [55.23, 9.77] };
    const residents = {} as Record<Way | 'own', Resident>;
    for (const [way, [lat, lon]] of Object.entries(lives)) {
      residents[way as Way] = await town.citizen({
        lat,
        lon,
        slots: [{ time: '08:00' }],
        displayName: `Invented ${way} Person`,
        address: { street: `Opdigtet ${way} 7`, lat, lon },
        addressProtected: way === 'protected',
        screenCallAddress: `https://call.example/Opdigtet-${way}`,
        homeAccess: { key: `Opdigtet ${way} box` },
      });
    }
    for (const { dispenser } of Object.values(residents)) await dispenser.say('device.jam', { data: { slot: 1 } });
    await house.clock.settle();
    for (const role of ['nurse', 'lead', 'manager', 'visitator', 'operator', 'auditor', 'administrator'])
      callers.push([role, await town.staff(`The${role}`, [role], role === 'administrator' ? [] : [town.west.teamId])]);
    callers.push(['administrator and nurse', await town.staff('Both', ['administrator', 'nurse'], [town.west.teamId])]);
    callers.push(
      ['partner', await partner([...SCOPES])],
      ['partner with tasks alone', await partner(['tasks:read', 'tasks:write'])],
    );
    const [, lead] = callers.find(([name]) => name === 'lead')!;
    asked = await again(lead, residents.former.citizenId);
    const work = async (resident: Resident): Promise<any> =>
      (await town.api.get(`/tasks?state=open&citizenId=${resident.citizenId}`)).items[0];
    const done = await work(residents.former);
    await town.api.post(`/tasks/${done.id}/claim`);
    await town.api.post(`/tasks/${done.id}/resolve`, { outcome: 'device-fixed', cause: 'device-fault' });
    await residents.former.dispenser.say('battery.low', { data: { percent: 5 } });
    await house.clock.settle();
    await town.api.patch(`/citizens/${residents.former.citizenId}`, {
      address: { street: 'Opdigtet moved 9', lat: 55.23, lon: 9.78 },
    });
    const { deviceId: spareId } = await town.api.post('/dispensers', { deviceId: 'SPARE-1' });
    for (const [way, resident] of Object.entries(residents)) {
      const { citizenId, deviceId } = resident;
      const pause = { reason: 'travel', from: '2026-04-10T00:00:00Z', until: '2026-04-11T00:00:00Z' };
      const { id: pauseId } = await town.api.post(`/citizens/${citizenId}/pauses`, pause);
      const { id: commandId } = await town.api.post(`/dispensers/${deviceId}/commands`, {
        type: 'dose.remind',
        data: { dueAt: '2026-03-10T07:00:00Z' },
      });
      const { id: taskId, alertId } = await work(resident);
      const names = {
        citizenId,
        deviceId,
        pauseId,
        commandId,
        taskId,
        alertId,
        districtId: town.east.districtId,
        teamId: town.east.teamId,
        spareId,
      };
      const isFormer = way === 'former';
      const telling = [
        `Invented ${way} Person`,
        `Opdigtet ${way}`,
        `Opdigtet-${way}`,
        'Opdigtet moved',
        ...(isFormer ? [] : [citizenId, taskId, alertId, commandId]),
      ];
      people[way as Way] = { resident, names, telling };
    }
  });
  afterAll(() => house?.stop());

  const again = (api: Api, citizenId: string): Promise<ApiResponse> =>
    api.ask(
      'POST',
      `/citizens/${citizenId}/pauses`,
      { reason: 'travel', from: '2026-06-10T00:00:00Z', until: '2026-06-11T00:00:00Z' },
      { 'idempotency-key': 'once' },
    );
  /** The feed's stream from its beginning, until somebody of one's own is told of. */
  const streamed = async (api: Api): Promise<string> => {
    const { body } = await api.open('/events/stream?after=0');
    let told = '';
    for await (const chunk of body!) {
      told += Buffer.from(chunk as Uint8Array).toString();
      if (told.includes(people.own.names.citizenId)) break;
    }
    return told;
  };
  const partner = async (scopes: readonly string[]): Promise<Api> => {
    const made = await town.api.post('/partners', { name: 'West EHR', scopes, districtIds: [town.west.districtId] });
    const grant = { grant_type: 'client_credentials', client_id: made.clientId, client_secret: made.clientSecret };
    const answer = await fetch(`${house.httpUrl}/oauth/token`, { method: 'POST', body: new URLSearchParams(grant) });
    return new Api(house.httpUrl, ((await answer.json()) as any).access_token);
  };

  it.each(['neighbouring', 'former', 'protected'] as const)(
    '%s: is not there, by any route',
    async (way) => {
      const { names, telling } = people[way];
      const told: string[] = [];
      const asking = way === 'neighbouring' ? callers : callers.filter(([name]) => ['lead', 'partner'].includes(name));
      for (const [method, path, operation] of operations) {
        const { asked, ground = [] } = pathOf(method, path, names);
        if (asked === null) continue;
        const strangers = asking.filter(([name]) => !ground.includes(name));
        await Promise.all(
          strangers.map(async ([name, api]) => {
            if (method !== 'GET') {
              const { status, body }: ApiResponse = await api.ask(method, asked, bodyOf(method, path, names));
              // Of many in one each has a status of its own.
              const isOfMany = status === 200 && path.endsWith('/bulk');
              const each = isOfMany ? (body as { results: { status: number }[] }).results : [{ status }];
              // Where a place is named in the body, it is none, as one that nobody ever made.
              const isNone =
                status === 422 && (body as any).errors.every(({ message }: any) => message === 'names no district');
              if (!isNone && !each.every((one) => [403, 404].includes(one.status)))
                told.push(`${name}: ${method} ${path} ${status}`);
              return;
            }
            for (const query of asked.includes('?') ? [''] : queriesOf(operation, names)) {
              const { status, body } = await api.ask('GET', asked + query);
              const text = JSON.stringify(body);
              const shown = telling.filter((word) => text.includes(word));
              const isRight = path.includes('{') ? [403, 404].includes(status) : status < 500 && shown.length === 0;
              if (!isRight) told.push(`${name}: GET ${path}${query} ${status} ${shown.join()}`);
            }
          }),
        );
      }
      expect(told).toEqual([]);
    },
    60_000,
  );

  it('nor is what was asked of a dispenser, for who may not read its citizen', async () => {
    const { deviceId, commandId } = people.own.names;
    const words = async (...scopes: Scope[]) => {
      const api = await partner(scopes);
      const { items } = await api.get(`/dispensers/${deviceId}/commands`);
      const one = await api.get(`/dispensers/${deviceId}/commands/${commandId}`);
      return [...items, one].map(({ type, data }: any) => [type, data !== null]);
    };
    const [told, untold] = [await words('devices:read', 'citizens:read'), await words('devices:read')];
    expect(told.map(([type]) => type)).toEqual(expect.arrayContaining(['schedule.set', 'dose.remind']));
    expect(told.filter(([, isTold]) => !isTold)).toEqual([]);
    expect(untold).toEqual(told.map(([type]) => [type, false]));
  });

  it('is not there for who asks again what she once asked', async () => {
    const [, lead] = callers.find(([name]) => name === 'lead')!;
    expect([asked.status, (await again(lead, people.former.names.citizenId)).status]).toEqual([201, 404]);
  });

  it('is not found by name, and told to nobody who follows the feed', async () => {
    for (const [name, api] of callers.filter(([name]) => READERS.includes(name))) {
      const found = await api.ask('POST', '/citizens/search', { name: 'Invented' });
      if (found.status === 403) continue;
      expect([name, found.body.items.map(({ id }: any) => id)]).toEqual([name, [people.own.names.citizenId]]);
    }
    const [, lead] = callers.find(([name]) => name === 'lead')!;
    const { items } = await lead.get('/events?limit=500');
    for (const told of [JSON.stringify(items), await streamed(lead)]) {
      expect(told).toContain(people.own.names.citizenId);
      for (const way of ['neighbouring', 'protected'] as const)
        expect(people[way].telling.filter((word) => told.includes(word))).toEqual([]);
    }
  });

  it('and who is in reach is in the log of reads, whoever is shown her and by whichever route; how one gets in is in one', async () => {
    const { names } = people.own;
    const shown: string[] = [];
    const entered = new Set<string>();
    for (const [name, api] of callers.filter(([name]) => ['lead', 'manager', 'partner', 'auditor'].includes(name))) {
      const { id } = await api.get('/session');
      for (const [method, path, operation] of operations) {
        const { asked } = method === 'GET' ? pathOf(method, path, names) : { asked: null };
        if (asked === null) continue;
        for (const query of asked.includes('?') ? [''] : queriesOf(operation, names)) {
          const { status, body } = await api.ask('GET', asked + query);
          if (JSON.stringify(body).includes('Opdigtet own box')) entered.add(`${name} ${path}`);
          if (status < 300 && JSON.stringify(body).includes(names.citizenId))
            shown.push(`${id} ${name} GET ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
        }
      }
    }
    const looks = await house.query<{ look: string }>(
      `SELECT DISTINCT "principalId" || ' ' || "route" AS look FROM
         (SELECT "principalId", "route", "citizenIds" FROM look UNION ALL SELECT "principalId", "route", "citizenIds" FROM feed_look) one
       WHERE "citizenIds" @> ARRAY[$1::uuid]`,
      [names.citizenId],
    );
    const logged = new Set(looks.map(({ look }) => look));
    const routes = new Set(shown);
    expect([...routes].filter((line) => !logged.has(line.replace(/ .* GET /, ' GET ')))).toEqual([]);
    expect(routes.size).toBeGreaterThan(20);
    expect([...entered]).toEqual(['lead /api/v1/citizens/{id}']);
  });
});
