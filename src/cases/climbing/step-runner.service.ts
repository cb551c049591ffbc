import { Injectable } from '@nestjs/common';
import { DevicesService } from '../../devices/devices.service.js';
import { humanAction } from '../../ladders/ladder.rules.js';
import { type Action, RUNG_ACTIONS } from '../../ladders/rung-action.rules.js';
import { LaddersService } from '../../ladders/ladders.service.js';
import { Config } from '../../platform/config/config.js';
import { newId } from '../../platform/database/id.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact } from '../../platform/facts/fact.js';
import { isLive } from '../alert.rules.js';
import { isReached, type SetOut } from '../case-climb.rules.js';
import { CaseDecisions, type Done } from '../case-decisions.service.js';
import type { Case } from '../case-state.rules.js';
import { CasesStore } from '../cases.store.js';
import { Circumstances } from './circumstances.service.js';
import { calmSince, dueRung, fired, isDue, isLast, taskDueAt, turnsNow, waitsForCalm } from './climb.rules.js';
import { asksAtOnce } from './course.rules.js';
import { kindOfWork } from './kind-of-work.rules.js';
import { RoutesService } from './routes.service.js';
import { UnstaffedService } from './unstaffed.service.js';

const REMINDER_TTL_SECONDS = 600;

type Run = (turn: Turn, of: Climbing) => Promise<Fact[]>;

type Climbing = Case & { readonly climb: NonNullable<Case['climb']> };

/** Climbs a ladder rung by rung: gathers whom a step would ask, and does what it says. */
@Injectable()
export class StepRunner {
  /** What is done for an action beside asking a team; null where that is all, or whoever hears of the rung does it (deliveries). */
  private readonly runs: Readonly<Record<Action, Run | null>> = {
    'repeat-reminder': (turn, of) => this.remind(turn, of),
    'notify-relative': null,
    call: null,
    'screen-call': null,
    visit: null,
    operations: null,
  };

  constructor(
    private readonly store: CasesStore,
    private readonly decisions: CaseDecisions,
    private readonly config: Config,
    private readonly ladders: LaddersService,
    private readonly circumstances: Circumstances,
    private readonly routes: RoutesService,
    private readonly devices: DevicesService,
    private readonly unstaffed: UnstaffedService,
  ) {}

  /** Fires the rung that is due. One with nobody to reach is skipped at once, and the next fires in its place. */
  async climb(turn: Turn, alertId: string): Promise<Fact[]> {
    const of = await this.store.lock(turn.tx, alertId);
    if (!isClimbing(of) || !isDue(of.climb, turn.now)) return [];
    if (!isLive(of.alert.state)) return (await this.decisions.must(turn, of, { do: 'stop' })).facts;
    if (turnsNow(of.climb, turn.now)) return this.becomeUrgent(turn, of);
    if (await this.isTooMuchAtOnce(turn, of)) return [];
    const due = dueRung(of.climb, turn.now)!;
    return of.alert.shadow ? this.climbInShadow(turn, of, due) : this.climbFrom(turn, of, due);
  }

  /** The ladder that holds for a case, and what it has to know when it starts on it. */
  async plan(turn: Turn, { alert }: Case, name = alert.ladderName!): Promise<SetOut & { shadow: boolean }> {
    const { districtId, shadow, ...opened } = await this.circumstances.of(turn, alert);
    return { opened, shadow, ladder: await this.ladders.find(turn.tx, name, alert.citizenId, districtId) };
  }

  /** Its deadline came: planned work is now dispensing that stopped, and that is now the dose it will cost. */
  private async becomeUrgent(turn: Turn, of: Climbing): Promise<Fact[]> {
    const { ladder, opened } = await this.plan(turn, of, of.climb.becomes!);
    const now = { ...opened, openedAt: turn.now, holdMinutes: 0 };
    const done = await this.decisions.must(turn, of, { do: 'turn', ladder, opened: now });
    return [...done.facts, ...(await this.climb(turn, of.alert.id))];
  }

