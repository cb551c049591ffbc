import { Injectable } from '@nestjs/common';
import { RostersService } from '../../access/staff/rosters.service.js';
import type { Case } from '../../cases/case-state.rules.js';
import { CasesService } from '../../cases/cases.service.js';
import { HandOverService } from '../../cases/duty/hand-over.service.js';
import { AlertsService } from '../../cases/lists/alerts.service.js';
import { type Citizen, staysChangeAt } from '../../citizens/citizen.rules.js';
import { stayOf } from '../../citizens/citizen-news.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import type { Pause } from '../../citizens/pause.rules.js';
import { type IfMissed, IfMissedService } from '../../doses/if-missed.service.js';
import { GroupingService } from '../../incidents/grouping.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus, type Rehearsal } from '../../platform/facts/fact-bus.js';
import type { Principal } from '../../platform/http/principal.js';
import { isHere } from '../../teams/shifts/own-shift.rules.js';
import { StepsService } from './steps.service.js';
import {
  everyRung,
  type Foreseen,
  type Look,
  nextLook,
  type Step,
  whyAgain,
  type WhyAgain,
  type WhyNobody,
} from './what-if.rules.js';

/** Far more than a ladder of twenty rungs takes, with every shift that ends meanwhile. */
const MOST_LOOKS = 200;

/** What would come of a dose that is missed. */
export interface WhatIf {
  readonly citizen: Citizen;
  readonly now: Date;
  readonly missed: IfMissed;
  readonly whyNobody: WhyNobody | null;
  /** Over which, or before which, the service rests. */
  readonly pause: Pause | null;
  /** As it would stand at the end; null where there would be none. */
  readonly case: Case | null;
  /** It is there already, and would be told of again. */
  readonly isKnown: boolean;
  /** The type of the alert that would stand for it at first. */
  readonly under: string | null;
  readonly rungs: readonly Foreseen[];
}

type Known = Pick<WhatIf, 'citizen' | 'now' | 'missed'>;

/** A case that is tried out, as far as time has brought it. */
interface Course {
  readonly stage: Rehearsal;
  readonly alertId: string;
  readonly steps: Step[];
  /** Keys of what somebody is told besides: each is told of the same thing once. */
  readonly heard: Set<string>;
}

