import { Injectable } from '@nestjs/common';
import { versionsOf } from '../platform/database/table-cache.js';
import type { Turn } from '../platform/database/turn.js';
import type { Principal } from '../platform/http/principal.js';
import { TeamsService } from '../teams/teams.service.js';
import type { Partner } from './partners/partner.rules.js';
import { PartnersStore } from './partners/partners.store.js';
import { reachOf } from './reach.rules.js';
import { rightsOfPartner } from './rights.rules.js';
import { groundsOf, rightsOf, rolesOf } from './roles.rules.js';
import { SessionsService } from './sessions/sessions.service.js';
import { type Person, StaffStore } from './staff/staff.store.js';
import { type Claims, stampOf } from './sessions/tokens.service.js';

/** Who an account is as it stands, whatever session speaks for it. */
type AccountPrincipal = Omit<Principal, 'sessionId'>;

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

  /** Another whenever what somebody may do, or where, may be another; of their session `Endings` tells. */
  async version(tx: Turn['tx']): Promise<string> {
    const versions = await versionsOf(tx, ['staff', 'partner', 'team', 'district', 'district_former']);
    return versions.join(' ');
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
    if (!staff?.passwordHash || staff.disabledAt || (stamp !== null && stampOf(staff.passwordHash) !== stamp))
      return null;
    return { ...(await this.asPrincipal(tx, staff)), sessionId };
  }

  /** As an account stands now, however it signed in; null when it is gone or disabled. */
  async current(tx: Turn['tx'], id: string): Promise<AccountPrincipal | null> {
    const staff = (await this.staff.people(tx)).find((person) => person.id === id);
    if (staff) return staff.disabledAt ? null : this.asPrincipal(tx, staff);
    const partner = await this.partners.find(tx, id);
    return partner?.disabledAt === null ? this.asPartner(tx, partner, partner.scopes) : null;
  }

  /** A nurse of the team and nobody in particular, under the id of the team: what is printed for all of them is made for her. */
  asTeam(tx: Turn['tx'], { id, name }: { readonly id: string; readonly name: string }): Promise<AccountPrincipal> {
    return this.asPrincipal(tx, { id, displayName: name, roles: ['nurse'], teamIds: [id], disabledAt: null });
  }

  private async asPrincipal(tx: Turn['tx'], staff: Person): Promise<AccountPrincipal> {
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

  private async findPartner(tx: Turn['tx'], id: string, sessionId: string, scope: string): Promise<Principal | null> {
    const partner = await this.partners.find(tx, id);
    if (!partner || partner.disabledAt) return null;
    const asked = scope.split(' ');
    const scopes = partner.scopes.filter((own) => asked.includes(own));
    return { ...(await this.asPartner(tx, partner, scopes)), sessionId };
  }

  private async asPartner(tx: Turn['tx'], partner: Partner, scopes: readonly string[]): Promise<AccountPrincipal> {
    const within = partner.districtIds ? await this.reachFrom(tx, partner.districtIds) : 'all';
    return {
      kind: 'partner',
      id: partner.id,
      name: partner.name,
      roles: [],
      scopes: rightsOfPartner(scopes),
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
