import { Injectable } from '@nestjs/common';
import { carries } from '../../access/roles.rules.js';
import { RostersService } from '../../access/staff/rosters.service.js';
import { StaffService } from '../../access/staff/staff.service.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { DosesService } from '../../doses/doses.service.js';
import { SchedulesService } from '../../doses/schedules/schedules.service.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Enrolled } from './enrolment.rules.js';
import { EnrolmentService } from './enrolment.service.js';
import { furthestOf, isOpen, setupOf, type SetupTick } from './setup.rules.js';

/** So far ahead no hour is bare. */
const AHEAD_DAYS = 14;
/** Of so many with a dispenser, and as many with a plan, the one is looked for with whom the house is furthest. */
const LOOKED_AT = 5;

export interface Setup {
  readonly ticks: Readonly<Record<SetupTick, boolean>>;
  readonly hasArea: boolean;
  readonly isLive: boolean;
  readonly isOpen: boolean;
  /** Who can set it up, by name. */
  readonly administrators: readonly string[];
  readonly first: Enrolled | null;
}

/** How far the house has come from empty, by what is there. */
@Injectable()
export class SetupService {
  constructor(
    private readonly rosters: RostersService,
    private readonly staff: StaffService,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly doses: DosesService,
    private readonly schedules: SchedulesService,
    private readonly enrolment: EnrolmentService,
  ) {}

  async state(turn: Turn): Promise<Setup> {
    const { tx, now } = turn;
    const { districts, teams } = await this.rosters.loadForRouting(tx);
    const people = await this.staff.listColleagues(tx);
    const first = await this.furthest(turn);
    const isLive = (first?.seenAt ?? null) !== null || (await this.doses.isAnySeen(tx));
    const there = await this.citizens.firstTwo(tx);
    const until = new Date(now.getTime() + AHEAD_DAYS * DAY_MS);
    return {
      ticks: setupOf({ districts, teams, people, first, isLive }, now, until),
      hasArea: districts.some(({ polygon }) => polygon !== null),
      isLive,
      isOpen: isOpen(isLive, there.length),
      administrators: people.filter(({ roles }) => carries(roles, 'house:write')).map(({ displayName }) => displayName),
      first,
    };
  }

  private async furthest(turn: Turn): Promise<Enrolled | null> {
    const { tx, now } = turn;
    const ids = new Set([
      ...(await this.devices.assignments.servedLongest(tx, now, LOOKED_AT)),
      ...(await this.schedules.somePlanned(tx, now, LOOKED_AT)),
      ...(await this.citizens.firstTwo(tx)).map(({ id }) => id),
    ]);
    const enrolled: Enrolled[] = [];
    for (const citizen of await this.citizens.findMany(tx, [...ids]))
      enrolled.push(await this.enrolment.of(turn, citizen));
    return furthestOf(enrolled);
  }
}