/**
 * Tries out what the house would do if a dose were missed: the miss is told on the very line it would go down, and time passes for the
 * case as it would if nobody took it up, in one transaction that can write nothing.
 */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly bus: FactBus,
    private readonly citizens: CitizensService,
    private readonly ifMissed: IfMissedService,
    private readonly cases: CasesService,
    private readonly alerts: AlertsService,
    private readonly handOver: HandOverService,
    private readonly grouping: GroupingService,
    private readonly rosters: RostersService,
    private readonly steps: StepsService,
  ) {}

  /**
   * @param dueAt of the dose that is meant; the next one by default
   * @throws Problem 404 for a citizen out of reach, 422 for a time too far ahead
   */
  ask(who: Principal, citizenId: string, dueAt: Date | null): Promise<WhatIf> {
    return this.bus.rehearse(async (stage) => {
      const citizen = await this.citizens.findReachable(stage.tx, citizenId, who);
      if (dueAt && dueAt > this.ifMissed.latest(stage.now))
        throw problem.unprocessable([{ path: 'dueAt', message: 'lies more than 62 days ahead' }]);
      const missed = await this.ifMissed.ask(stage, citizen, dueAt);
      const known = { citizen, now: stage.now, missed };
      const { silent } = missed;
      return silent ? nobody(known, silent.why, silent.pause) : this.tryOut(stage, known);
    });
  }

  private async tryOut(stage: Rehearsal, known: Known): Promise<WhatIf> {
    const { at, fact } = known.missed;
    const turn = { tx: stage.tx, now: at };
    const told = await stage.walk(turn, [fact]);
    const opening = told.find(({ type }) => type === 'alert.opened' || type === 'alert.repeated');
    if (!opening) return nobody(known, 'dealt-with', null);
    const alertId = opening.subject;
    const course: Course = { stage, alertId, steps: [], heard: new Set() };
    await this.note(course, turn, told, () => null);
    const pause = await this.passTime(course, turn, known.citizen);
    const of = await this.held(course, turn);
    // What is stored is as it was before.
    const [before] = await this.alerts.laddersOf(stage.tx, [alertId]);
    const cut = { before: before?.rung ?? null, isCutShort: pause !== null };
    const attached = this.alerts.unwritten(turn, alertId).find((one) => one.kind === 'attached');
    return {
      ...known,
      whyNobody: of.alert.shadow ? 'shadow' : null,
      pause,
      case: of,
      isKnown: opening.type === 'alert.repeated',
      under: attached?.data.type ?? null,
      rungs: everyRung(of.climb?.rungs ?? [], course.steps, cut),
    };
  }

  /** Until its last rung has come, or the service rests; answers over which pause. */
  private async passTime(course: Course, from: Turn, citizen: Citizen): Promise<Pause | null> {
    const { pauses } = await this.citizens.absences(from.tx, citizen.id, from.now);
    const pause = pauses.find((one) => one.endedAt === null && one.from > from.now) ?? null;
    const moves = staysChangeAt(citizen).filter((at) => at > from.now);
    let turn = from;
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const of = await this.held(course, turn);
      const around = [
        ...moves.slice(0, 1).map((at) => ({ do: 'move', at }) as const),
        ...(await this.goingHome(turn, of)),
      ];
      const look = nextLook(of, turn.now, around);
      if (look === null) break;
      if (pause && look.at >= pause.from) return pause;
      if (look.do === 'move') moves.shift();
      turn = { tx: turn.tx, now: look.at };
      const told = await course.stage.walk(turn, await this.look(turn, of, look, citizen));
      const before = of.climb?.rung ?? null;
      await this.note(course, turn, told, (rung) => whyAgain(look.do, rung, before));
    }
    return null;
  }

  /** Whoever has the work, or is asked for it in person, began a shift that is over by then. */
  private async goingHome({ tx, now }: Turn, { task }: Case): Promise<Look[]> {
    const staffId = whoseOwn(task);
    if (!task || staffId === null) return [];
    const team = await this.rosters.find(tx, task.teamId);
    const own = team?.ownShifts.find((one) => one.staffId === staffId && isHere(one, now));
    return own ? [{ do: 'go-home', at: own.until }] : [];
  }

  /** What the sweep would do that finds it. */
  private async look(turn: Turn, { alert, task }: Case, look: Look, citizen: Citizen): Promise<Fact[]> {
    switch (look.do) {
      case 'move':
        return [stayOf(citizen, turn.now)];
      case 'go-home':
        return this.handOver.goHome(turn, task!.id, whoseOwn(task)!);
      case 'climb':
        return this.cases.climb(turn, alert.id);
      case 'unshelve':
        return this.cases.do(turn, alert.id, { do: 'unshelve' });
      case 'free':
        return this.grouping.free(turn, alert.id);
      case 'end-shift':
        return this.handOver.endShift(turn, task!.id);
      case 'watch-claim': {
        const acted = await this.cases.work(turn, task!.id, { do: 'watch-claim' });
        return acted === null || 'refused' in acted ? [] : acted.facts;
      }
    }
  }

  private async note(
    course: Course,
    turn: Turn,
    told: readonly Fact[],
    again: (rung: number) => WhyAgain | null,
  ): Promise<void> {
    const steps = await this.steps.of(turn, await this.held(course, turn), told, course.heard);
    course.steps.push(...steps.map((step) => ({ ...step, again: again(step.rung) })));
  }

  private async held({ alertId }: Course, turn: Turn): Promise<Case> {
    return (await this.cases.lock(turn, alertId))!;
  }
}

const whoseOwn = (task: Case['task']): string | null => task && (task.claimedBy ?? task.assigneeId);

const nobody = (known: Known, whyNobody: WhyNobody, pause: Pause | null): WhatIf => ({
  ...known,
  whyNobody,
  pause,
  case: null,
  isKnown: false,
  under: null,
  rungs: [],
});
