import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/id.js';
import type { Turn } from '../platform/database/turn.js';
import { Clock, realNow } from '../platform/clock/clock.js';
import { AskedTogether } from '../platform/database/asked-together.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { defaultDialect } from './dialects/dialects.rules.js';
import { mayReach, type Principal } from '../platform/http/principal.js';
import { shows } from '../platform/http/shown.js';
import { AssignmentsStore } from './assignments.store.js';
import type { CommandEntity } from './command.entity.js';
import { type CommandAnswer, CommandsStore } from './commands.store.js';
import { ConditionsStore } from './conditions.store.js';
import type { CommandType } from './device.rules.js';
import { type DeviceChange, type DeviceView, DevicesStore, type NewDevice } from './devices.store.js';
import { type Arrival, HealthStore } from './health.store.js';

export { ownerOf } from './assignments.store.js';
export type { CommandEntity as Command } from './command.entity.js';
export type { CommandAnswer, Listener, SentCommand } from './commands.store.js';
export type { DeviceView } from './devices.store.js';
export {
  type Arrival,
  type HealthNews,
  IS_VISITOR,
  type Kept,
  mayBeSilent,
  offlineAt,
  type SilenceLimits,
} from './health.store.js';

/** What the broker side must know of a dispenser that speaks. */
export interface KnownDevice {
  readonly number: number;
  readonly dialect: string;
}

/** What is asked of a dispenser. */
interface Ask {
  readonly type: CommandType;
  readonly data: Record<string, unknown>;
  readonly ttlSeconds: number;
  readonly alertId?: string | null;
}

interface Knowing {
  readonly device: Promise<KnownDevice | null>;
  /** Null while it is being looked up. */
  found: KnownDevice | null;
  until: number;
}

const KNOWN_FOR_MS = 30_000;
/** A dispenser may be away for days and must still hear its schedule. */
export const SCHEDULE_TTL_SECONDS = 7 * 86_400;

/** The door to the dispensers: which there are, whose they are, how they are, and what we ask of them. */
@Injectable()
export class DevicesService {
  private readonly known = new Map<string, Knowing>();
  private readonly asked = new AskedTogether((deviceIds: readonly string[]) =>
    this.database.read((tx) => this.devices.findKnown(tx, deviceIds)),
  );
  private readonly arriving = new AskedTogether((deviceIds: readonly string[]) =>
    this.database.read((tx) => this.health.arrive(tx, deviceIds)),
  );

  constructor(
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly devices: DevicesStore,
    readonly assignments: AssignmentsStore,
    readonly health: HealthStore,
    readonly commands: CommandsStore,
    readonly conditions: ConditionsStore,
  ) {}

  /** Registers dispensers that are not there yet; returns the ids of the new ones. */
  async registerMany(turn: Turn, devices: readonly NewDevice[]): Promise<string[]> {
    return this.devices.insert(turn.tx, devices, turn.now);
  }

  find(tx: Turn['tx'], deviceId: string): Promise<DeviceView | null> {
    return this.devices.view(tx, deviceId, this.clock.now());
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
    const isReached =
      who.fleetIds === 'all' ||
      (device?.citizenId ? mayReach(who, device.districtId) : who.scopes.includes('devices:write'));
    if (!device || !isReached) throw problem.notFound();
    shows(device.citizenId);
    return device;
  }

  /** Whether a dispenser of that name is registered and was not taken out of use. */
  async isInUse(deviceId: string): Promise<boolean> {
    const device = await this.database.read((tx) => this.devices.find(tx, deviceId));
    return device?.retiredAt === null;
  }

  /** Those of the dispensers that are not registered, or were taken out of use. */
  async listOutOfUse(deviceIds: readonly string[]): Promise<string[]> {
    const found = await this.database.read((tx) => this.devices.findMany(tx, deviceIds));
    const inUse = new Set(found.filter(({ retiredAt }) => retiredAt === null).map(({ deviceId }) => deviceId));
    return deviceIds.filter((deviceId) => !inUse.has(deviceId));
  }

  /** A dispenser is let in: its connection gets its number. */
  async arrive(deviceId: string): Promise<Arrival> {
    return (await this.arriving.ask(deviceId))!;
  }

  list(
    tx: Turn['tx'],
    districtIds: readonly string[] | null,
    below: number | null,
    limit: number,
  ): Promise<DeviceView[]> {
    return this.devices.list(tx, districtIds, this.clock.now(), below, limit);
  }

  async update(turn: Turn, deviceId: string, change: DeviceChange & { retired?: boolean }): Promise<void> {
    const { retired, ...rest } = change;
    await this.devices.update(turn.tx, deviceId, {
      ...rest,
      ...(retired !== undefined && { retiredAt: retired ? turn.now : null }),
    });
    this.known.delete(deviceId);
  }

  lock(tx: Turn['tx'], deviceIds: readonly string[]) {
    return this.devices.lock(tx, deviceIds);
  }

  /** The dispenser, when it was looked up within half a minute; null says nothing. */
  remembered(deviceId: string): KnownDevice | null {
    const kept = this.known.get(deviceId);
    return kept && kept.until > realNow().getTime() ? kept.found : null;
  }

  /** Within a transaction, over its own connection: one that waits for a second may wait for somebody who does the same. */
  async lookUpWithin(tx: Turn['tx'], deviceId: string): Promise<KnownDevice | null> {
    return this.remembered(deviceId) ?? (await this.devices.findKnown(tx, [deviceId])).get(deviceId) ?? null;
  }

