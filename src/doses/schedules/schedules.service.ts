import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { undoneBy } from '../../citizens/absence.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { LayoutService } from './layout.service.js';
import { inTurn, isAhead, type Refusal, takesPlaceOf } from './plans.rules.js';
import type { ScheduleEntity } from './schedule.entity.js';
import type { Slot } from './schedule.rules.js';
import { SchedulesStore } from './schedules.store.js';

export interface ShownPlan {
  readonly schedule: ScheduleEntity;
  readonly planned: readonly ScheduleEntity[];
}

interface Asked {
  readonly slots: Slot[];
  /** Now when it is absent or past. */
  readonly validFrom?: Date | undefined;
  /** The planned ones it takes the place of, by revision. */
  readonly replaces?: readonly number[] | undefined;
}

interface SetPlan {
  readonly facts: Fact[];
  readonly schedule: ScheduleEntity;
}

interface Beginning {
  readonly plan: readonly ScheduleEntity[];
  readonly gone: readonly number[];
  readonly zone: string;
  readonly slots: Slot[];
  readonly from: Date;
}

/** When doses are due: schedules by revision, those that hold and those that are planned. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly schedules: SchedulesStore,
    private readonly layout: LayoutService,
  ) {}

  /** The schedule that holds, or before the first begins that one; and those that begin later. Null where none was ever set. */
  async shown(tx: Turn['tx'], citizenId: string, now: Date): Promise<ShownPlan | null> {
    const plan = await this.schedules.validSince(tx, citizenId, now);
    const planned = plan.filter((one) => isAhead(one, now));
    const schedule = plan.find((one) => !isAhead(one, now)) ?? planned[0];
    return schedule ? { schedule, planned } : null;
  }

  /** Some of the citizens for whom doses are planned. */
  somePlanned(tx: Turn['tx'], now: Date, limit: number): Promise<string[]> {
    return this.schedules.somePlanned(tx, now, limit);
  }

  /**
   * Sets the citizen's schedule from an instant on, never in the past, until the next that is planned; doses that came before keep their
   * revision. The same said again of one that is planned changes nothing.
   * @throws Problem 409 where one that is planned would have to go and is not named
   */
  async set(turn: Turn, citizenId: string, { slots, validFrom, replaces }: Asked): Promise<SetPlan> {
    const { tx, now } = turn;
    const { zone } = await this.citizens.get(tx, citizenId);
    const plan = await this.schedules.validSince(tx, citizenId, now);
    const from = validFrom && validFrom > now ? validFrom : now;
    const known = plan.find((one) => isAhead(one, now) && one.validFrom.getTime() === from.getTime());
    if (known && replaces === undefined && isDeepStrictEqual(known.slots, slots)) return { facts: [], schedule: known };
    const decided = takesPlaceOf(plan, from, replaces, now);
    if ('refused' in decided) throw refusal(decided);
    return this.begin(turn, citizenId, { plan, gone: decided.gone, zone, slots, from });
  }

  /** Takes a planned schedule back: the one before it holds on. */
  async withdraw(turn: Turn, citizenId: string, revision: number): Promise<Fact[]> {
    const { tx, now } = turn;
    const plan = await this.schedules.validSince(tx, citizenId, now);
    const gone = plan.find((one) => one.revision === revision);
    if (!gone) throw problem.notFound('No such schedule is planned.');
    if (!isAhead(gone, now)) throw problem.conflict('The schedule has begun; set another.', { state: 'begun' });
    await this.schedules.saveEnds(tx, citizenId, [{ revision, validUntil: gone.validFrom }]);
    await this.schedules.saveEnds(tx, citizenId, inTurn(plan.filter((one) => one !== gone)));
    return [await this.told(turn, 'schedule.withdrawn', gone), ...(await this.layout.anew(turn, citizenId))];
  }

  /** The citizen lives by another clock: what holds goes on by that one, and so does what is planned. */
  async rezone(turn: Turn, fact: Fact): Promise<Fact[]> {
    const citizenId = fact.citizenId!;
    const { zone } = await this.citizens.get(turn.tx, citizenId);
    await this.schedules.rezone(turn.tx, citizenId, zone, turn.now);
    const plan = await this.schedules.validSince(turn.tx, citizenId, turn.now);
    const held = plan.find((one) => !isAhead(one, turn.now));
    if (!held) return this.layout.anew(turn, citizenId);
    return (await this.begin(turn, citizenId, { plan, gone: [], zone, slots: held.slots, from: turn.now })).facts;
  }

  private async begin(turn: Turn, citizenId: string, { plan, gone, zone, slots, from }: Beginning): Promise<SetPlan> {
    const { tx, now } = turn;
    const revision = (await this.schedules.lastRevision(tx, citizenId)) + 1;
    const asked: ScheduleEntity = {
      ...{ citizenId, revision, zone, slots, validFrom: from, validUntil: null, plannedUntil: from },
      ...{ sendAt: from > now ? from : null, createdAt: now },
    };
    const isLeft = (one: ScheduleEntity): boolean => !gone.includes(one.revision) && one.validFrom < from;
    const isLater = (one: ScheduleEntity): boolean => !gone.includes(one.revision) && one.validFrom > from;
    const next = inTurn([...plan.filter((one) => isLeft(one) || isLater(one)), asked]);
    const over = plan.filter((one) => !next.some((left) => left.revision === one.revision));
    await this.schedules.insert(tx, asked);
    await this.schedules.saveEnds(tx, citizenId, [
      ...over.map((one) => ({ revision: one.revision, validUntil: one.validFrom })),
      ...next,
    ]);
    const schedule = next.find((one) => one.revision === revision)!;
    const facts = [await this.told(turn, 'schedule.set', schedule), ...(await this.layout.anew(turn, citizenId))];
    return { facts: from > now ? facts : [...facts, ...(await this.send(turn, citizenId))], schedule };
  }

  private async told(
    { tx }: Turn,
    type: 'schedule.set' | 'schedule.withdrawn',
    { citizenId, revision, validFrom }: ScheduleEntity,
  ): Promise<Fact> {
    const { districtId } = await this.citizens.get(tx, citizenId);
    return { type, subject: citizenId, citizenId, districtId, data: { revision, validFrom: validFrom.toISOString() } };
  }

  /** Something of the plan changed: the doses are laid out anew, and what was undone since an instant is undone in them too. */
  replan(turn: Turn, fact: Fact): Promise<Fact[]> {
    const undone = undoneBy(fact);
    return this.layout.anew(turn, fact.citizenId!, undone && { since: undone.since, because: fact.type });
  }

  /** The citizen died: nothing more is expected, and the dispenser is to come home. */
  async stop(turn: Turn, fact: Fact): Promise<Fact[]> {
    const facts = await this.replan(turn, fact);
    const assignment = await this.devices.assignments.current(turn.tx, fact.citizenId!, turn.now);
    if (!assignment) return facts;
    const { deviceId } = assignment;
    return [...facts, { ...fact, type: 'device.left_behind', subject: deviceId, deviceId, data: {} }];
  }

  /** Citizens with a schedule that was set ahead of time and holds from now on. */
  toSend(tx: Turn['tx'], now: Date, limit: number): Promise<string[]> {
    return this.schedules.toSend(tx, now, limit);
  }

  /** Sends the schedule that has become valid, unless its dispenser was told already. */
  async sendDue(turn: Turn, citizenId: string): Promise<Fact[]> {
    return (await this.schedules.noteSent(turn.tx, citizenId, turn.now)) ? this.send(turn, citizenId) : [];
  }

  /** Tells the citizen's dispenser when doses are due, by the schedule that holds now. */
  async send(turn: Turn, citizenId: string): Promise<Fact[]> {
    await this.schedules.noteSent(turn.tx, citizenId, turn.now);
    const [schedule, assignment] = [
      await this.schedules.validAt(turn.tx, citizenId, turn.now),
      await this.devices.assignments.current(turn.tx, citizenId, turn.now),
    ];
    if (!schedule || !assignment) return [];
    const { revision, zone } = schedule;
    const plan = { revision, zone, ...toldSlots(schedule.slots) };
    return this.devices.give(turn, { deviceId: assignment.deviceId, citizenId, plan });
  }
}

/**
 * A dispenser that knows no dates would dispense a course that has ended, and every third day each day. So it is told of slots that are due
 * on the same weekdays for good where it always was, and of all others beside them: what it does not dispense is missed, and asked about.
 */
function toldSlots(slots: readonly Slot[]): { slots: Slot[]; courses?: Slot[] } {
  const isCourse = ({ from, until, everyDays }: Slot): boolean => (from ?? until ?? everyDays) !== undefined;
  const courses = slots.filter(isCourse);
  return { slots: slots.filter((slot) => !isCourse(slot)), ...(courses.length > 0 && { courses }) };
}

function refusal(refused: Refusal) {
  if (refused.refused === 'unknown')
    return problem.unprocessable([{ path: `replaces.${refused.index}`, message: 'names no planned schedule' }]);
  const planned = refused.planned.map(({ revision, validFrom }) => ({ revision, validFrom }));
  const detail =
    'A schedule is planned for then or later; say in `replaces` which of them this one takes the place of.';
  return problem.conflict(detail, { state: 'planned', planned });
}
