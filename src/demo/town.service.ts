import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { SCOPES } from '../access/rights.rules.js';
import { rightsOf } from '../access/roles.rules.js';
import { AccountsService } from '../access/staff/accounts.service.js';
import { CredentialsService } from '../access/dispensers/credentials.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { SchedulesService } from '../doses/schedules/schedules.service.js';
import { Database } from '../platform/database/database.js';
import { SecretsStore } from '../platform/database/secrets.store.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import type { Principal } from '../platform/http/principal.js';
import { DistrictsService } from '../teams/districts.service.js';
import { TeamsService } from '../teams/teams.service.js';
import { type Town, TOWN_SECRET } from './last-town.js';
import { citizenOf, DISTRICTS, MUNICIPALITY, polygonOf, TEAMS, withRecentRound, ZONE } from './town.rules.js';

const MAYOR: Principal = {
  kind: 'staff',
  id: '00000000-0000-7000-8000-000000000000',
  name: 'demo',
  roles: ['administrator', 'lead'],
  scopes: rightsOf(['administrator', 'lead']),
  teamIds: [],
  districtIds: 'all',
  placeIds: 'all',
  fleetIds: 'all',
};

/** Makes the demo's town through the same doors as everybody else. */
@Injectable()
export class TownService {
  constructor(
    private readonly database: Database,
    private readonly bus: FactBus,
    private readonly accounts: AccountsService,
    private readonly credentials: CredentialsService,
    private readonly districts: DistrictsService,
    private readonly teams: TeamsService,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesService,
    private readonly secrets: SecretsStore,
  ) {}

  /** @param scheduled how many of the citizens have doses to take */
  make(citizens: number, scheduled: number): Promise<Town> {
    return this.bus.transact(async (turn) => {
      const places = await this.makeDistricts(turn);
      const teamIds = await this.makeTeams(turn, places);
      const password = `demo-${randomBytes(6).toString('hex')}`;
      const staff = await this.makeStaff(turn, teamIds, password);
      const partner = await this.accounts.createPartner(turn, { name: 'Demo EHR', scopes: [...SCOPES] });
      const { facts, dispensers } = await this.makeCitizens(
        turn,
        citizens,
        scheduled,
        places,
        teamIds.get('E-distriktet')!,
      );
      const town = {
        partner: { clientId: partner.partner.clientId, clientSecret: partner.clientSecret },
        admin: { username: 'admin', password },
        staff,
        dispensers,
      };
      await this.secrets.findOrMake(turn.tx, TOWN_SECRET, () => Buffer.from(JSON.stringify(town)));
      return { facts, result: town };
    });
  }

  /** Takes every schedule away, so that nothing is missed but what somebody publishes. */
  async stopSchedules(): Promise<void> {
    const citizens = await this.database.autocommit((tx) => this.citizens.listBelow(tx, MAYOR, null, 100_000));
    for (const { id } of citizens) {
      await this.bus.transact(async (turn) => {
        await this.citizens.lockCitizens(turn.tx, [id]);
        const held = await this.schedules.shown(turn.tx, id, turn.now);
        if (!held || (held.schedule.slots.length === 0 && held.planned.length === 0))
          return { facts: [], result: undefined };
        const replaces = held.planned.map(({ revision }) => revision);
        return { facts: (await this.schedules.set(turn, id, { slots: [], replaces })).facts, result: undefined };
      });
    }
  }

  private async makeDistricts(turn: Turn): Promise<Map<string | null, string>> {
    const municipality = await this.districts.create(turn, MAYOR, { name: MUNICIPALITY });
    const ids = new Map<string | null, string>([[null, municipality.id]]);
    for (const district of DISTRICTS) {
      const { id } = await this.districts.create(turn, MAYOR, {
        name: district.name,
        parentId: municipality.id,
        polygon: polygonOf(district),
      });
      ids.set(district.name, id);
    }
    return ids;
  }

  private async makeTeams(turn: Turn, places: Map<string | null, string>): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const { name, kind, district, base, shifts } of TEAMS) {
      const team = await this.teams.create(turn, MAYOR, {
        name,
        kind,
        districtId: places.get(district)!,
        base,
        zone: ZONE,
      });
      await this.teams.setRoster(turn, MAYOR, team.id, { shifts, overrides: [] }, () => undefined);
      ids.set(name, team.id);
    }
    return ids;
  }

  private async makeStaff(turn: Turn, teamIds: Map<string, string>, password: string): Promise<Town['staff']> {
    await this.accounts.createStaff(turn, {
      username: 'admin',
      displayName: 'Demo Administrator',
      password,
      roles: ['administrator', 'lead'],
      teamIds: [],
    });
    const made: Town['staff'] = [];
    for (const { name: team, staff } of TEAMS) {
      for (const [i, username] of staff.entries()) {
        const displayName = username.charAt(0).toUpperCase() + username.slice(1);
        await this.accounts.createStaff(turn, {
          username,
          displayName,
          password,
          roles: i === 0 ? ['nurse', 'lead'] : ['nurse'],
          teamIds: [teamIds.get(team)!],
        });
        made.push({ username, password, team });
      }
    }
    return made;
  }

  private async makeCitizens(
    turn: Turn,
    count: number,
    scheduled: number,
    places: Map<string | null, string>,
    eDistrictTeamId: string,
  ) {
    const people = Array.from({ length: count }, (_, n) => citizenOf(n));
    await this.devices.registerMany(
      turn,
      people.map(({ deviceId }) => ({ deviceId, dialect: 'cloudevents', model: 'Demo Dispenser' })),
    );
    const issued = await this.credentials.issueMany(
      turn,
      people.map(({ deviceId }) => deviceId),
    );
    const secrets = new Map(issued.map(({ deviceId, secret }) => [deviceId, secret]));
    const soon = wallTimeSoon(turn.now);
    const facts: Fact[] = [];
    const dispensers: Town['dispensers'] = [];
    for (const [n, person] of people.entries()) {
      const { citizen } = await this.citizens.create(turn, MAYOR, {
        displayName: person.displayName,
        address: { street: person.street, postalCode: '0000', city: 'Fjordby', ...person.home },
        zone: ZONE,
        districtId: places.get(person.district.name)!,
        eDistrictTeamId,
        ...person.contacts,
        relatives: person.relatives,
        consent: { telemetry: true },
      });
      facts.push(...(await this.devices.assign(turn, person.deviceId, citizen.id, turn.now)));
      if (n < scheduled)
        facts.push(
          ...(await this.schedules.set(turn, citizen.id, { slots: withRecentRound(person.slots, n, soon) })).facts,
        );
      dispensers.push({ deviceId: person.deviceId, secret: secrets.get(person.deviceId)!, citizenId: citizen.id });
    }
    return { facts, dispensers };
  }
}

const wallTimeSoon = (now: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .add({ minutes: 45 })
    .toZonedDateTimeISO(ZONE)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
