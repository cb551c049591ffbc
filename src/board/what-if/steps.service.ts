import { Injectable } from '@nestjs/common';
import { StaffService } from '../../access/staff/staff.service.js';
import type { Case } from '../../cases/case-state.rules.js';
import { kindOfWork } from '../../cases/climbing/kind-of-work.rules.js';
import { AlertsService } from '../../cases/lists/alerts.service.js';
import type { LogEvent } from '../../cases/log/log.rules.js';
import { keyOf } from '../../deliveries/delivery.rules.js';
import { NoticesService } from '../../deliveries/notices.service.js';
import { humanAction } from '../../ladders/ladder.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import { type Routing, ROUTING_RULES } from '../../teams/routing.rules.js';
import type { Asked, Step } from './what-if.rules.js';

/** As it would be if it came for the first time. */
type FirstStep = Omit<Step, 'again'>;

type RungFact = FactOf<'escalation.rung_fired' | 'escalation.rung_skipped' | 'escalation.rung_shadowed'>;

/** What came of a turn, as the steps of a case that it was: from what was told, decided and written into the log in it. */
@Injectable()
export class StepsService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly notices: NoticesService,
    private readonly staff: StaffService,
  ) {}

  /** @param heard keys of what somebody is told already: each is told of the same thing once */
  async of(turn: Turn, of: Case, told: readonly Fact[], heard: Set<string>): Promise<FirstStep[]> {
    const log = this.alerts.unwritten(turn, of.alert.id);
    const steps: FirstStep[] = [];
    let reminded: Asked[] = [];
    for (const fact of told) {
      if (fact.type === 'command.queued' && fact.data.alertId === of.alert.id) reminded = dispenserOf(fact);
      if (!isRungFact(fact) || fact.subject !== of.alert.id) continue;
      const routing = routingOf(fact, of, log);
      const asked = [...reminded, ...(await this.askedBy(turn, routing)), ...(await this.toldOf(turn, fact, heard))];
      steps.push({ ...stepOf(fact, of, log), at: turn.now, routing, recipients: asked });
      reminded = [];
    }
    return steps;
  }

  private async askedBy({ tx }: Turn, routing: Routing | null): Promise<Asked[]> {
    if (!routing?.chosenTeamId) return [];
    const { assigneeId, chosenTeamId, candidates } = routing;
    const inQueue = { ways: ['queue'] };
    if (assigneeId === null) {
      const name = candidates.find(({ teamId }) => teamId === chosenTeamId)?.name ?? null;
      return [{ kind: 'team', id: chosenTeamId, name, ...inQueue }];
    }
    const person = await this.staff.findColleague(tx, assigneeId);
    return [{ kind: 'person', id: assigneeId, name: person?.displayName ?? null, ...inQueue }];
  }

  /** What is tried out in a district nobody hears of. */
  private async toldOf(turn: Turn, fact: RungFact, heard: Set<string>): Promise<Asked[]> {
    if (fact.type === 'escalation.rung_shadowed') return [];
    const news = (await this.notices.toldOf(turn, fact)).filter((one) => !heard.has(keyOf(one)));
    const asked: Asked[] = [];
    for (const one of news) {
      heard.add(keyOf(one));
      const colleague = one.recipientKind === 'staff' ? await this.staff.findColleague(turn.tx, one.recipientId) : null;
      const kind = one.recipientKind === 'staff' ? 'lead' : 'relative';
      asked.push({ kind, id: one.recipientId, name: colleague?.displayName ?? null, ways: this.notices.waysTo(one) });
    }
    return asked;
  }
}

const isRungFact = (fact: Fact): fact is RungFact =>
  fact.type === 'escalation.rung_fired' ||
  fact.type === 'escalation.rung_skipped' ||
  fact.type === 'escalation.rung_shadowed';

const dispenserOf = ({ deviceId }: FactOf<'command.queued'>): Asked[] =>
  deviceId == null ? [] : [{ kind: 'dispenser', id: deviceId, name: null, ways: ['command'] }];

function stepOf({ type, data }: RungFact, of: Case, log: readonly LogEvent[]) {
  const action = humanAction(of.climb!.rungs[data.rung]!);
  return {
    rung: data.rung,
    skipped: type === 'escalation.rung_skipped' || (type === 'escalation.rung_shadowed' && !isReached(data.rung, log)),
    rule: ROUTING_RULES.find((rule) => rule === data.rule) ?? null,
    work: action && kindOfWork(action, of),
  };
}

const isReached = (rung: number, log: readonly LogEvent[]): boolean =>
  log.some((one) => one.kind === 'rung_shadowed' && one.data.rung === rung && one.data.reached);

/** As it was decided, whole: of a rung that asked somebody with the work, of the others in the log. */
function routingOf({ type, data }: RungFact, { task }: Case, log: readonly LogEvent[]): Routing | null {
  if (type === 'escalation.rung_fired') return task?.rung === data.rung ? task.routing : null;
  for (const one of log.toReversed())
    if ((one.kind === 'rung_skipped' || one.kind === 'rung_shadowed') && one.data.rung === data.rung)
      return one.data.routing;
  return null;
}
