import { Injectable } from '@nestjs/common';
import { ClockSkew, type WrongClock } from '../platform/clock/clock-skew.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { LOCKS } from '../platform/database/locks.js';
import type { Fact } from '../platform/facts/fact.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { Sweeps } from '../platform/queue/sweeps.js';
import { conditionCleared, conditionRaised } from '../devices/conditions/condition.facts.js';
import { followUp } from './operations-alert.rules.js';
import { OperationsAlertsStore } from './operations-alerts.store.js';

const CONDITION = 'gateway.clock_skew';
/** After a person closed the alert there is this long to set the clock. */
const PATIENCE_MS = 3_600_000;

/** One operations alert while the clock of any node is wrong; it names them as they were when it began, and ends by itself. */
@Injectable()
export class ClocksWorker {
  /** Null until we have looked: somebody may have told before us. */
  private wereWrong: boolean | null = null;

  constructor(
    private readonly database: Database,
    private readonly clocks: ClockSkew,
    private readonly bus: FactBus,
    private readonly operations: OperationsAlertsStore,
    sweeps: Sweeps,
  ) {
    sweeps.add({ name: 'clocks', role: 'worker', look: () => this.look() });
  }

  private async look(): Promise<number> {
    const areWrong = (await this.database.autocommit((tx) => this.clocks.wrong(tx))).length > 0;
    if (!areWrong && this.wereWrong === false) return 0;
    const told = await this.bus.transact(async (turn) => {
      const facts = await this.tell(turn);
      return { facts, result: facts.length };
    });
    this.wereWrong = areWrong;
    return told;
  }

  private async tell(turn: Turn): Promise<Fact[]> {
    if (!(await this.operations.isMine(turn.tx, LOCKS.clocks))) return [];
    const nodes = await this.clocks.wrong(turn.tx);
    const alerts = await this.operations.of(turn.tx, [CONDITION]);
    const found = [{ condition: CONDITION, isWrong: nodes.length > 0 }];
    const { raise, clear } = followUp(found, alerts, PATIENCE_MS, turn.now);
    if (raise.length > 0) return [raised(nodes, turn.now)];
    return clear.length > 0 ? [cleared(turn.now)] : [];
  }
}

const raised = (nodes: readonly WrongClock[], now: Date): Fact =>
  conditionRaised({ subject: CONDITION }, now, {
    condition: CONDITION,
    eventType: CONDITION,
    line: null,
    priority: 'P3',
    ladder: 'power-connectivity',
    detail: {
      nodes: nodes.map(({ name, skewMs, behindMs }) => ({
        node: name,
        aheadSeconds: secondsOf(skewMs),
        databaseSetBySeconds: secondsOf(behindMs),
      })),
    },
  });

const secondsOf = (ms: number): number => Math.round(ms / 100) / 10;

const cleared = (now: Date): Fact =>
  conditionCleared({ subject: CONDITION }, now, {
    condition: CONDITION,
    eventType: 'gateway.clock_right',
    line: null,
  });