  /** A district is not flooded with what can wait: its turn is put off, and the log says so. */
  private async isTooMuchAtOnce(turn: Turn, of: Climbing): Promise<boolean> {
    const { districtId, shadow, priority } = of.alert;
    if (districtId === null || shadow || asksAtOnce({ alertType: of.alert.type })) return false;
    const most = this.config.storm.calmTasks;
    if (!waitsForCalm(priority, of.climb, most, most)) return false;
    const given = await this.store.countCalm(turn.tx, districtId, calmSince(turn.now));
    if (!waitsForCalm(priority, of.climb, given, most)) return false;
    await this.decisions.must(turn, of, { do: 'postpone', given });
    return true;
  }

  private async climbFrom(turn: Turn, from: Climbing, due: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    let of = from;
    for (let index = due; ; index++) {
      for (const action of of.climb.rungs[index]!.actions) facts.push(...((await this.runs[action]?.(turn, of)) ?? []));
      const { done, isOver } = await this.step(turn, of, index);
      facts.push(...done.facts);
      if (isOver || !isClimbing(done.case)) return facts;
      of = done.case;
    }
  }

  /** Lets the dispenser remind once more; whether it did is told by its answer. */
  private async remind(turn: Turn, of: Climbing): Promise<Fact[]> {
    const { id: alertId, dose, citizenId } = of.alert;
    if (!dose || !citizenId) return [];
    const what = { type: 'dose.remind', data: { dueAt: dose.dueAt }, ttlSeconds: REMINDER_TTL_SECONDS } as const;
    const asked = await this.devices.askForCitizen(turn, { ...what, alertId, citizenId });
    if (!asked) return [];
    await this.decisions.must(turn, of, { do: 'remind', commandId: asked.command.id });
    return asked.facts;
  }

  private async step(turn: Turn, of: Climbing, index: number): Promise<{ done: Done; isOver: boolean }> {
    const rung = of.climb.rungs[index]!;
    const last = isLast(of.climb, index);
    const action = humanAction(rung);
    const routing = action && (await this.routes.find(turn, of, rung.to, last));
    const ask =
      action && routing && isReached(routing) ? await this.ask(turn, of, index, action, routing.chosenTeamId) : null;
    const reached = action ? ask !== null : rung.actions.some((one) => RUNG_ACTIONS[one].isWaitedFor);
    const done = await this.decisions.must(turn, of, { do: 'rung', index, routing, ask, reached });
    if (reached || last) return { done, isOver: true };
    const isBare = routing?.rule === 'nobody-on-duty' && rung.to !== 'named-colleague';
    const lead = isBare ? await this.unstaffed.tellLead(turn, of.alert, rung.to) : [];
    return { done: { ...done, facts: [...done.facts, ...lead] }, isOver: false };
  }

  private async ask(
    turn: Turn,
    of: Climbing,
    index: number,
    action: Parameters<typeof kindOfWork>[0],
    teamId: string | null,
  ) {
    const after = fired(of.climb, index, turn.now);
    return {
      taskId: newId(),
      kind: kindOfWork(action, of),
      dueAt: taskDueAt(of.climb, after.nextRungAt ?? turn.now),
      shiftEndsAt: await this.routes.shiftEnd(turn, teamId),
    };
  }

  /** What would have been done, and why, is written down; nobody hears of it, the dispenser neither. */
  private async climbInShadow(turn: Turn, from: Climbing, due: number): Promise<Fact[]> {
    const facts: Fact[] = [];
    let of = from;
    for (let index = due; ; index++) {
      const rung = of.climb.rungs[index]!;
      const last = isLast(of.climb, index);
      const routing = humanAction(rung) && (await this.routes.find(turn, of, rung.to, last));
      const done = await this.decisions.must(turn, of, { do: 'shadow-rung', index, routing });
      facts.push(...done.facts);
      if (last || !routing || isReached(routing) || !isClimbing(done.case)) return facts;
      of = done.case;
    }
  }
}

const isClimbing = (of: Case | null): of is Climbing => of !== null && of.climb !== null;
