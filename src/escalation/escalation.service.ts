import { Injectable } from '@nestjs/common';
import { StaffService } from '../access/staff.service.js';
import type { Alert } from '../alerts/alert.rules.js';
import { isAboutDose, isLive } from '../alerts/alert.rules.js';
import { BondsService } from '../alerts/bonds.service.js';
import { AlertsService, GATEWAY } from '../alerts/alerts.service.js';
import { whereabouts } from '../citizens/citizen.rules.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { DevicesService } from '../devices/devices.service.js';
import { priorityFor } from '../devices/telemetry.rules.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { TasksService } from '../tasks/tasks.service.js';
import { type Recipient, routeTo, type Routing, type RoutingInputs } from '../teams/routing.rules.js';
import { isOnDuty } from '../teams/roster.rules.js';
import { TeamsService } from '../teams/teams.service.js';
import {
  calmSince,
  postpone,
  waitsForCalm,
  claimTimers,
  climbInstead,
  dueRung,
  type Escalation,
  fireAgain,
  fired,
  hold,
  hurry,
  isCallInVain,
  isDue,
  isLast,
  jumpTo,
  resume,
  start,
  stop,
  taskDueAt,
  taskKind,
  turnsNow,
  visitAfter,
} from './escalation.rules.js';
import { Circumstances } from './circumstances.service.js';
import { doseLadder, isBatteryTooShort, type Opened } from './course.rules.js';
import { EscalationStore } from './escalation.store.js';
import { humanAction, type Rung } from './ladder.rules.js';
import { isForLead, recipientOf } from './lead.rules.js';
import { JoiningService } from './joining.service.js';
import { LaddersService } from './ladders.service.js';
import { NoticesService } from './notices.service.js';

const REMINDER_TTL_SECONDS = 600;

/** Who next, and when, if nobody acts: climbs an alert's ladder rung by rung until somebody takes it. */
@Injectable()
export class EscalationService {
  constructor(
    readonly store: EscalationStore,
    private readonly config: Config,
    private readonly ladders: LaddersService,
    private readonly circumstances: Circumstances,
    private readonly joining: JoiningService,
    private readonly alerts: AlertsService,
    private readonly bonds: BondsService,
    private readonly tasks: TasksService,
    private readonly teams: TeamsService,
    private readonly citizens: CitizensService,
    private readonly staff: StaffService,
    private readonly devices: DevicesService,
    private readonly notices: NoticesService,
  ) {}

  /** An alert opened: its ladder is copied onto it, and a first rung that is due fires in the same turn. */
  async start(turn: Turn, fact: Fact): Promise<Fact[]> {
    const heard = await this.alerts.store.lock(turn.tx, fact.subject);
    if (!heard?.ladderName) return [];
    const opened = await this.circumstances.of(turn, heard);
    const alert = opened.shadow ? await this.alerts.putInShadow(turn, heard) : heard;
    const louder = isBatteryTooShort(opened)
      ? await this.bonds.grow(turn, alert, { priority: 'P2' }, 'the battery will not last until the next dose')
      : [];
    const ladder = await this.ladders.find(turn.tx, heard.ladderName, alert.citizenId, opened.districtId);
    const { escalation, facts } = await this.joining.join(turn, alert, start(ladder, opened));
    return [...louder, ...facts, ...(await this.go(turn, escalation))];
  }

  /** The dose that stood for what else was wrong is dealt with: what is still wrong is asked about by itself again. */
  async part(turn: Turn, fact: Fact): Promise<Fact[]> {
    const { freed, facts } = await this.joining.part(turn, fact);
    for (const alertId of freed) {
      await this.change(turn, alertId, (escalation) => fireAgain(escalation, turn.now));
      facts.push(...(await this.fire(turn, alertId)));
    }
    return facts;
  }

  /** An incident stands for these: nobody is asked about each. */
  async rest(turn: Turn, fact: Fact): Promise<Fact[]> {
    const alertIds = fact.data.alertIds as string[];
    await this.store.holdMany(turn.tx, alertIds, turn.now);
    return this.tasks.withdrawMany(turn, alertIds, 'followed under the incident of the district, or of one above it');
  }

