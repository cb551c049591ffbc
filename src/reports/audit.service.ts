import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import { LOCKS } from '../platform/database/locks.js';
import type { Fact } from '../platform/facts/fact.js';
import { conditionCleared, conditionRaised } from '../devices/conditions/condition.facts.js';
import { conditionsAfter, type Finding, type FoundCondition } from './audit.rules.js';
import { AuditStore } from './audit.store.js';
import { followUp } from './operations-alert.rules.js';
import { OperationsAlertsStore } from './operations-alerts.store.js';
import { MINUTE_MS } from '../platform/clock/spans.rules.js';

/** After a person closed its alert they have this long to set right what it was about. */
const PATIENCE_MS = 15 * MINUTE_MS;
/** So long may wait what a dispenser said beyond its budget, or behind much else about the same citizen. */
const BEHIND_MINUTES = 24 * 60;

/** Looks for what must never be: an alert nobody will be asked about, a dose nobody knows of, news without effect. */
@Injectable()
export class AuditService {
  constructor(
    private readonly config: Config,
    private readonly store: AuditStore,
    private readonly operations: OperationsAlertsStore,
  ) {}

  /** @param speed how fast the house's clock runs: what takes a real second takes longer by a fast clock */
  async find({ tx, now }: Turn, speed: number): Promise<Finding[]> {
    const before = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE_MS * Math.max(1, speed));
    const { allowMinutes, lineMinutes } = this.config.audit;
    return this.store.findings(tx, before(allowMinutes), before(lineMinutes), before(BEHIND_MINUTES));
  }

  /** One operations alert for each kind found, closed by itself when the kind is clean; null while another process is at it. */
  async audit(turn: Turn, speed: number): Promise<{ facts: Fact[]; result: Finding[] | null }> {
    if (!(await this.operations.isMine(turn.tx, LOCKS.audit))) return { facts: [], result: null };
    const findings = await this.find(turn, speed);
    const found = conditionsAfter(findings);
    const alerts = await this.operations.of(
      turn.tx,
      found.map(({ condition }) => condition),
    );
    const { raise, clear } = followUp(found, alerts, PATIENCE_MS, turn.now);
    const facts = [
      ...found.filter(({ condition }) => raise.includes(condition)).map((one) => raised(one, turn.now)),
      ...clear.map((condition) => cleared(condition, turn.now)),
    ];
    return { facts, result: findings };
  }
}

const raised = ({ condition, count, oldestAt }: FoundCondition, now: Date): Fact =>
  conditionRaised({ subject: condition }, now, {
    condition,
    eventType: `gateway.${condition}`,
    line: null,
    priority: 'P2',
    ladder: 'power-connectivity',
    detail: { count, oldestAt: oldestAt?.toISOString() ?? null },
  });

const cleared = (condition: string, now: Date): Fact =>
  conditionCleared({ subject: condition }, now, { condition, eventType: 'gateway.audit.clean', line: null });
