import { dialectNamed } from '../../src/devices/dialects/dialects.rules.js';
import { Api, signIn } from './api.js';
import { Dispenser } from './dispenser.js';
import type { House } from './house.js';

/** Whole days, every day. */
export const ALWAYS = {
  shifts: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'], from: '00:00', to: '24:00' }],
};
export const NEVER = { shifts: [] };

const square = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});

/** An invented municipality: two districts side by side, an e-district team, a team in each district, a response centre. */
export interface Town {
  readonly api: Api;
  readonly municipalityId: string;
  readonly west: { readonly districtId: string; readonly teamId: string };
  readonly east: { readonly districtId: string; readonly teamId: string };
  readonly eTeamId: string;
  readonly responseCentreId: string;
  /** A nurse of a team, signed in. */
  nurse(name: string, teamIds: string[]): Promise<Api & { readonly staffId: string }>;
  /** Somebody of these roles, signed in. */
  staff(name: string, roles: string[], teamIds: string[]): Promise<Api & { readonly staffId: string }>;
  /** Closes what is open: what nobody takes up asks again every ten minutes, and time that passes stops at each. */
  closeAll(): Promise<void>;
  /** A citizen in the west with a dispenser that is connected, and a schedule when slots are given. */
  citizen(options?: CitizenOptions): Promise<Resident>;
}

export interface CitizenOptions {
  readonly slots?: { time: string; days?: string[]; criticality?: string; windowMinutes?: number }[];
  readonly lat?: number;
  readonly lon?: number;
  readonly connect?: boolean;
  readonly dialect?: string;
  readonly [field: string]: unknown;
}

export interface Resident {
  readonly citizenId: string;
  readonly deviceId: string;
  readonly secret: string;
  readonly dispenser: Dispenser;
}

export async function makeTown(
  house: House,
  rosters: { west?: object; east?: object; e?: object; centre?: object } = {},
): Promise<Town> {
  const api = new Api(house.httpUrl, house.admin.token);
  const municipalityId = (await api.post('/districts', { name: 'Fjordkommune (demo)' })).id;
  const district = async (name: string, polygon: object): Promise<string> =>
    (await api.post('/districts', { name, parentId: municipalityId, polygon })).id;
  const team = async (
    name: string,
    kind: string,
    districtId: string,
    [lat, lon]: readonly [number, number],
    roster: object,
  ): Promise<string> => {
    const { id } = await api.post('/teams', { name, kind, districtId, base: { lat, lon } });
    await api.put(`/teams/${id}/roster`, roster);
    return id;
  };
  const westId = await district('West', square(9.0, 55.0, 9.5, 55.5));
  const eastId = await district('East', square(9.5, 55.0, 10.0, 55.5));
  const west = {
    districtId: westId,
    teamId: await team('West Day', 'home-care', westId, [55.25, 9.25], rosters.west ?? ALWAYS),
  };
  const east = {
    districtId: eastId,
    teamId: await team('East Day', 'home-care', eastId, [55.25, 9.75], rosters.east ?? ALWAYS),
  };
  const eTeamId = await team('Screen Team', 'e-district', municipalityId, [55.25, 9.5], rosters.e ?? ALWAYS);
  const responseCentreId = await team(
    'Response Centre',
    'response-centre',
    municipalityId,
    [55.3, 9.5],
    rosters.centre ?? ALWAYS,
  );
  const staff = async (name: string, roles: string[], teamIds: string[]) => {
    const account = { username: name.toLowerCase(), displayName: name, password: `${name} sings at dawn` };
    const { id } = await api.post('/staff', { ...account, roles, teamIds });
    return Object.assign(await signIn(house.httpUrl, account.username, account.password), { staffId: id });
  };
  let residents = 0;

  return {
    api,
    municipalityId,
    west,
    east,
    eTeamId,
    responseCentreId,
    nurse: (name, teamIds) => staff(name, ['nurse'], teamIds),
    staff,
    async closeAll() {
      const { items } = await api.get('/tasks?state=open&limit=500');
      for (const { id } of items) await api.post(`/tasks/${id}/resolve`, { outcome: 'other', cause: 'other' });
      await house.clock.settle();
    },
    async citizen({ slots, lat = 55.24, lon = 9.26, connect = true, dialect = 'cloudevents', ...fields } = {}) {
      const deviceId = `TEST-${String(++residents).padStart(4, '0')}`;
      const { id: citizenId } = await api.post('/citizens', {
        displayName: `Invented Citizen ${residents}`,
        address: { street: `Opdigtet Gade ${residents}`, city: 'Fjordby', lat, lon },
        consent: { telemetry: true },
        ...fields,
      });
      const { secret } = await api.post('/dispensers', { deviceId, dialect });
      await api.put(`/citizens/${citizenId}/dispenser`, { deviceId });
      if (slots)
        await api.put(`/citizens/${citizenId}/schedule`, {
          slots: slots.map((slot) => ({ criticality: 'standard', ...slot })),
        });
      const dispenser = connect
        ? await Dispenser.connect(house.mqttUrl, deviceId, secret, () => house.clock.now(), {
            dialect: dialectNamed(dialect),
          })
        : (null as never);
      return { citizenId, deviceId, secret, dispenser };
    },
  };
}