  /** Its parent stands for it no longer: asked by itself, at once. */
  async free(turn: Turn, alertId: string): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, alertId);
    if (!alert?.attached || !isLive(alert.state)) return [];
    const joined = await this.joining.joinAnew(turn, alert);
    if (joined) return joined;
    const facts = await this.bonds.detach(turn, alert);
    await this.change(turn, alertId, (escalation) => fireAgain(escalation, turn.now));
    return [...facts, ...(await this.fire(turn, alertId))];
  }

  /** It was reported again: what waited for silence to last need not wait for a reported miss. What must last still must. */
  async hurry(turn: Turn, fact: Fact): Promise<Fact[]> {
    const type = String(fact.data.alertType);
    if (!isAboutDose(type) || type === 'dose.unconfirmed') return [];
    if (fact.data.louder === true) await this.changeLadder(turn, fact.subject);
    const freed = await this.free(turn, fact.subject);
    if (freed.length > 0) return freed;
    await this.change(turn, fact.subject, (escalation) => hurry(escalation, turn.now));
    return this.fire(turn, fact.subject);
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
    return this.fire(turn, alertId);
  }

  /** Work on the task shows that the claim is alive; two calls that nobody answered are enough. */
  async renew(turn: Turn, fact: Fact): Promise<Fact[]> {
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
    const released = await this.tasks.release(turn, task, null, 'two calls unanswered: it goes on as a visit');
    await this.store.save(turn.tx, jumpTo(escalation, visit, turn.now));
    return [...('refused' in released ? [] : released.facts), ...(await this.fire(turn, alertId))];
  }

  async pause(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.change(turn, fact.subject, (escalation) => hold(escalation, turn.now));
    return [];
  }

  /** Off the shelf: the rung it stood on asks again. */
  async unshelved(turn: Turn, fact: Fact): Promise<Fact[]> {
    await this.change(turn, fact.subject, (escalation) => fireAgain(escalation, turn.now));
    return this.fire(turn, fact.subject);
  }

  /** Fires the rung that is due. One with nobody to reach is skipped at once, and the next fires in its place. */
  async fire(turn: Turn, alertId: string): Promise<Fact[]> {
    const escalation = await this.store.lock(turn.tx, alertId);
    return escalation && isDue(escalation, turn.now) ? this.act(turn, escalation) : [];
  }

  /** Sets out on a ladder, with the step that is due at once. */
  private async go(turn: Turn, escalation: Escalation): Promise<Fact[]> {
    if (isDue(escalation, turn.now)) return this.act(turn, escalation);
    await this.store.save(turn.tx, escalation);
    return [];
  }

  private async act(turn: Turn, escalation: Escalation): Promise<Fact[]> {
    const alert = await this.alerts.store.lock(turn.tx, escalation.alertId);
    if (!alert || !isLive(alert.state)) {
      await this.store.save(turn.tx, stop(escalation, turn.now));
      return [];
    }
    if (turnsNow(escalation, turn.now)) return this.becomeUrgent(turn, alert, escalation);
    if (await this.isTooMuchAtOnce(turn, alert, escalation)) return [];
    const due = dueRung(escalation, turn.now)!;
    return alert.shadow ? this.climbInShadow(turn, alert, escalation, due) : this.climb(turn, alert, escalation, due);
  }

  /** A district is not flooded with what can wait: its turn is put off, and the log says so. */
  private async isTooMuchAtOnce(turn: Turn, alert: Alert, escalation: Escalation): Promise<boolean> {
    if (alert.districtId === null || alert.shadow) return false;
    const most = this.config.storm.calmTasks;
    if (!waitsForCalm(alert.priority, escalation, most, most)) return false;
    const given = await this.tasks.store.countCalm(turn.tx, alert.districtId, calmSince(turn.now));
    if (!waitsForCalm(alert.priority, escalation, given, most)) return false;
    await this.store.save(turn.tx, postpone(escalation, turn.now));
    const text = `${given} tasks that can wait were given in ten minutes: this one waits its turn`;
    this.alerts.log(turn, { alertId: alert.id, entry: 'measure', by: GATEWAY, text, data: { given } });
    return true;
  }

  /** Its deadline came: planned work is now dispensing that stopped, and that is now the dose it will cost. */
  private async becomeUrgent(turn: Turn, alert: Alert, escalation: Escalation): Promise<Fact[]> {
    const becomes = escalation.becomes!;
    const opened = { ...(await this.circumstances.of(turn, alert)), openedAt: turn.now, holdMinutes: 0 };
    const ladder = await this.ladders.find(turn.tx, becomes, alert.citizenId, opened.districtId);
    const why = `not solved in time: from here it is followed as ${becomes.replaceAll('-', ' ')}`;
    const facts = await this.bonds.grow(turn, alert, urgencyOf(opened, becomes), why);
    return [...facts, ...(await this.go(turn, start(ladder, opened)))];
  }

  /** What would have been done, and why, is written down; nobody hears of it, the dispenser neither. */
  private async climbInShadow(turn: Turn, alert: Alert, escalation: Escalation, from: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (let index = from; ; index++) {
      const rung = escalation.rungs[index]!;
      const last = isLast(escalation, index);
      const routing = humanAction(rung) && (await this.route(turn, alert, rung.to, last));
      const reached = !routing || routing.chosenTeamId !== null || routing.assigneeId !== null;
      const text = reached
        ? `step ${index + 1} would have asked ${routing?.sentence ?? 'no team'}`
        : `step ${index + 1} would have been skipped: ${routing.sentence}`;
      const data = { rung: index, shadow: true, actions: rung.actions, routing };
      this.alerts.log(turn, { alertId: alert.id, entry: 'measure', by: GATEWAY, text, data });
      facts.push(rungFact('escalation.rung-shadowed', alert, index, rung, { why: text, routing }));
      if (!reached && !last) continue;
      await this.store.save(turn.tx, fired(escalation, index, turn.now));
      return last ? [...facts, ...(await this.alerts.endShadow(turn, alert))] : facts;
    }
  }

  private async climb(turn: Turn, alert: Alert, escalation: Escalation, from: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (let index = from; ; index++) {
      const rung = escalation.rungs[index]!;
      const last = isLast(escalation, index);
      const after = fired(escalation, index, turn.now);
      facts.push(...(await this.remind(turn, alert, rung)));
      await this.notices.tellRelatives(turn, alert, rung);
      const dueAt = taskDueAt(escalation, after.nextRungAt ?? turn.now);
      const asked = await this.askHuman(turn, alert, rung, index, last, dueAt);
      facts.push(...asked.facts);
      if (asked.reached || last) {
        await this.store.save(turn.tx, after);
        return [...facts, rungFact('escalation.rung-fired', alert, index, rung, asked)];
      }
      this.alerts.log(turn, {
        alertId: alert.id,
        entry: 'measure',
        by: GATEWAY,
        text: `step ${index + 1} skipped: ${asked.why}`,
        data: { rung: index, skipped: true, routing: asked.routing },
      });
      facts.push(rungFact('escalation.rung-skipped', alert, index, rung, asked));
    }
  }

  /** Lets the dispenser remind once more; whether it did is told by its answer. */
  private async remind(turn: Turn, alert: Alert, rung: Rung): Promise<Fact[]> {
    if (!rung.actions.includes('repeat-reminder') || !alert.dose || !alert.citizenId) return [];
    const assignment = await this.devices.assignments.current(turn.tx, alert.citizenId, turn.now);
    if (!assignment) return [];
    const asked = await this.devices.ask(turn, {
      deviceId: assignment.deviceId,
      type: 'dose.remind',
      data: { dueAt: alert.dose.dueAt },
      ttlSeconds: REMINDER_TTL_SECONDS,
      alertId: alert.id,
      citizenId: alert.citizenId,
    });
    this.alerts.log(turn, {
      alertId: alert.id,
      entry: 'measure',
      by: GATEWAY,
      text: 'the dispenser was asked to remind again',
      data: { commandId: asked.command.id },
    });
    return asked.facts;
  }

  private async askHuman(turn: Turn, alert: Alert, rung: Rung, index: number, last: boolean, dueAt: Date) {
    const action = humanAction(rung);
    if (!action)
      return {
        reached: rung.actions.includes('repeat-reminder'),
        why: 'asks no team',
        facts: [] as Fact[],
        routing: null,
      };
    const routing = await this.route(turn, alert, rung.to, last);
    const reached = routing.chosenTeamId !== null || routing.assigneeId !== null;
    if (!reached) return { reached, why: routing.sentence, facts: [], routing };
    const facts = await this.tasks.ask(turn, alert, {
      kind: isForLead(alert.type) ? 'review' : taskKind(action, alert.type),
      rung: index,
      routing,
      dueAt,
      shiftEndsAt: await this.shiftEnd(turn, routing.chosenTeamId),
    });
    await this.notices.tellLead(turn, alert, rung, routing.chosenTeamId);
    return { reached, why: routing.sentence, facts, routing };
  }

  /** Whether somebody would be found now for what a step asks about an alert. */
  async isSomebodyThere(turn: Turn, alertId: string, to: Recipient): Promise<boolean> {
    const alert = await this.alerts.store.find(turn.tx, alertId);
    return alert !== null && (await this.route(turn, alert, to, false)).rule !== 'nobody-on-duty';
  }

  private async route(turn: Turn, alert: Alert, to: Recipient, last: boolean): Promise<Routing> {
    const asked = to === 'next-nearest-team' ? await this.tasks.store.askedTeamIds(turn.tx, alert.id) : [];
    return routeTo(
      { to: recipientOf(to, alert.type), excludeTeamIds: asked, ignoreRosters: last },
      await this.gather(turn, alert),
    );
  }

  private async shiftEnd(turn: Turn, teamId: string | null): Promise<Date | null> {
    const team = (await this.teams.listTeams(turn.tx)).find(({ id }) => id === teamId);
    return team ? isOnDuty(team, team.zone, turn.now).until : null;
  }

  private async gather(turn: Turn, alert: Alert): Promise<RoutingInputs> {
    const [{ districts, teams }, workload] = [
      await this.teams.loadForRouting(turn.tx),
      await this.tasks.store.workload(turn.tx),
    ];
    const citizen = alert.citizenId ? await this.citizens.find(turn.tx, alert.citizenId) : null;
    const where = citizen && whereabouts(citizen, turn.now);
    const contactPerson = citizen?.contactPersonId
      ? await this.staff.findColleague(turn.tx, citizen.contactPersonId)
      : null;
    return {
      home: where ? { lat: where.address.lat, lon: where.address.lon } : homeOfGateway(teams),
      districtId: where ? where.districtId : alert.districtId,
      eDistrictTeamId: citizen?.eDistrictTeamId ?? null,
      contactPersonId: contactPerson?.id ?? null,
      contactPersonTeamIds: contactPerson?.teamIds ?? [],
      districts,
      teams,
      workload,
      now: turn.now,
    };
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

/** What an alert grows to when its ladder turns into another. */
function urgencyOf({ nextDose }: Opened, becomes: Escalation['ladderName']) {
  if (!nextDose || becomes !== doseLadder(nextDose.criticality)) return { priority: 'P2' as const };
  const { id, dueAt, windowClosesAt, criticality } = nextDose;
  const dose = { dueAt: dueAt.toISOString(), windowClosesAt: windowClosesAt.toISOString(), criticality };
  return { priority: priorityFor('dose.missed', criticality) ?? 'P2', doseId: id, dose };
}

/** An alert about the gateway itself has no home: it is looked at from where the response centre is. */
function homeOfGateway(teams: RoutingInputs['teams']): { lat: number; lon: number } {
  const { lat, lon } = teams.find(({ kind }) => kind === 'response-centre') ?? teams[0] ?? { lat: 0, lon: 0 };
  return { lat, lon };
}

interface Asked {
  readonly why: string;
  readonly routing: Routing | null;
}

function rungFact(type: string, alert: Alert, index: number, rung: Rung, { why, routing }: Asked): Fact {
  const rule = routing?.rule ?? null;
  return {
    type,
    subject: alert.id,
    citizenId: alert.citizenId,
    deviceId: alert.deviceId,
    districtId: alert.districtId,
    data: {
      alertId: alert.id,
      alertType: alert.type,
      ladder: alert.ladderName,
      rung: index,
      to: rung.to,
      actions: rung.actions,
      rule,
      why,
    },
  };
}
