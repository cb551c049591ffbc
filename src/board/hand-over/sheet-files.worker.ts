import { Injectable } from '@nestjs/common';
import { PrincipalsService } from '../../access/principals.service.js';
import { ReadLog } from '../../access/audit/read-log.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { codeOf } from '../../platform/database/trouble.rules.js';
import { Readiness } from '../../platform/health/readiness.js';
import { asAnswer, Shown } from '../../platform/http/shown.js';
import { Log } from '../../platform/logging/log.js';
import { Sweeps } from '../../platform/queue/sweeps.js';
import { TeamsService } from '../../teams/teams.service.js';
import type { Team } from '../../teams/team.rules.js';
import { HandOverSheets } from './hand-over-sheets.service.js';
import { isTime } from './sheet-files.rules.js';
import { putSheets } from './sheet-folder.js';

const AGAIN_MINUTES = 1;

/** Lays the sheet of each team into a folder every so often, so that there is one to print while the house is down. */
@Injectable()
export class SheetFilesWorker {
  private writtenAt: Date | null = null;
  /** Why the folder does not take them. */
  private trouble: string | null = null;
  /** Whom the last sheet of a team told of. */
  private readonly told = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly teams: TeamsService,
    private readonly sheets: HandOverSheets,
    private readonly principals: PrincipalsService,
    private readonly reads: ReadLog,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly database: Database,
    private readonly log: Log,
    readiness: Readiness,
    sweeps: Sweeps,
  ) {
    const { dir } = config.handOver;
    if (dir === null || !config.roles.includes('worker')) return;
    sweeps.add({ name: 'hand-over-sheets', role: 'worker', look: () => this.look(dir) });
    readiness.add('hand-over-sheets', [], () => ({
      ok: this.trouble === null,
      detail: this.trouble === null ? 'are written' : `the folder does not take them: ${this.trouble}`,
      degradedOnly: true,
    }));
  }

  private async look(folder: string): Promise<number> {
    const now = this.clock.now();
    const every = this.trouble === null ? this.config.handOver.everyMinutes : AGAIN_MINUTES;
    if (!isTime(this.writtenAt, now, every)) return 0;
    const teams = await this.database.autocommit((tx) => this.teams.listTeams(tx));
    const sheets: Sheets = [];
    for (const team of teams) sheets.push({ team, page: await this.pageOf(team, now) });
    this.writtenAt = now;
    this.trouble = await this.put(folder, sheets);
    return this.trouble === null ? teams.length : 0;
  }

  /** Whom a sheet tells of anew is in the log of reads before it lies there. */
  private async pageOf(team: Team, now: Date): Promise<string> {
    const shown = new Shown();
    const { language } = this.config.handOver;
    const page = await this.database.autocommit(async (tx) => {
      const who = await this.principals.asTeam(tx, team);
      return asAnswer(shown, () => this.sheets.print({ tx, now }, team, who, language));
    });
    const before = this.told.get(team.id);
    const fresh = [...shown.citizenIds].filter((id) => !before?.has(id));
    if (fresh.length > 0)
      await this.reads.write({
        at: now,
        principalId: team.id,
        principalKind: 'team',
        route: 'hand-over sheet in the folder',
        reason: null,
        fields: null,
        shown: [...shown.fields].sort(),
        replayed: false,
        citizenIds: fresh,
      });
    this.told.set(team.id, shown.citizenIds);
    return page;
  }

  /** A folder that takes nothing keeps nobody from work: it is told, and tried again in a minute. */
  private async put(folder: string, sheets: Sheets): Promise<string | null> {
    try {
      await putSheets(folder, sheets);
      return null;
    } catch (error) {
      const code = codeOf(error);
      if (code !== this.trouble) this.log.error({ folder, error: code }, 'the hand-over sheets cannot be written');
      return code;
    }
  }
}

type Sheets = { team: Team; page: string }[];
