import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import { Clock, realNow } from '../platform/clock/clock.js';
import { Batcher } from '../platform/database/batcher.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { defaultDialect } from './dialects/dialects.rules.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { mayReach, type Principal } from '../platform/http/principal.js';
import { shows } from '../platform/http/shown.js';
import type { AssignmentEntity } from './assignments/assignment.entity.js';
import { flawOfWish, type Wish } from './assignments/assignment.rules.js';
import { AssignmentsService } from './assignments/assignments.service.js';
import { AssignmentsStore } from './assignments/assignments.store.js';
import type { Asker, CommandEntity } from './commands/command.entity.js';
import { type CommandAnswer, CommandsStore } from './commands/commands.store.js';
import { CommandsService } from './commands/commands.service.js';
import { DeviceConditionsService } from './conditions/device-conditions.service.js';
import type { CommandType } from './device.rules.js';
import { type DeviceChange, DevicesStore, type KnownDevice, type NewDevice } from './devices.store.js';
import { type DeviceView, FleetStore } from './fleet/fleet.store.js';
import { GivenSchedulesStore } from './commands/given-schedules.store.js';
import { HealthService } from './health.service.js';
import { type Arrival, type CitizensContact, HealthStore } from './health.store.js';
import { type Reach, reaches, reachOf } from './assignments/reach.rules.js';

export { ownerOf } from './assignments/assignments.store.js';
export type { CommandEntity as Command } from './commands/command.entity.js';
export type { CommandAnswer, Listener, SentCommand } from './commands/commands.store.js';
export type { DeviceView } from './fleet/fleet.store.js';
export type { KnownDevice } from './devices.store.js';
export {
  type Arrival,
  type CitizensContact,
  type HealthNews,
  IS_VISITOR,
  type Kept,
  mayBeSilent,
  offlineAt,
  type SilenceLimits,
} from './health.store.js';

/** What is asked of a dispenser. */
interface Ask {
  readonly type: CommandType;
  readonly data: Record<string, unknown>;
  readonly ttlSeconds: number;
  readonly alertId?: string | null;
  /** Null for what the house asks by itself. */
  readonly askedBy?: Asker | null;
}

/** What a dispenser holds of what it was given. */
export interface Holding {
  readonly deviceId: string;
  readonly schedule: 'own' | 'another' | 'empty' | 'none';
  readonly revision: number | null;
  readonly state: CommandEntity['state'] | null;
}

/** What a dispenser is to go by. */
interface SchedulePlan {
  readonly revision: number;
  readonly zone: string;
  readonly slots: readonly object[];
  readonly courses?: readonly object[];
}

interface Knowing {
  readonly device: Promise<KnownDevice | null>;
  /** Null while it is being looked up. */
  found: KnownDevice | null;
  until: number;
}

const KNOWN_FOR_MS = 30_000;
/** A dispenser may be away for days and must still hear its schedule. */
const SCHEDULE_TTL_SECONDS = 7 * 86_400;

