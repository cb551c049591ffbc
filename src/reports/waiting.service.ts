import { Injectable } from '@nestjs/common';
import { type DetailOf, detailOf } from '../cases/alert-detail.rules.js';
import { conditionKey } from '../cases/alert.rules.js';
import { CasesService } from '../cases/cases.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { ALARMS } from '../doses/quarantine/quarantine.rules.js';
import { FailingLanes } from '../doses/processing/failing-lanes.service.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';
import { ALARM_WAITING } from '../cases/climbing/lead.rules.js';
import { STANDS_IN } from '../cases/alarms/stand-ins.service.js';
import { JournalService } from '../journal/journal.service.js';
import type { Turn } from '../platform/database/turn.js';
import { LOCKS } from '../platform/database/locks.js';
import type { Fact } from '../platform/facts/fact.js';
import { conditionCleared, conditionRaised } from '../devices/conditions/condition.facts.js';
import { followUp } from './operations-alert.rules.js';
import { OperationsAlertsStore } from './operations-alerts.store.js';
import {
  alarmsAmong,
  summaryOf,
  tellMore,
  type WaitingAlarm,
  WAITED_SECONDS,
  type WaitingNews,
} from './waiting.rules.js';
import { type Found, type StandIn, WaitingStore } from './waiting.store.js';

const WAITING = 'message.waiting';
const PARKED = 'message.parked';
const UNDELIVERED = 'delivery.waiting';
/** After a person closed its alert they have this long to set right what it was about. */
const PATIENCE_MS = 15 * 60_000;

