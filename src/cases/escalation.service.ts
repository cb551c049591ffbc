import { Injectable } from '@nestjs/common';
import { isAboutDose, isLive } from './alert.rules.js';
import { AlertsService } from './alerts.service.js';
import { BondsService } from './bonds.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { TasksService } from './tasks.service.js';
import { Circumstances } from './circumstances.service.js';
import { ClimbingService } from './climbing.service.js';
import { isBatteryTooShort } from './course.rules.js';
import {
  claimTimers,
  climbInstead,
  type Escalation,
  fireAgain,
  hold,
  hurry,
  isCallInVain,
  jumpTo,
  resume,
  start,
  stop,
  visitAfter,
} from './escalation.rules.js';
import { EscalationStore } from './escalation.store.js';
import { JoiningService } from './joining.service.js';
import { LaddersService } from '../ladders/ladders.service.js';

/** Who next, and when, if nobody acts: an alert's ladder is started, held by a claim, hurried, taken up again and ended here. */
@Injectable()
export class EscalationService {
  constructor(
    readonly store: EscalationStore,
    private readonly climbing: ClimbingService,
    private readonly ladders: LaddersService,
    private readonly circumstances: Circumstances,
    private readonly joining: JoiningService,
    private readonly alerts: AlertsService,
    private readonly bonds: BondsService,
    private readonly tasks: TasksService,
  ) {}

  ofAlerts(tx: Turn['tx'], alertIds: readonly string[]): Promise<Escalation[]> {
    return this.store.findMany(tx, alertIds);
  }

  /** An alert opened: its ladder is copied onto it, and a first rung that is due fires in the same turn. */
  async start(turn: Turn, fact: Fact): Promise<Fact[]> {
    const heard = await this.alerts.store.lock(turn.tx, fact.subject);
    // It may be over already, or with somebody who had the work before it was known.
    if (!heard?.ladderName || !isLive(heard.state)) return [];
    const opened = await this.circumstances.of(turn, heard);
    const alert = opened.shadow ? await this.alerts.putInShadow(turn, heard) : heard;
    const louder = isBatteryTooShort(opened)
      ? await this.bonds.grow(turn, alert, { priority: 'P2' }, { rule: 'battery_too_short', ladder: null })
      : [];
    const ladder = await this.ladders.find(turn.tx, heard.ladderName, alert.citizenId, opened.districtId);
    const begun = alert.state === 'open' ? start(ladder, opened) : hold(start(ladder, opened), turn.now);
    const { escalation, facts } = await this.joining.join(turn, alert, begun);
    return [...louder, ...facts, ...(await this.climbing.setOut(turn, escalation))];
  }

  /** The dose that stood for what else was wrong is dealt with: what is still wrong is asked about by itself again. */
  async part(turn: Turn, fact: Fact): Promise<Fact[]> {
    const { freed, facts } = await this.joining.part(turn, fact);
    for (const alertId of freed) {
      await this.change(turn, alertId, (escalation) => fireAgain(escalation, turn.now));
      facts.push(...(await this.climbing.fire(turn, alertId)));
    }
    return facts;
  }

  /** An incident stands for these: nobody is asked about each. */
  async rest(turn: Turn, fact: Fact): Promise<Fact[]> {
    const alertIds = fact.data.alertIds as string[];
    await this.store.holdMany(turn.tx, alertIds, turn.now);
    return this.tasks.withdrawMany(turn, alertIds, 'under_incident');
  }

