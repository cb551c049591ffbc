import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CheckedRow } from '../../../platform/csv/checked-rows.rules.js';
import { type Done, importList } from '../../../platform/csv/list-import.js';
import type { SheetMistake } from '../../../platform/csv/sheet.rules.js';
import type { Turn } from '../../../platform/database/turn.js';
import { problem } from '../../../platform/errors/problem.js';
import { FactBus } from '../../../platform/facts/fact-bus.js';
import type { Principal } from '../../../platform/http/principal.js';
import { TeamsService } from '../../../teams/teams.service.js';
import { rolesOf } from '../../roles.rules.js';
import { AccountsService } from '../accounts.service.js';
import { sameSet } from '../staff.rules.js';
import { StaffStore } from '../staff.store.js';
import type { ListedStaff } from './staff-list.schema.js';

export type Fate = 'new' | 'changed' | 'same';

export interface Listed {
  readonly line: number;
  readonly fate: Fate;
  readonly username: string;
  readonly id: string;
  /** Of a new one, made here. */
  readonly password: string | null;
}

/** Opens accounts from a list, by the rules of a single one; who is there by that user name is changed, and keeps her password. */
@Injectable()
export class StaffImport {
  constructor(
    private readonly accounts: AccountsService,
    private readonly staff: StaffStore,
    private readonly teams: TeamsService,
    private readonly bus: FactBus,
  ) {}

  run(
    list: { rows: readonly CheckedRow<ListedStaff>[]; mistakes: readonly SheetMistake[] },
    who: Principal,
    dryRun: boolean,
    onDone: () => void,
  ) {
    return importList<ListedStaff, Listed>(this.bus, list, {
      dryRun,
      onDone,
      columnOf: (path) => COLUMN_OF[path.split('.')[0]!] ?? null,
      begin: async (turn) => {
        // Whoever changes accounts holds those who administer the house first.
        await this.staff.lockAdminIds(turn.tx);
        return (row) => this.one(turn, row, who, dryRun);
      },
    });
  }

  private async one(
    turn: Turn,
    { value, line }: CheckedRow<ListedStaff>,
    who: Principal,
    dryRun: boolean,
  ): Promise<Done<Listed>> {
    const { username, displayName, roles, teams } = value;
    const held = await this.staff.findByUsername(turn.tx, username);
    const teamIds = teams && (await this.named(turn, teams));
    if (!held) {
      // Nobody is to wait for so many passwords only to try the list out.
      const password = dryRun ? undefined : makePassword();
      const made = await this.accounts.createStaff(
        turn,
        { username, displayName, roles, teamIds: teamIds ?? [], password },
        who,
      );
      return { item: { line, fate: 'new', username, id: made.id, password: password ?? null }, facts: [] };
    }
    const isSame =
      held.displayName === displayName &&
      sameSet(rolesOf(held.roles), roles) &&
      (teamIds === null || sameSet(held.teamIds, teamIds));
    const about = { line, username, id: held.id, password: null };
    if (isSame) return { item: { ...about, fate: 'same' }, facts: [] };
    const change = { displayName, roles, ...(teamIds && { teamIds }) };
    const { facts } = await this.accounts.changeStaff(turn, held.id, change, () => undefined, who);
    return { item: { ...about, fate: 'changed' }, facts };
  }

  private async named({ tx }: Turn, names: readonly string[]): Promise<string[]> {
    const all = await this.teams.listTeams(tx);
    return names.map((name) => {
      const found = all.filter((team) => team.id === name || team.name.toLowerCase() === name.toLowerCase());
      if (found.length === 1) return found[0]!.id;
      const message = found.length === 0 ? `names no team: ${name}` : `names several teams, say the id: ${name}`;
      throw problem.unprocessable([{ path: 'teamIds', message }]);
    });
  }
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  ...{ username: 'username', displayName: 'displayName', roles: 'roles', teamIds: 'teams' },
};

/** As one from the command line: 96 bits, to hand over on paper. */
const makePassword = (): string => randomBytes(12).toString('hex');
