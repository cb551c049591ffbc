import { Injectable } from '@nestjs/common';
import { conditionKey } from '../alerts/alert.rules.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { isForLead } from './lead.rules.js';
import { UnstaffedStore } from './unstaffed.store.js';

const DAY_MS = 86_400_000;

/** Tells the lead of a district that steps are skipped because nobody is on duty: once a day, however many citizens it meets. */
@Injectable()
export class UnstaffedService {
  constructor(private readonly store: UnstaffedStore) {}

  async tellLead(turn: Turn, { data, districtId = null }: Fact): Promise<Fact[]> {
    if (data.rule !== 'nobody-on-duty' || isForLead(String(data.alertType))) return [];
    const condition = `coverage.unstaffed/${districtId ?? 'no-district'}`;
    const key = conditionKey(null, null, condition);
    const since = new Date(turn.now.getTime() - DAY_MS);
    if (await this.store.isTold(turn.tx, key, since)) return [];
    await this.store.lock(turn.tx, key);
    if (await this.store.isTold(turn.tx, key, since)) return [];
    return [
      {
        type: 'condition.raised',
        subject: condition,
        districtId,
        data: {
          condition,
          eventType: 'coverage.unstaffed',
          effectiveAt: turn.now.toISOString(),
          priority: 'P4',
          ladder: 'planned-work',
          holdMinutes: 0,
          line: null,
          detail: { firstAlertId: data.alertId, to: data.to },
        },
      },
    ];
  }
}
