import { Injectable } from '@nestjs/common';
import type { Recipient } from '../../teams/routing.rules.js';
import { type Alert, conditionKey } from '../alert.rules.js';
import { TransactionMemo } from '../../platform/database/transaction-memo.js';
import { conditionCleared, conditionRaised } from '../../devices/conditions/condition.facts.js';
import type { Turn } from '../../platform/database/turn.js';
import type { Fact, FactOf } from '../../platform/facts/fact.js';
import { RoutesService } from './routes.service.js';
import { isForLead } from './lead.rules.js';
import { UnstaffedStore } from './unstaffed.store.js';
import { DAY_MS } from '../../platform/clock/spans.rules.js';

/** Tells the lead of a district that steps are skipped because nobody is on duty, once a day, and when a roster has filled that. */
@Injectable()
export class UnstaffedService {
  /** Of many steps that find nobody in one turn the first tells. */
  private readonly told = new TransactionMemo<boolean>();

  constructor(
    private readonly store: UnstaffedStore,
    private readonly routes: RoutesService,
  ) {}

  /** A step of the alert found nobody on duty. */
  async tellLead(turn: Turn, { id, type, districtId }: Alert, to: Recipient): Promise<Fact[]> {
    if (isForLead(type)) return [];
    const condition = `coverage.unstaffed/${districtId ?? 'no-district'}`;
    const key = conditionKey(null, null, condition);
    let isFirst = false;
    const look = (): Promise<boolean> => {
      isFirst = true;
      return this.isTold(turn, key);
    };
    const isTold = await this.told.ask(turn.tx, look, key);
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- whoever looks sets it
    if (isTold || !isFirst) return [];
    const detail = { firstAlertId: id, to };
    const asked = { priority: 'P4', ladder: 'planned-work' } as const;
    const said = { condition, eventType: 'coverage.unstaffed', line: null, ...asked, detail };
    return [conditionRaised({ subject: condition, districtId }, turn.now, said)];
  }

  private async isTold({ tx, now }: Turn, key: string): Promise<boolean> {
    const since = new Date(now.getTime() - DAY_MS);
    if (await this.store.isTold(tx, key, since)) return true;
    await this.store.lock(tx, key);
    return this.store.isTold(tx, key, since);
  }

  /** Somebody is on duty who was not. */
  async noteFilled(turn: Turn, { data }: FactOf<'roster.set' | 'duty.changed' | 'shift.started'>): Promise<Fact[]> {
    return data.wasOnDuty || !data.onDuty ? [] : this.lookAgain(turn);
  }

  /** Where a step that found nobody would find somebody now, that is over. */
  async lookAgain(turn: Turn): Promise<Fact[]> {
    const facts: Fact[] = [];
    for (const { districtId, condition, firstAlertId, to } of await this.store.live(turn.tx)) {
      if (await this.routes.isSomebodyThere(turn, firstAlertId, to))
        facts.push(
          conditionCleared({ subject: condition, districtId }, turn.now, {
            condition,
            eventType: 'coverage.filled',
            line: null,
          }),
        );
    }
    return facts;
  }
}
