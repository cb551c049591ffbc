import { Injectable } from '@nestjs/common';
import { Clock, realNow } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Readiness } from '../platform/health/readiness.js';
import type { CheckResult } from '../platform/health/readiness.rules.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { AUDIT_KINDS, describeFindings, type Finding } from './audit.rules.js';
import { AuditService } from './audit.service.js';

/** Audits every so often, by the wall clock or the house's, whichever is sooner; the first time when the house has had time to catch up. */
@Injectable()
export class AuditWorker {
  private findings: readonly Finding[] = [];
  private lookedRealAt = realNow();
  private lookedAt: Date | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly bus: FactBus,
    private readonly audits: AuditService,
    metrics: Metrics,
    readiness: Readiness,
    sweeps: Sweeps,
  ) {
    if (!config.roles.includes('worker')) return;
    sweeps.add({ name: 'audit', role: 'worker', look: () => this.look() });
    readiness.add('audit', [], () => this.check());
    for (const kind of AUDIT_KINDS) {
      const name = `audit_${kind.replaceAll('-', '_')}`;
      metrics.gauge(name, `What the last audit found of ${kind}`, (gauge) => gauge.set(this.countOf(kind)));
    }
  }

  private async look(): Promise<number> {
    if (!this.isTime()) return 0;
    const { facts, findings } = await this.bus.transact(async (turn) => {
      const audited = await this.audits.audit(turn, this.clock.speed);
      return { facts: audited.facts, result: { facts: audited.facts.length, findings: audited.result } };
    });
    this.findings = findings ?? this.findings;
    return facts;
  }

  private isTime(): boolean {
    const [realAt, at] = [realNow(), this.clock.now()];
    this.lookedAt ??= at;
    const everyMs = this.config.audit.everySeconds * 1000;
    const passed = at.getTime() - this.lookedAt.getTime() >= everyMs * Math.max(1, this.clock.speed);
    if (!passed && realAt.getTime() - this.lookedRealAt.getTime() < everyMs) return false;
    this.lookedRealAt = realAt;
    this.lookedAt = at;
    return true;
  }

  private check(): CheckResult {
    const ok = this.findings.every(({ count }) => count === 0);
    return { ok, detail: describeFindings(this.findings), degradedOnly: true };
  }

  private countOf(kind: string): number {
    return this.findings.find((finding) => finding.kind === kind)?.count ?? 0;
  }
}
