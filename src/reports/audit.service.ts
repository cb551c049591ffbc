import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { type AuditKind, conditionOf, type Finding, followUp } from './audit.rules.js';
import { AuditStore } from './audit.store.js';

const MINUTE_MS = 60_000;

/** Looks for what must never be: an alert nobody will be asked about, a dose nobody knows of, work about nothing, news without effect. */
@Injectable()
export class AuditService {
  constructor(
    private readonly config: Config,
    private readonly store: AuditStore,
  ) {}

  /** @param speed how fast the house's clock runs: what takes a real second takes longer by a fast clock */
  async find({ tx, now }: Turn, speed: number): Promise<Finding[]> {
    const before = (minutes: number): Date => new Date(now.getTime() - minutes * MINUTE_MS * Math.max(1, speed));
    const { allowMinutes, lineMinutes } = this.config.audit;
    return this.store.findings(tx, before(allowMinutes), before(lineMinutes));
  }

  /** One operations alert for each kind found, closed by itself when the kind is clean; null while another process is at it. */
  async audit(turn: Turn, speed: number): Promise<{ facts: Fact[]; result: Finding[] | null }> {
    if (!(await this.store.isMine(turn.tx))) return { facts: [], result: null };
    const findings = await this.find(turn, speed);
    const { raise, clear } = followUp(findings, await this.store.alerts(turn.tx), turn.now);
    const facts = [
      ...raise.map((finding) => raised(finding, turn.now)),
      ...clear.map((kind) => factOf('condition.cleared', kind, turn.now, {})),
    ];
    return { facts, result: findings };
  }
}

const raised = ({ kind, count, oldestAt }: Finding, now: Date): Fact =>
  factOf('condition.raised', kind, now, {
    priority: 'P2',
    ladder: 'power-connectivity',
    holdMinutes: 0,
    detail: { count, oldestAt: oldestAt?.toISOString() ?? null },
  });

function factOf(type: string, kind: AuditKind, now: Date, more: Record<string, unknown>): Fact {
  const condition = conditionOf(kind);
  const eventType = type === 'condition.raised' ? `gateway.${condition}` : 'gateway.audit.clean';
  return {
    type,
    subject: condition,
    data: { condition, eventType, effectiveAt: now.toISOString(), line: null, ...more },
  };
}
