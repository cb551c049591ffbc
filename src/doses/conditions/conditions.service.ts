import { Injectable } from '@nestjs/common';
import { CitizensService } from '../../citizens/citizens.service.js';
import {
  type ConditionDecision,
  type ConditionReport,
  hearReport,
  look,
  resolvedByHand,
  type DeviceCondition,
  togglesOf,
} from '../../devices/conditions/condition.rules.js';
import { conditionCleared, conditionEased, conditionRaised } from '../../devices/conditions/condition.facts.js';
import { DevicesService } from '../../devices/devices.service.js';
import type { Place } from '../../devices/device-order.rules.js';
import { ladderFor, type Priority, priorityFor, eventTypeFor } from '../../devices/telemetry.rules.js';
import { Config } from '../../platform/config/config.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import { LayoutService } from '../schedules/layout.service.js';

const UNSTABLE = 'device.unstable';

/** Something that was said, or noticed, about how a dispenser is. */
export interface DeviceNews {
  readonly type: string;
  readonly deviceId: string;
  readonly citizenId: string | null;
  readonly districtId: string | null;
  readonly at: Date;
  /** The journal entry it rests on; null for what the gateway noticed. */
  readonly line: number | null;
  /** Where it stands in the order of what the dispenser said; at its time where that is all there is. */
  readonly place?: Place;
  /** When it was so at the latest, where its time is in doubt: what may be news is taken for news. */
  readonly latestAt?: Date;
  /** Which of several things that can stand side by side it speaks of; `lost` when that could not be read. */
  readonly code?: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** How dispensers are: keeps what stands, and tells what came, went, lasts too long or cannot make up its mind. */
@Injectable()
export class ConditionsService {
  constructor(
    private readonly config: Config,
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly layout: LayoutService,
  ) {}

  async hear(turn: Turn, news: DeviceNews): Promise<Fact[]> {
    const eventType = eventTypeFor(news.type);
    const facts: Fact[] = [];
    for (const condition of eventType?.resolves ?? []) facts.push(...(await this.clear(turn, news, condition)));
    if (eventType?.condition) facts.push(...(await this.raise(turn, news, eventType.condition)));
    return facts;
  }

  /** Whether something stands of the dispenser that the word would end. */
  async wouldEnd(turn: Turn, type: string, deviceId: string): Promise<boolean> {
    for (const condition of eventTypeFor(type)?.resolves ?? [])
      if (await this.devices.conditions.isStanding(turn.tx, deviceId, condition)) return true;
    return false;
  }

  /** A person closed an alert: what only happens is over with it, what lasts is looked at again. */
  async noteResolved(turn: Turn, fact: FactOf<'alert.resolved'>): Promise<Fact[]> {
    const condition = eventTypeFor(fact.data.alertType)?.condition;
    if (!condition) return [];
    const held = await this.devices.conditions.lockAbout(
      turn.tx,
      condition,
      fact.citizenId ?? null,
      fact.deviceId ?? null,
    );
    for (const standing of held) await this.devices.conditions.save(turn.tx, resolvedByHand(standing, turn.now));
    return [];
  }

  /** How the citizen's dispensers are, and were. */
  async of(tx: Turn['tx'], citizenId: string): Promise<DeviceCondition[]> {
    const devices = await this.devices.assignments.all(tx, citizenId);
    const deviceIds = [...new Set(devices.map(({ deviceId }) => deviceId))];
    return this.devices.conditions.lockOf(tx, citizenId, deviceIds);
  }

  /** What stands of the citizen's dispenser, less what a person dealt with, as it would be told, and when it was heard last. */
  async tellStanding(
    { tx, now }: Turn,
    citizenId: string,
    districtId: string | null = null,
  ): Promise<{ condition: string; heardAt: Date; told: FactOf<'condition.raised'> }[]> {
    const assignment = await this.devices.assignments.current(tx, citizenId, now);
    const standing = (await this.of(tx, citizenId)).filter(
      ({ deviceId, clearedAt, resolvedAt }) =>
        deviceId === assignment?.deviceId && clearedAt === null && resolvedAt === null,
    );
    return standing.map((one) => {
      const { deviceId, eventType: type, detail: data, words, unstableSince, condition } = one;
      const raised = words.filter(({ is }) => is === 'raised');
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- what the version before stored has no heardMs
      const heardAt = new Date(Math.max(...raised.map(({ heardMs, atMs }) => heardMs ?? atMs)));
      const line = raised.findLast((report) => report.line !== null)?.line ?? null;
      const news = { type, deviceId, citizenId, districtId, at: now, line, data };
      return unstableSince
        ? { condition: UNSTABLE, heardAt, told: unstableFact(one, news) }
        : { condition, heardAt, told: raisedFact(one, news) };
    });
  }

  /** What the house noticed by itself about the citizen's dispenser is over by what the house did: nothing of it is kept. */
  async settle(turn: Turn, fact: Fact, condition: string): Promise<Fact[]> {
    const [deviceId, citizenId] = [fact.deviceId!, fact.citizenId!];
    const held = await this.devices.conditions.lock(turn.tx, deviceId, condition);
    const isOurs =
      held?.citizenId === citizenId && held.clearedAt === null && held.words.every(({ line }) => line === null);
    if (!isOurs) return [];
    await this.devices.conditions.forget(turn.tx, deviceId, condition);
    const about = { deviceId, citizenId, districtId: fact.districtId ?? null };
    const news = { ...about, type: fact.type, at: turn.now, line: null, data: {} };
    return [clearedFact(news, condition)];
  }