  /** Its parent stands for it no longer: asked by itself, at once. */
  async free(turn: Turn, alertId: string): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, alertId);
    if (!alert?.attached || !isLive(alert.state)) return [];
    const joined = await this.joining.joinAnew(turn, alert);
    if (joined) return joined;
    const facts = await this.bonds.detach(turn, alert);
    await this.change(turn, alertId, (escalation) => fireAgain(escalation, turn.now));
    return [...facts, ...(await this.climbing.fire(turn, alertId))];
  }

  /** It was reported again: what waited for silence to last need not wait for a reported miss. What must last still must. */
  async hurry(turn: Turn, fact: Fact): Promise<Fact[]> {
    const type = String(fact.data.alertType);
    if (!isAboutDose(type) || type === 'dose.unconfirmed') return [];
    if (fact.data.louder === true) await this.changeLadder(turn, fact.subject);
    const freed = await this.free(turn, fact.subject);
    if (freed.length > 0) return freed;
    await this.change(turn, fact.subject, (escalation) => hurry(escalation, turn.now));
    return this.climbing.fire(turn, fact.subject);
  }

  /** A more urgent word may bring a more urgent ladder. */
  private async changeLadder(turn: Turn, alertId: string): Promise<void> {
    const alert = await this.alerts.store.lock(turn.tx, alertId);
    const held = await this.store.lock(turn.tx, alertId);
    if (!held || !alert?.ladderName || alert.ladderName === held.ladderName) return;
    const opened = { ...(await this.circumstances.of(turn, alert)), openedAt: turn.now };
    const ladder = await this.ladders.find(turn.tx, alert.ladderName, alert.citizenId, opened.districtId);
    await this.store.save(turn.tx, climbInstead(held, start(ladder, opened), turn.now));
  }

  async stop(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.change(turn, fact.subject, (escalation) => stop(escalation, turn.now));
    return [];
  }

  /** A claim holds the ladder, and has an end of its own. */
  async hold(turn: Turn, fact: Fact): Promise<Fact[]> {
    const escalation = await this.change(turn, String(fact.data.alertId), (held) => hold(held, turn.now));
    if (escalation) await this.renewClaim(turn, fact.subject, escalation);
    return [];
  }

  /** The rung it stands on asks anew, whoever is there now. */
  async askAgain(turn: Turn, alertId: string): Promise<Fact[]> {
    await this.change(turn, alertId, (escalation) => fireAgain(escalation, turn.now));
    return this.climbing.fire(turn, alertId);
  }

  /** Work of its holder shows that the claim is alive; two calls that nobody answered are enough. */
  async renew(turn: Turn, fact: Fact): Promise<Fact[]> {
    if (!fact.data.theirs) return [];
    if (isCallInVain(fact.data)) return this.moveToVisit(turn, fact);
    const escalation = await this.store.lock(turn.tx, String(fact.data.alertId));
    if (escalation) await this.renewClaim(turn, fact.subject, escalation);
    return [];
  }

  async resume(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.change(turn, String(fact.data.alertId), (escalation) => resume(escalation, turn.now));
    return [];
  }

  private async moveToVisit(turn: Turn, fact: Fact): Promise<Fact[]> {
    const alertId = String(fact.data.alertId);
    const [escalation, task] = [
      await this.store.lock(turn.tx, alertId),
      await this.tasks.store.lock(turn.tx, fact.subject),
    ];
    const visit = escalation && visitAfter(escalation);
    if (!escalation || !task || visit === null) return [];
    const released = await this.tasks.takeBack(turn, task, 'two_calls_unanswered');
    await this.store.save(turn.tx, jumpTo(escalation, visit, turn.now));
    return [...('refused' in released ? [] : released.facts), ...(await this.climbing.fire(turn, alertId))];
  }

  async pause(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.change(turn, fact.subject, (escalation) => hold(escalation, turn.now));
    return [];
  }

  /** Off the shelf: the rung it stood on asks again. */
  async unshelved(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.change(turn, fact.subject, (escalation) => fireAgain(escalation, turn.now));
    return this.climbing.fire(turn, fact.subject);
  }

  private renewClaim(turn: Turn, taskId: string, escalation: Escalation): Promise<void> {
    const { remindAt, claimExpiresAt } = claimTimers(escalation, turn.now);
    return this.tasks.setTimers(turn, taskId, remindAt, claimExpiresAt);
  }

  private async change(
    turn: Turn,
    alertId: string,
    decide: (escalation: Escalation) => Escalation,
  ): Promise<Escalation | null> {
    const held = await this.store.lock(turn.tx, alertId);
    if (!held) return null;
    const decided = decide(held);
    if (decided !== held) await this.store.save(turn.tx, decided);
    return decided;
  }
}
