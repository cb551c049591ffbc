import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import type { Principal } from '../../platform/http/principal.js';
import { isOnDuty } from '../../teams/roster.rules.js';
import { flawOfEnd, start, stop } from '../../teams/shifts/on-shift.rules.js';
import type { OwnShift } from '../../teams/shifts/own-shift.rules.js';
import type { RosteredTeam } from '../../teams/team.rules.js';
import { TeamsService } from '../../teams/teams.service.js';
import { OwnShiftsStore } from './own-shifts.store.js';
import { RostersService } from './rosters.service.js';

type Of = Pick<OwnShift, 'teamId' | 'staffId'>;

/** What people say of themselves: that they are at work, and that they go home. It counts from that moment, whatever was planned. */
@Injectable()
export class ShiftsService {
  constructor(
    private readonly rosters: RostersService,
    private readonly teams: TeamsService,
    private readonly store: OwnShiftsStore,
  ) {}

  /** A team that the caller works in. @throws Problem 404 for one out of reach, 403 for any other */
  async find(tx: Turn['tx'], who: Principal, teamId: string): Promise<RosteredTeam> {
    await this.teams.find(tx, who, teamId);
    return ownTeam(who, await this.rosters.find(tx, teamId));
  }

  /**
   * Doing so again changes nothing but its end, where one is given.
   * @throws Problem 404, 403, and 422 for an end that is not ahead, or too far
   */
  async start(turn: Turn, who: Principal, teamId: string, until: Date | null): Promise<Said> {
    const flaw = until && flawOfEnd(until, turn.now);
    if (flaw) throw problem.unprocessable([{ path: 'until', message: flaw }]);
    return this.say(turn, who, teamId, 'shift.started', (team) => start(team, who.id, until, turn.now));
  }

  /** Of who is not there it changes nothing. */
  async stop(turn: Turn, who: Principal, teamId: string): Promise<Said> {
    return this.say(turn, who, teamId, 'shift.stopped', (team) => stop(team, who.id, turn.now));
  }

  due(tx: Turn['tx'], now: Date, limit: number): Promise<Of[]> {
    return this.store.due(tx, now, limit);
  }

  /** What somebody began is over, and nobody ended it. */
  async end({ tx, now }: Turn, { teamId, staffId }: Of): Promise<Fact[]> {
    if (!(await this.store.end(tx, teamId, staffId, now))) return [];
    const team = await this.rosters.find(tx, teamId);
    const own = team?.ownShifts.find((one) => one.staffId === staffId);
    if (!team?.crew.has(staffId) || !own) return [];
    const justBefore = new Date(own.until.getTime() - 1);
    return [{ ...shiftFact('shift.ended', own, team, [isThere(team, justBefore), isThere(team, now)]), for: staffId }];
  }

  private async say(
    turn: Turn,
    who: Principal,
    teamId: string,
    type: 'shift.started' | 'shift.stopped',
    decide: (team: RosteredTeam) => OwnShift | null,
  ): Promise<Said> {
    await this.teams.hold(turn, who, teamId);
    const was = ownTeam(who, await this.rosters.find(turn.tx, teamId));
    const said = decide(was);
    if (said === null) return { facts: [], team: was };
    await this.store.put(turn.tx, said);
    const is = ownTeam(who, await this.rosters.find(turn.tx, teamId));
    const fact = shiftFact(type, said, is, [isThere(was, turn.now), isThere(is, turn.now)]);
    return { facts: [fact], team: is };
  }
}

/** What it means for others, and the team with it. */
interface Said {
  readonly facts: Fact[];
  readonly team: RosteredTeam;
}

/** The team, if the caller works there; an integration has no shift. */
function ownTeam(who: Principal, team: RosteredTeam | null): RosteredTeam {
  if (!team) throw problem.notFound();
  if (who.kind !== 'staff' || !who.teamIds.includes(team.id))
    throw problem.forbidden('Only who works in the team has a shift there.');
  return team;
}

const isThere = (team: RosteredTeam, at: Date): boolean => isOnDuty(team, team.zone, at).onDuty;

const shiftFact = (
  type: 'shift.started' | 'shift.stopped' | 'shift.ended',
  { teamId, staffId, until }: OwnShift,
  { districtId }: RosteredTeam,
  [wasOnDuty, onDuty]: readonly [boolean, boolean],
): Fact => ({
  type,
  subject: teamId,
  citizenId: null,
  districtId,
  data: { teamId, staffId, until: until.toISOString(), wasOnDuty, onDuty },
});