  /** A time set for a condition has come. */
  async look(turn: Turn, deviceId: string, condition: string): Promise<Fact[]> {
    const held = await this.devices.conditions.lock(turn.tx, deviceId, condition);
    if (!held) return [];
    const decided = look(held, turn.now);
    const districts = held.citizenId ? await this.citizens.districtsOf(turn.tx, [held.citizenId]) : null;
    return this.tell(turn, decided, {
      type: held.eventType,
      deviceId,
      citizenId: held.citizenId,
      districtId: districts?.get(held.citizenId!) ?? null,
      at: turn.now,
      line: null,
      data: held.detail,
    });
  }

  /** What was closed by hand and whose dispenser gave a sign of life since is looked at again a little later. */
  async setChecks(turn: Turn, checkAfter: (signOfLifeAt: Date) => Date): Promise<number> {
    const alive = await this.devices.conditions.aliveSinceResolved(turn.tx);
    let set = 0;
    for (const { deviceId, condition, lastSeenAt } of alive)
      set += await this.devices.conditions.setCheck(turn.tx, deviceId, condition, checkAfter(lastSeenAt));
    return set;
  }

  private async raise(turn: Turn, news: DeviceNews, condition: string): Promise<Fact[]> {
    if (priorityFor(news.type, 'standard', { ...news.data }) === null && !eventTypeFor(news.type)?.repeated) return [];
    const detail = { ...news.data, ...(await this.foresee(turn, news)) };
    return this.fold(turn, news, condition, { ...reportOf(news, 'raised'), detail });
  }

  /** What a word ends that cannot be read nobody knows: it ends nothing. */
  private async clear(turn: Turn, news: DeviceNews, condition: string): Promise<Fact[]> {
    if (news.code === 'lost') return [];
    return this.fold(turn, news, condition, reportOf(news, 'cleared'));
  }

  private async fold(turn: Turn, news: DeviceNews, condition: string, report: ConditionReport): Promise<Fact[]> {
    const { deviceId, citizenId } = news;
    const held = await this.devices.conditions.lock(turn.tx, deviceId, condition);
    const about = { deviceId, condition, citizenId };
    const decided = hearReport(held, about, report, turn.now, this.config.devices.unstableToggles);
    return decided ? this.tell(turn, decided, news) : [];
  }

  private async tell(turn: Turn, { standing, news: what }: ConditionDecision, news: DeviceNews): Promise<Fact[]> {
    await this.devices.conditions.save(turn.tx, standing);
    switch (what) {
      case null:
        return [];
      case 'cleared':
        return [clearedFact(news, standing.condition)];
      case 'eased':
        return [easedFact(news, standing)];
      case 'raised':
      case 'persists':
        return [raisedFact(standing, news)];
      case 'louder':
        return [raisedFact(standing, news, eventTypeFor(standing.eventType)?.louder?.priority)];
      case 'unstable':
        return [clearedFact(news, standing.condition), unstableFact(standing, news)];
      case 'steady':
        return [clearedFact(news, UNSTABLE), ...(standing.clearedAt === null ? [raisedFact(standing, news)] : [])];
    }
  }

  /** What the word itself does not say: when the supply will be used up. */
  private async foresee(turn: Turn, { type, citizenId, data }: DeviceNews): Promise<Record<string, unknown>> {
    if (citizenId === null || type !== 'supply.low') return {};
    if (typeof data.dosesRemaining !== 'number' || data.depletionAt !== undefined) return {};
    const depletionAt = await this.layout.dueAfter(turn, citizenId, data.dosesRemaining);
    return depletionAt ? { depletionAt: depletionAt.toISOString() } : {};
  }
}

function reportOf({ at, latestAt, place, code, line }: DeviceNews, is: ConditionReport['is']): ConditionReport {
  const atMs = (is === 'raised' ? (latestAt ?? at) : at).getTime();
  const there = { heardMs: atMs, isTimed: true, bootId: null, sequence: null, ...place, atMs };
  return { ...there, is, code: code === 'lost' ? null : (code ?? null), line };
}

function raisedFact(standing: DeviceCondition, news: DeviceNews, louder?: Priority): FactOf<'condition.raised'> {
  const { eventType, condition, detail } = standing;
  return conditionRaised(whose(news), news.at, {
    condition,
    eventType,
    line: news.line,
    priority: louder ?? priorityOf(standing),
    ladder: ladderFor(eventType, 'standard'),
    holdMinutes: eventTypeFor(eventType)?.holdMinutes ?? 0,
    detail,
  });
}

/** As urgent, and asked of the same, as the condition that cannot make up its mind. */
function unstableFact(standing: DeviceCondition, news: DeviceNews): FactOf<'condition.raised'> {
  return conditionRaised(whose(news), news.at, {
    condition: UNSTABLE,
    eventType: UNSTABLE,
    line: news.line,
    priority: priorityOf(standing),
    ladder: ladderFor(standing.eventType, 'standard'),
    detail: { unstable: standing.condition, toggles: togglesOf(standing) },
  });
}

function priorityOf({ eventType, detail }: DeviceCondition): Priority {
  return priorityFor(eventType, 'standard', { ...detail }) ?? eventTypeFor(eventType)?.repeated?.priority ?? 'P4';
}

const clearedFact = (news: DeviceNews, condition: string): Fact =>
  conditionCleared(whose(news), news.at, { condition, eventType: news.type, line: news.line });

const easedFact = (news: DeviceNews, { condition, detail }: DeviceCondition): Fact =>
  conditionEased(whose(news), news.at, { condition, eventType: news.type, line: news.line, detail });

const whose = ({ deviceId, citizenId, districtId }: DeviceNews) => ({
  subject: deviceId,
  deviceId,
  citizenId,
  districtId,
});
