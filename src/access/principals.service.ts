import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Principal } from '../platform/http/principal.js';
import { TeamsService } from '../teams/teams.service.js';
import { PartnersStore } from './partners.store.js';
import { reachOf } from './reach.rules.js';
import { withParts } from './rights.rules.js';
import { groundsOf, rightsOf, rolesOf } from './roles.rules.js';
import { SessionsService } from './sessions.service.js';
import { StaffStore } from './staff.store.js';
import { type Claims, stampOf } from './tokens.service.js';

/** Turns what a token says into who speaks, as things stand now. */
@Injectable()
export class PrincipalsService {
  constructor(
    private readonly staff: StaffStore,
    private readonly partners: PartnersStore,
    private readonly teams: TeamsService,
    private readonly sessions: SessionsService,
  ) {}

  /** Null when the session is over, or the account gone or disabled. */
  async find(tx: Turn['tx'], claims: Claims): Promise<Principal | null> {
    return (await this.admit(tx, claims))?.who ?? null;
  }

  /** The same, with whether the session was written down before. */
  async admit(tx: Turn['tx'], claims: Claims): Promise<{ who: Principal; isWritten: boolean } | null> {
    const { stands, isWritten } = await this.sessions.judge(tx, claims);
    if (!stands) return null;
    const who =
      claims.kind === 'staff'
        ? await this.findStaff(tx, claims.sub, claims.sessionId, isWritten && claims.namesSession ? null : claims.stamp)
        : await this.findPartner(tx, claims.sub, claims.sessionId, claims.scope);
    return who && { who, isWritten };
  }

  /** A session that is written ends with the password; of any other the stamp tells. */
  private async findStaff(
    tx: Turn['tx'],
    id: string,
    sessionId: string,
    stamp: string | null,
  ): Promise<Principal | null> {
    const staff = await this.staff.find(tx, id);
    if (!staff || staff.disabledAt || (stamp !== null && stampOf(staff.passwordHash) !== stamp)) return null;
    const own = await this.reachOfTeams(tx, staff.teamIds);
    const { citizens, places, fleet } = groundsOf(staff.roles, own, staff.teamIds.length > 0);
    return {
      kind: 'staff',
      sessionId,
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

  private async findPartner(tx: Turn['tx'], id: string, sessionId: string, scope: string): Promise<Principal | null> {
    const partner = await this.partners.find(tx, id);
    if (!partner || partner.disabledAt) return null;
    const asked = scope.split(' ');
    const within = partner.districtIds ? await this.reachFrom(tx, partner.districtIds) : 'all';
    return {
      kind: 'partner',
      sessionId,
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
    return this.reachFrom(
      tx,
      own.map((team) => team.districtId),
    );
  }

  private async reachFrom(tx: Turn['tx'], roots: readonly string[]): Promise<string[]> {
    return reachOf(await this.teams.listDistricts(tx), roots, await this.teams.listFormerDistricts(tx));
  }
}
