import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Principal } from '../platform/http/principal.js';
import { TeamsService } from '../teams/teams.service.js';
import { PartnersStore } from './partners.store.js';
import { reachOf } from './reach.rules.js';
import { withParts } from './rights.rules.js';
import { groundsOf, rightsOf, rolesOf } from './roles.rules.js';
import { StaffStore } from './staff.store.js';
import { type Claims, stampOf } from './tokens.service.js';

/** Turns what a token says into who speaks, as things stand now. */
@Injectable()
export class PrincipalsService {
  constructor(
    private readonly staff: StaffStore,
    private readonly partners: PartnersStore,
    private readonly teams: TeamsService,
  ) {}

  /** Null when the account is gone or disabled, or its password was changed since the token was signed. */
  find(tx: Turn['tx'], claims: Claims): Promise<Principal | null> {
    return claims.kind === 'staff'
      ? this.findStaff(tx, claims.sub, claims.stamp)
      : this.findPartner(tx, claims.sub, claims.scope);
  }

  private async findStaff(tx: Turn['tx'], id: string, stamp: string): Promise<Principal | null> {
    const staff = await this.staff.find(tx, id);
    if (!staff || staff.disabledAt || stampOf(staff.passwordHash) !== stamp) return null;
    const own = await this.reachOfTeams(tx, staff.teamIds);
    const { citizens, places, fleet } = groundsOf(staff.roles, own, staff.teamIds.length > 0);
    return {
      kind: 'staff',
      id: staff.id,
      name: staff.displayName,
      roles: rolesOf(staff.roles),
      scopes: rightsOf(staff.roles),
      teamIds: staff.teamIds,
      districtIds: citizens,
      placeIds: places,
      fleetIds: fleet,
    };
  }

  private async findPartner(tx: Turn['tx'], id: string, scope: string): Promise<Principal | null> {
    const partner = await this.partners.find(tx, id);
    if (!partner || partner.disabledAt) return null;
    const asked = scope.split(' ');
    const within = partner.districtIds ? reachOf(await this.teams.listDistricts(tx), partner.districtIds) : 'all';
    return {
      kind: 'partner',
      id: partner.id,
      name: partner.name,
      roles: [],
      scopes: withParts(partner.scopes.filter((own) => asked.includes(own))),
      teamIds: [],
      districtIds: within,
      placeIds: within,
      fleetIds: within,
    };
  }

  private async reachOfTeams(tx: Turn['tx'], teamIds: readonly string[]): Promise<string[]> {
    if (teamIds.length === 0) return [];
    const own = (await this.teams.listTeams(tx)).filter((team) => teamIds.includes(team.id));
    return reachOf(
      await this.teams.listDistricts(tx),
      own.map((team) => team.districtId),
    );
  }
}
