import { Injectable } from '@nestjs/common';
import type { Case } from '../../cases/case-state.rules.js';
import { CasesService } from '../../cases/cases.service.js';
import { HandOverService } from '../../cases/duty/hand-over.service.js';
import { AlertsService } from '../../cases/lists/alerts.service.js';
import type { Citizen } from '../../citizens/citizen.rules.js';
import { CitizensService } from '../../citizens/citizens.service.js';
import type { Pause } from '../../citizens/pause.rules.js';
import { type IfMissed, IfMissedService } from '../../doses/if-missed.service.js';
import { GroupingService } from '../../incidents/grouping.service.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus, type Rehearsal } from '../../platform/facts/fact-bus.js';
import type { Principal } from '../../platform/http/principal.js';
import { StepsService } from './steps.service.js';
import { everyRung, type Foreseen, type Look, nextLook, type Step, type WhyNobody } from './what-if.rules.js';

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
    await this.note(course, turn, told);
    const pause = await this.passTime(course, turn, known.citizen.id);
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
  private async passTime(course: Course, from: Turn, citizenId: string): Promise<Pause | null> {
    const { pauses } = await this.citizens.absences(from.tx, citizenId, from.now);
    const pause = pauses.find((one) => one.endedAt === null && one.from > from.now) ?? null;
    let turn = from;
    for (let looks = 0; looks < MOST_LOOKS; looks++) {
      const of = await this.held(course, turn);
      const look = nextLook(of, turn.now);
      if (look === null) break;
      if (pause && look.at >= pause.from) return pause;
      turn = { tx: turn.tx, now: look.at };
      await this.note(course, turn, await course.stage.walk(turn, await this.look(turn, of, look)));
    }
    return null;
  }

  /** What the sweep would do that finds it. */
  private async look(turn: Turn, { alert, task }: Case, look: Look): Promise<Fact[]> {
    switch (look.do) {
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

  private async note(course: Course, turn: Turn, told: readonly Fact[]): Promise<void> {
    course.steps.push(...(await this.steps.of(turn, await this.held(course, turn), told, course.heard)));
  }

  private async held({ alertId }: Course, turn: Turn): Promise<Case> {
    return (await this.cases.lock(turn, alertId))!;
  }
}

const nobody = (known: Known, whyNobody: WhyNobody, pause: Pause | null): WhatIf => ({
  ...known,
  whyNobody,
  pause,
  case: null,
  isKnown: false,
  under: null,
  rungs: [],
});
