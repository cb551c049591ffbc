import { Injectable } from '@nestjs/common';
import { StaffService } from '../access/staff/staff.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { Config } from '../platform/config/config.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { AlertLogStore } from './alert-log.store.js';
import { type Action, decide } from './case.rules.js';
import { type Case, type Circumstances, type Decided, isRefused, type Refused } from './case-state.rules.js';
import { CasesStore } from './cases.store.js';

/** A decision that is kept. */
export interface Done {
  readonly case: Case;
  readonly facts: Fact[];
  /** What is due on its ladder is asked in the same turn. */
  readonly climbs: boolean;
}

/** Decides about a case that is locked, and keeps what was decided: the rows at the end of the transaction, and the log with them. */
@Injectable()
export class CaseDecisions {
  constructor(
    private readonly store: CasesStore,
    private readonly logbook: AlertLogStore,
    private readonly citizens: CitizensService,
    private readonly staff: StaffService,
    private readonly config: Config,
  ) {}

  async apply(turn: Turn, of: Case, action: Action): Promise<Done | Refused> {
    const decided = decide(of, action, turn.now, await this.known(turn, of, action));
    return isRefused(decided) ? decided : this.keep(turn, decided, of);
  }

  /** For what nobody may refuse. */
  async must(turn: Turn, of: Case, action: Action): Promise<Done> {
    const done = await this.apply(turn, of, action);
    return 'refused' in done ? { case: of, facts: [], climbs: false } : done;
  }

  keep(turn: Turn, decided: Decided, before: Case | null): Done {
    if (decided.case !== before) this.store.put(turn.tx, decided.case);
    return { case: decided.case, facts: this.note(turn, decided), climbs: decided.climbs };
  }

  /** Writes its log, where the rows are written already. */
  note(turn: Turn, { log, facts }: Decided): Fact[] {
    for (const { by, ...entry } of log) {
      const { id, name } = by ?? { id: 'gateway', name: null };
      this.logbook.add(turn.tx, turn.now, { ...entry, by: id, byName: name });
    }
    return [...facts];
  }

  /** Only work that goes elsewhere, or is to, turns on where its citizen is and who takes it. */
  private async known({ tx }: Turn, { alert, task }: Case, action: Action): Promise<Circumstances> {
    const { checklists } = this.config;
    if (!task?.movedAt && action.do !== 'bring') return { districtId: alert.districtId, teamIds: [], checklists };
    const citizen = alert.citizenId ? await this.citizens.find(tx, alert.citizenId) : null;
    const taker = action.do === 'take-over' ? await this.staff.findColleague(tx, action.by.id) : null;
    return { districtId: citizen ? citizen.districtId : alert.districtId, teamIds: taker?.teamIds ?? [], checklists };
  }
}