  /** Remembered for half a minute: it is asked for every message. */
  lookUp(deviceId: string): Promise<KnownDevice | null> {
    const at = realNow().getTime();
    const kept = this.known.get(deviceId);
    if (kept && kept.until > at) return kept.device;
    const device = this.asked.ask(deviceId).then((found) => found ?? null);
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
    return this.assignments.reachable(tx, districtIds === 'all' ? null : districtIds, deviceIds, citizenId);
  }

  /** Looks up a dispenser, and notes one never heard of: what it says is nobody's until a person says otherwise. */
  async meet(deviceId: string): Promise<KnownDevice | null> {
    const known = await this.lookUp(deviceId);
    if (known) return known;
    const stranger = { deviceId, dialect: defaultDialect.name, model: null };
    await this.database.transact((tx) => this.devices.insert(tx, [stranger], this.clock.now()));
    return this.lookUp(deviceId);
  }

  /** Gives the citizen this dispenser from an instant on; whoever had it, and what the citizen had, ends there. */
  async assign(turn: Turn, deviceId: string, citizenId: string, from: Date): Promise<Fact[]> {
    await this.devices.lock(turn.tx, [deviceId]);
    await this.assignments.replace(turn.tx, deviceId, citizenId, from, turn.now);
    const type = from > turn.now ? 'device.assignment_planned' : 'device.assigned';
    return [{ type, subject: deviceId, deviceId, citizenId, data: { from: from.toISOString() } }];
  }

  /** An assignment that was set ahead of time begins; told once. */
  async beginAssignment(turn: Turn, id: string): Promise<Fact[]> {
    const begun = await this.assignments.begin(turn.tx, id, turn.now);
    if (!begun) return [];
    const { deviceId, citizenId, from } = begun;
    return [{ type: 'device.assigned', subject: deviceId, deviceId, citizenId, data: { from: from.toISOString() } }];
  }

  /** Asks something of a dispenser: a row now, delivered after the commit by the process that holds the broker. */
  async ask(
    turn: Turn,
    { deviceId, citizenId, ...ask }: Ask & { deviceId: string; citizenId?: string | null },
  ): Promise<{ facts: Fact[]; command: CommandEntity }> {
    const command = { ...newCommand(ask, turn.now), deviceId };
    await this.commands.insert(turn.tx, command);
    return { facts: [commandFact('command.queued', command, citizenId)], command };
  }

  /** The same of the dispenser that the citizen has; null where there is none. */
  async askForCitizen(
    turn: Turn,
    { citizenId, ...ask }: Ask & { citizenId: string },
  ): Promise<{ facts: Fact[]; command: CommandEntity } | null> {
    const asked = newCommand(ask, turn.now);
    const deviceId = await this.commands.insertForCitizen(turn.tx, citizenId, asked);
    if (deviceId === null) return null;
    const command = { ...asked, deviceId };
    return { facts: [commandFact('command.queued', command, citizenId)], command };
  }

  /** Dispensers listen: what they should know is queued for them again; answers how much that is. */
  listen(turn: Turn, deviceIds: readonly string[]): Promise<number> {
    return this.commands.queueAgain(
      turn.tx,
      deviceIds,
      turn.now,
      new Date(turn.now.getTime() + SCHEDULE_TTL_SECONDS * 1000),
    );
  }

  /** Dispensers answered commands; a stranger's answer, or a second one, changes nothing. */
  async answered(turn: Turn, answers: readonly CommandAnswer[]): Promise<Fact[]> {
    const first = new Map(answers.toReversed().map((answer) => [`${answer.id} ${answer.deviceId}`, answer]));
    const commands = await this.commands.answer(turn.tx, [...first.values()], turn.now);
    return commands.length > 0 ? this.tell(turn, 'command.answered', commands) : [];
  }

  /** What the dispenser's dialect has no word for is refused in its place: it could never hear it. */
  cannotSay(turn: Turn, deviceId: string, id: string, dialect: string): Promise<Fact[]> {
    return this.answered(turn, [{ deviceId, id, result: 'refused', detail: `${dialect} has no word for it` }]);
  }

  async expireCommands(turn: Turn, ids: readonly string[]): Promise<Fact[]> {
    return this.tell(turn, 'command.expired', await this.commands.expire(turn.tx, turn.now, ids));
  }

  /** With the citizen each dispenser serves now. */
  private async tell(turn: Turn, type: string, commands: readonly CommandEntity[]): Promise<Fact[]> {
    const asked = commands.map(({ deviceId }) => ({ deviceId, at: turn.now }));
    const citizenIds = await this.assignments.citizensAt(turn.tx, asked);
    return commands.map((command, i) => commandFact(type, command, citizenIds[i]));
  }
}

const newCommand = ({ type, data, ttlSeconds, alertId }: Ask, now: Date): Omit<CommandEntity, 'deviceId'> => ({
  id: newId(),
  type,
  time: now,
  expiresAt: new Date(now.getTime() + ttlSeconds * 1000),
  data,
  state: 'queued',
  alertId: alertId ?? null,
  sentAt: null,
  answeredAt: null,
  detail: null,
});

const commandFact = (type: string, command: CommandEntity, citizenId?: string | null): Fact => ({
  type,
  subject: command.id,
  deviceId: command.deviceId,
  citizenId: citizenId ?? null,
  data: { type: command.type, state: command.state, alertId: command.alertId },
});