/** Tells of what waits because of the house: operations once of all of it, and the shift lead of each citizen's alarms among it. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly cases: CasesService,
    private readonly citizens: CitizensService,
    private readonly deliveries: DeliveriesService,
    private readonly failing: FailingLanes,
    private readonly journal: JournalService,
    private readonly operations: OperationsAlertsStore,
    private readonly store: WaitingStore,
  ) {}

  /** @param speed how fast the house's clock runs: what takes a real second takes longer by a fast clock */
  async find({ tx, now }: Turn, speed: number): Promise<{ news: WaitingNews[]; alarms: WaitingNews[] }> {
    const { troubles } = this.failing;
    const heardBefore = new Date(now.getTime() - WAITED_SECONDS * 1000 * Math.max(1, speed));
    const lanes = [...troubles.keys()];
    const named = ({ lane, trouble, ...news }: Found): WaitingNews => ({
      ...news,
      trouble: trouble ?? troubles.get(lane ?? 0) ?? 'unknown',
    });
    const news = (await this.store.news(tx, heardBefore, lanes)).map(named);
    if (news.length === 0) return { news, alarms: [] };
    return { news, alarms: (await this.store.alarms(tx, heardBefore, lanes, ALARMS)).map(named) };
  }

  /** One alert for all that waits, counted up, which ends by itself; and the same for what is to leave the house, and what is parked. */
  async tellOperations(turn: Turn, news: readonly WaitingNews[], isTimeForParked: boolean): Promise<Fact[]> {
    if (!(await this.operations.isMine(turn.tx, LOCKS.waiting))) return [];
    const waiting = [...(await this.tellWaiting(turn, news)), ...(await this.tellUndelivered(turn))];
    return isTimeForParked ? [...waiting, ...(await this.tellParked(turn))] : waiting;
  }

  private async tellWaiting(turn: Turn, news: readonly WaitingNews[]): Promise<Fact[]> {
    const live = await this.cases.findLive(turn.tx, conditionKey(null, null, WAITING));
    const { more, detail } = summaryOf(news, (live && detailOf('gateway.message_waiting', live).upToLine) ?? 0);
    if (live && news.length > 0) return more > 0 ? [raised(WAITING, turn.now, detail, more)] : [];
    const found = [{ condition: WAITING, isWrong: news.length > 0 }];
    const { raise, clear } = followUp(found, await this.operations.of(turn.tx, [WAITING]), PATIENCE_MS, turn.now);
    if (raise.length > 0) return [raised(WAITING, turn.now, detail, more)];
    return clear.length > 0 ? [cleared(WAITING, turn.now)] : [];
  }

  /** It is raised when something is parked; here where that failed, and where nothing is parked any more. */
  private async tellParked(turn: Turn): Promise<Fact[]> {
    const { count, newestAt, deviceId } = await this.store.parked(turn.tx);
    const [last] = await this.operations.of(turn.tx, [PARKED]);
    if (count === 0) return last?.isLive ? [cleared(PARKED, turn.now)] : [];
    const isTold = last !== undefined && (last.isLive || (last.closedAt !== null && newestAt! <= last.closedAt));
    return isTold ? [] : [raised(PARKED, turn.now, { count, deviceId }, count)];
  }

  /** What was to leave the house and still is to: it ends by itself. */
  private async tellUndelivered(turn: Turn): Promise<Fact[]> {
    const since = new Date(turn.now.getTime() - WAITED_SECONDS * 1000);
    const { count, oldestAt, purposes, errors } = await this.deliveries.waitingLong(turn.tx, since);
    const found = [{ condition: UNDELIVERED, isWrong: count > 0 }];
    const { raise, clear } = followUp(found, await this.operations.of(turn.tx, [UNDELIVERED]), PATIENCE_MS, turn.now);
    const detail = { count, oldestAt: oldestAt?.toISOString() ?? null, purposes, reason: errors?.[0] ?? null };
    if (raise.length > 0) return [raised(UNDELIVERED, turn.now, detail)];
    return clear.length > 0 ? [cleared(UNDELIVERED, turn.now)] : [];
  }

  /** What nobody was told of yet. */
  async untold({ tx }: Turn, news: readonly WaitingNews[]): Promise<WaitingAlarm[]> {
    const all = alarmsAmong(news, new Map());
    if (all.length === 0) return [];
    const latest = await this.store.latest(tx, all.flatMap(keysOf));
    const byCitizen = Map.groupBy(latest, ({ citizenId }) => citizenId);
    return alarmsAmong(news, byCitizen);
  }

  /**
   * The shift lead is asked about the citizen. It takes no row of the citizen, the dose or the dispenser.
   * @param isNameless for the dispenser alone, where nothing can be written about the citizen
   */
  async standIn(turn: Turn, alarm: WaitingAlarm, isNameless = false): Promise<Fact[]> {
    const { citizenId, deviceId, type, priority, receivedAt, trouble, lines } = alarm;
    const { citizen, consent, pause } = await this.citizens.circumstances(turn.tx, citizenId, receivedAt);
    if (!consent || (alarm.isAboutDose && pause !== null)) return [];
    const [before] = await this.store.latest(turn.tx, keysOf(alarm).slice(isNameless ? 1 : 0));
    const isLive = before && (await this.cases.findLive(turn.tx, before.key)) !== null;
    const told = tellMore(before ?? null, isLive === true, lines);
    const detail: DetailOf<typeof ALARM_WAITING> = { citizenId, deviceId, ...told, waitingType: type, reason: trouble };
    const about = {
      subject: STANDS_IN,
      citizenId: isNameless ? null : citizenId,
      deviceId,
      districtId: citizen.districtId,
    };
    const asked = {
      condition: STANDS_IN,
      eventType: ALARM_WAITING,
      priority,
      ladder: priority === 'P1' ? 'time-critical-dose' : 'standard-dose',
      line: lines.at(-1)!,
      detail,
      times: lines.length,
    } as const;
    return [conditionRaised(about, receivedAt, asked)];
  }

  /** What stands in for news that does not wait any more, because a person did something about it. */
  async over({ tx }: Turn): Promise<StandIn[]> {
    const over: StandIn[] = [];
    for (const standIn of await this.store.live(tx, ALARM_WAITING))
      if (!(await this.journal.entries.isAnyLeft(tx, standIn))) over.push(standIn);
    return over;
  }

  async cameThrough({ tx }: Turn, { citizenId, deviceId, upToLine }: StandIn): Promise<Fact> {
    const districtId = (await this.citizens.districtsOf(tx, [citizenId])).get(citizenId) ?? null;
    const data = { line: upToLine };
    return { type: 'alarm.came_through', subject: String(upToLine), citizenId, deviceId, districtId, data };
  }
}

const keysOf = ({ citizenId, deviceId }: WaitingAlarm): string[] => [
  conditionKey(citizenId, null, STANDS_IN),
  conditionKey(null, deviceId, STANDS_IN),
];

const raised = (condition: string, now: Date, detail: Readonly<Record<string, unknown>>, times = 1): Fact =>
  conditionRaised({ subject: condition }, now, {
    condition,
    eventType: `gateway.${condition.replace('.', '_')}`,
    line: null,
    priority: 'P2',
    ladder: 'power-connectivity',
    detail,
    times,
  });

const cleared = (condition: string, now: Date): Fact =>
  conditionCleared({ subject: condition }, now, { condition, eventType: `gateway.none_left`, line: null });