/** The door to the dispensers: which there are, whose they are, how they are, and what we ask of them. */
@Injectable()
export class DevicesService {
  private readonly known = new Map<string, Knowing>();
  private readonly asked = new Batcher((deviceIds: readonly string[]) =>
    this.database.autocommit((tx) => this.devices.findKnown(tx, deviceIds)),
  );
  private readonly arriving = new Batcher((deviceIds: readonly string[]) =>
    this.database.autocommit((tx) => this.contacts.arrive(tx, deviceIds)),
  );

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly devices: DevicesStore,
    private readonly fleet: FleetStore,
    private readonly stretches: AssignmentsStore,
    private readonly contacts: HealthStore,
    private readonly orders: CommandsStore,
    private readonly given: GivenSchedulesStore,
    private readonly citizens: CitizensService,
    readonly assignments: AssignmentsService,
    readonly health: HealthService,
    readonly commands: CommandsService,
    readonly conditions: DeviceConditionsService,
  ) {}

  /** Registers dispensers that are not there yet; returns the ids of the new ones. */
  async registerMany(turn: Turn, devices: readonly NewDevice[]): Promise<string[]> {
    return this.devices.insert(turn.tx, devices, turn.now);
  }

  find(tx: Turn['tx'], deviceId: string): Promise<DeviceView | null> {
    return this.fleet.view(tx, deviceId, this.clock.now());
  }

  /**
   * For what is about the citizen it serves, such as what is asked of it. One that serves nobody belongs to no district: those with
   * a say over dispensers may see it.
   * @throws Problem 404 also for one outside the caller's districts
   */
  async findReachable(tx: Turn['tx'], deviceId: string, who: Principal): Promise<DeviceView> {
    const device = await this.findInFleet(tx, deviceId, who);
    if (device.citizenId && !mayReach(who, device.districtId)) throw problem.notFound();
    return device;
  }

  /** For what is about the dispenser alone. @throws Problem 404 also for one outside the caller's fleet */
  async findInFleet(tx: Turn['tx'], deviceId: string, who: Principal): Promise<DeviceView> {
    const device = await this.find(tx, deviceId);
    if (!device || !reaches(reachOf(who.fleetIds, who), device)) throw problem.notFound();
    shows(device.citizenId);
    return device;
  }

  /**
   * What somebody may see of what was said by and to a dispenser: what is of citizens she reaches, whomever it serves now.
   * @throws Problem 404 for one that she does not reach now and that never served any of those
   */
  async reachOverPast(tx: Turn['tx'], deviceId: string, who: Principal): Promise<Reach> {
    const reach = reachOf(who.districtIds, who);
    const device = await this.find(tx, deviceId);
    const isReached = device !== null && (reaches(reach, device) || (await this.hasServed(tx, deviceId, reach)));
    if (!isReached) throw problem.notFound();
    return reach;
  }

  /** Whether a dispenser of that name is registered and was not taken out of use. */
  async isInUse(deviceId: string): Promise<boolean> {
    const device = await this.database.autocommit((tx) => this.devices.find(tx, deviceId));
    return device?.retiredAt === null;
  }

  /** Those of the dispensers that are not registered, or were taken out of use. */
  async listOutOfUse(deviceIds: readonly string[]): Promise<string[]> {
    const found = await this.database.autocommit((tx) => this.devices.findMany(tx, deviceIds));
    const inUse = new Set(found.filter(({ retiredAt }) => retiredAt === null).map(({ deviceId }) => deviceId));
    return deviceIds.filter((deviceId) => !inUse.has(deviceId));
  }

  /** A dispenser is let in: its connection gets its number. */
  async arrive(deviceId: string): Promise<Arrival> {
    return (await this.arriving.load(deviceId))!;
  }

  async update(turn: Turn, deviceId: string, change: DeviceChange & { retired?: boolean }): Promise<void> {
    const { retired, ...rest } = change;
    await this.devices.update(turn.tx, deviceId, {
      ...rest,
      ...(retired !== undefined && { retiredAt: retired ? turn.now : null }),
    });
    this.known.delete(deviceId);
  }

  /** How the dispenser of each of these citizens can be heard, by the citizen's id. */
  async contactsOf(
    tx: Turn['tx'],
    citizenIds: readonly string[],
    at: Date,
  ): Promise<ReadonlyMap<string, CitizensContact>> {
    const contacts = await this.contacts.contactsOf(tx, citizenIds, at);
    return new Map(contacts.map((contact) => [contact.citizenId, contact]));
  }

  lock(tx: Turn['tx'], deviceIds: readonly string[]) {
    return this.devices.lock(tx, deviceIds);
  }

  /** The dispenser, when it was looked up within half a minute; null says nothing. */
  remembered(deviceId: string): KnownDevice | null {
    const kept = this.known.get(deviceId);
    return kept && kept.until > realNow().getTime() ? kept.found : null;
  }

  /** What the dispenser speaks today, within a transaction and over its own connection. */
  async dialectOf(tx: Turn['tx'], deviceId: string): Promise<string> {
    return (await this.devices.findKnown(tx, [deviceId])).get(deviceId)!.dialect;
  }

  /** Remembered for half a minute: it is asked for every message. */
  lookUp(deviceId: string): Promise<KnownDevice | null> {
    const at = realNow().getTime();
    const kept = this.known.get(deviceId);
    if (kept && kept.until > at) return kept.device;
    const device = this.asked.load(deviceId).then((found) => found ?? null);
    // One question at a time for each dispenser, so that its messages stay in order however slow the answer is.
    const entry: Knowing = { device, found: null, until: Infinity };
    this.known.set(deviceId, entry);
    device.then(
      (found) => {
        if (!found) return this.known.delete(deviceId);
        Object.assign(entry, { found, until: realNow().getTime() + KNOWN_FOR_MS });
      },
      () => this.known.delete(deviceId),
    );
    return device;
  }

  /** The dispensers a reader may see that fit the filter; null means all of them. */
  reachable(
    tx: Turn['tx'],
    districtIds: readonly string[] | 'all',
    deviceIds: readonly string[] | null,
    citizenId: string | null,
  ): Promise<string[] | null> {
    return this.stretches.reachable(tx, districtIds === 'all' ? null : districtIds, deviceIds, citizenId);
  }

  /** Looks up a dispenser, and notes one never heard of: what it says is nobody's until a person says otherwise. */
  async meet(deviceId: string): Promise<KnownDevice | null> {
    const known = await this.lookUp(deviceId);
    if (known) return known;
    const stranger = { deviceId, dialect: defaultDialect.name, model: null };
    await this.database.transact((tx) => this.devices.insert(tx, [stranger], this.clock.now()));
    return this.lookUp(deviceId);
  }

  /**
   * Holds all that giving the citizen a dispenser, or taking hers away, may change: dispensers first, then citizens. Answers which
   * dispenser she has now.
   */
  async lockToAssign({ tx, now }: Turn, deviceId: string | null, citizenId: string): Promise<string | null> {
    const ahead = await this.stretches.ahead(tx, deviceId, citizenId, now);
    await this.devices.lock(tx, [...ahead.map((one) => one.deviceId), ...(deviceId === null ? [] : [deviceId])]);
    await this.citizens.lockCitizens(tx, [citizenId, ...ahead.map((one) => one.citizenId)]);
    return (await this.stretches.current(tx, citizenId, now))?.deviceId ?? null;
  }

  /** @throws Problem 422 for a dispenser that cannot be given to the citizen from then on */
  async assertGivable({ tx, now }: Turn, deviceId: string, wish: Wish, who: Principal): Promise<void> {
    const device = await this.devices.find(tx, deviceId);
    if (!device || device.retiredAt)
      throw problem.unprocessable([{ path: 'deviceId', message: 'is no dispenser in use' }]);
    const stretches = await this.stretches.stretchesOf(tx, deviceId);
    const flaw = flawOfWish(wish, stretches, now, (districtId) => mayReach(who, districtId));
    if (flaw) throw problem.unprocessable([flaw]);
  }

  /**
   * Gives the citizen this dispenser from an instant on, or none; whoever had it, and what the citizen had, ends there. What was asked for
   * somebody it does not serve any more expires. The dispensers are locked already.
   */
  async assign(turn: Turn, deviceId: string | null, citizenId: string, from: Date): Promise<Fact[]> {
    const changed = await this.stretches.replace(turn.tx, deviceId, citizenId, from, turn.now);
    const facts = [
      ...(await this.tellOfEnds(turn, changed.ended)),
      ...(await this.tellOf(turn, 'device.assignment_withdrawn', changed.withdrawn)),
    ];
    if (changed.planned) facts.push(...(await this.tellOf(turn, 'device.assignment_planned', [changed.planned])));
    if (changed.begun) facts.push(...(await this.tellOfBeginning(turn, changed.begun)));
    return facts;
  }

  /** An assignment that was set ahead of time begins; told once. */
  async beginAssignment(turn: Turn, id: string): Promise<Fact[]> {
    const begun = await this.stretches.begin(turn.tx, id, turn.now);
    return begun ? this.tellOfBeginning(turn, begun) : [];
  }

  /** An assignment whose end was set ahead of time ends; told once. */
  async endAssignment(turn: Turn, id: string): Promise<Fact[]> {
    const ended = await this.stretches.over(turn.tx, id, turn.now);
    return ended ? this.tellOfEnds(turn, [ended]) : [];
  }

  /** Asks something of a dispenser: a row now, delivered after the commit by the process that holds the broker. */
  async ask(
    turn: Turn,
    { deviceId, citizenId, ...ask }: Ask & { deviceId: string; citizenId: string | null },
  ): Promise<{ facts: Fact[]; command: CommandEntity }> {
    const command = { ...newCommand(ask, turn.now), deviceId, citizenId };
    await this.orders.insert(turn.tx, command);
    return { facts: await this.tell(turn, 'command.queued', [command]), command };
  }

  /**
   * Gives a dispenser a schedule. Its revision is the dispenser's own and rises with everything new it is given, whoever it serves: one
   * that passes over revisions it knows keeps nothing of before. The same given again is no news.
   */
  async give(
    turn: Turn,
    { deviceId, citizenId, plan }: { deviceId: string; citizenId: string | null; plan: SchedulePlan },
  ): Promise<Fact[]> {
    const last = await this.given.last(turn.tx, deviceId);
    const isAgain = last !== null && last.citizenId === citizenId && isSamePlan(last.data, plan);
    const revision = isAgain
      ? Number(last.data.revision)
      : Math.max(plan.revision, (await this.given.highestRevision(turn.tx, deviceId)) + 1);
    const data = { ...plan, revision };
    const asked = await this.ask(turn, {
      deviceId,
      citizenId,
      type: 'schedule.set',
      data,
      ttlSeconds: SCHEDULE_TTL_SECONDS,
    });
    return asked.facts;
  }

  /** What the dispenser was given last, as one who may see the citizen is told it. */
  async holds(tx: Turn['tx'], deviceId: string, citizenId: string): Promise<Holding> {
    const last = await this.given.last(tx, deviceId);
    if (!last) return { deviceId, schedule: 'none', revision: null, state: null };
    const schedule = isEmpty(last.data) ? 'empty' : last.citizenId === citizenId ? 'own' : 'another';
    return { deviceId, schedule, revision: Number(last.data.revision), state: last.state };
  }

  /** The same of the dispenser that the citizen has; null where there is none. */
  async askForCitizen(
    turn: Turn,
    { citizenId, ...ask }: Ask & { citizenId: string },
  ): Promise<{ facts: Fact[]; command: CommandEntity } | null> {
    const asked = { ...newCommand(ask, turn.now), citizenId };
    const deviceId = await this.orders.insertForCitizen(turn.tx, citizenId, asked);
    if (deviceId === null) return null;
    const command = { ...asked, deviceId };
    return { facts: await this.tell(turn, 'command.queued', [command]), command };
  }

  /** Dispensers listen: what they should know is queued for them again; answers how much that is. */
  listen(turn: Turn, deviceIds: readonly string[]): Promise<number> {
    return this.orders.queueAgain(
      turn.tx,
      deviceIds,
      turn.now,
      new Date(turn.now.getTime() + SCHEDULE_TTL_SECONDS * 1000),
    );
  }

  /** Dispensers answered commands; a stranger's answer, or a second one, changes nothing. */
  async answered(turn: Turn, answers: readonly CommandAnswer[]): Promise<Fact[]> {
    const first = new Map(answers.toReversed().map((answer) => [`${answer.id} ${answer.deviceId}`, answer]));
    const commands = await this.orders.answer(turn.tx, [...first.values()], turn.now);
    return commands.length > 0 ? this.tell(turn, 'command.answered', commands) : [];
  }

  /** What the dispenser's dialect has no word for is refused in its place: it could never hear it. */
  cannotSay(turn: Turn, deviceId: string, id: string, dialect: string): Promise<Fact[]> {
    return this.answered(turn, [{ deviceId, id, result: 'refused', detail: `${dialect} has no word for it` }]);
  }

  async expireCommands(turn: Turn, ids: readonly string[]): Promise<Fact[]> {
    return this.tell(turn, 'command.expired', await this.orders.expire(turn.tx, turn.now, ids));
  }

  private async hasServed(tx: Turn['tx'], deviceId: string, { districtIds }: Reach): Promise<boolean> {
    const served = await this.stretches.reachable(tx, districtIds, [deviceId], null);
    return served !== null && served.length > 0;
  }

  private async tellOfBeginning(turn: Turn, begun: AssignmentEntity): Promise<Fact[]> {
    return [...(await this.withdraw(turn, begun.deviceId)), ...(await this.tellOf(turn, 'device.assigned', [begun]))];
  }

  private async tellOfEnds(turn: Turn, ended: readonly AssignmentEntity[]): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const { deviceId } of ended) {
      facts.push(...(await this.withdraw(turn, deviceId)));
      await this.contacts.forgetPlan(turn.tx, deviceId);
    }
    return [...facts, ...(await this.tellOfReleased(turn, ended))];
  }

  /** What is on its way and was asked for somebody else than whom the dispenser serves now is never said. */
  private async withdraw(turn: Turn, deviceId: string): Promise<Fact[]> {
    return this.tell(turn, 'command.expired', await this.orders.withdraw(turn.tx, deviceId, turn.now));
  }

  private async tellOf(
    turn: Turn,
    type: 'device.assigned' | 'device.assignment_planned' | 'device.assignment_withdrawn',
    assignments: readonly AssignmentEntity[],
  ): Promise<Fact[]> {
    const districts = await this.districtsOf(turn, assignments);
    return assignments.map((one) => ({ ...assignedTo(one, districts), type, data: { from: one.from.toISOString() } }));
  }

  private async tellOfReleased(turn: Turn, ended: readonly AssignmentEntity[]): Promise<Fact[]> {
    const districts = await this.districtsOf(turn, ended);
    return ended.map((one) => ({
      ...assignedTo(one, districts),
      type: 'device.released',
      data: { from: one.from.toISOString(), until: one.until!.toISOString() },
    }));
  }

  /** With the citizen each was asked for. */
  private async tell(
    turn: Turn,
    type: 'command.queued' | 'command.answered' | 'command.expired',
    commands: readonly CommandEntity[],
  ): Promise<Fact[]> {
    const districts = await this.districtsOf(turn, commands);
    return commands.map(({ id, deviceId, citizenId, type: asked, state, alertId }) => ({
      type,
      subject: id,
      deviceId,
      citizenId,
      districtId: (citizenId && districts.get(citizenId)) ?? null,
      data: { type: asked, state, alertId },
    }));
  }

  private async districtsOf({ tx }: Turn, about: readonly { citizenId: string | null }[]) {
    const ids = about.flatMap(({ citizenId }) => citizenId ?? []);
    return ids.length > 0 ? this.citizens.districtsOf(tx, ids) : new Map<string, string | null>();
  }
}

const assignedTo = ({ deviceId, citizenId }: AssignmentEntity, districts: ReadonlyMap<string, string | null>) => ({
  subject: deviceId,
  deviceId,
  citizenId,
  districtId: districts.get(citizenId) ?? null,
});

const newCommand = (
  { type, data, ttlSeconds, alertId, askedBy }: Ask,
  now: Date,
): Omit<CommandEntity, 'deviceId' | 'citizenId'> => ({
  id: newId(),
  type,
  time: now,
  expiresAt: new Date(now.getTime() + ttlSeconds * 1000),
  data,
  state: 'queued',
  askedBy: askedBy ?? null,
  alertId: alertId ?? null,
  sentAt: null,
  answeredAt: null,
  detail: null,
});

/** Whatever its revision. */
const isSamePlan = (given: Record<string, unknown>, plan: SchedulePlan): boolean =>
  isDeepStrictEqual({ ...given, revision: null }, { ...JSON.parse(JSON.stringify(plan)), revision: null });

const isEmpty = ({ slots, courses }: Record<string, unknown>): boolean =>
  [slots, courses].every((some) => !Array.isArray(some) || some.length === 0);
