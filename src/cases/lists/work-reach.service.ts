import { Injectable } from '@nestjs/common';
import { Reach, type Way } from '../../access/reach.service.js';
import type { Alert } from '../alert.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { mayReach, type Principal } from '../../platform/http/principal.js';
import { because } from '../../platform/http/shown.js';
import { isTheirs } from './task-reach.rules.js';
import { TasksStore } from './tasks.store.js';

/** Why a look was had, as the log of reads keeps it. */
const LOOK_FOR_WORK = 'work';

type About = Pick<Alert, 'id' | 'citizenId' | 'districtId'>;

/** Whoever is asked, over whichever border, reads what the work needs for as long as it is theirs, and no longer. */
@Injectable()
export class WorkReach implements Way {
  constructor(
    private readonly store: TasksStore,
    private readonly reach: Reach,
  ) {
    reach.add(this);
  }

  /** Work that is theirs leads to its citizen. */
  async of(tx: Turn['tx'], who: Principal, citizenIds: readonly string[]): Promise<string[]> {
    const open = await this.store.openAbout(tx, citizenIds);
    const theirs = open.filter((task) => isTheirs(task, who));
    if (theirs.length > 0) because(LOOK_FOR_WORK);
    return theirs.flatMap(({ citizenId }) => citizenId ?? []);
  }

  /** Whether the alert and its log may be read: it is of a district within reach, or of a citizen to whom a way leads. */
  async mayRead(tx: Turn['tx'], who: Principal, alert: About): Promise<boolean> {
    if (mayReach(who, alert.districtId)) return true;
    if (await this.isTheirs(tx, who, alert)) return true;
    if (alert.citizenId === null) return false;
    return this.reach.reaches(tx, who, { id: alert.citizenId, districtId: null });
  }

  /** Whether the alert may be changed: reading it by a way that is no work of theirs is not enough. */
  async mayAct(tx: Turn['tx'], who: Principal, alert: About): Promise<boolean> {
    return mayReach(who, alert.districtId) || (await this.isTheirs(tx, who, alert));
  }

  /** What may be read beside what is of the districts within reach; of the citizens asked for also what other ways lead to. */
  async beside(tx: Turn['tx'], who: Principal, asked: readonly string[] | null) {
    if (who.districtIds === 'all') return { alertIds: [], citizenIds: [] };
    const { districtIds, teamIds, id: principalId } = who;
    const found = await this.store.overTheBorder(tx, { districtIds, teamIds, principalId });
    const theirs = found.filter((task) => isTheirs(task, who));
    const reached = await this.reach.reached(
      tx,
      who,
      (asked ?? []).map((id) => ({ id, districtId: null })),
    );
    return {
      alertIds: theirs.map(({ alertId }) => alertId),
      citizenIds: [...reached, ...theirs.flatMap(({ citizenId }) => citizenId ?? [])],
    };
  }

  private async isTheirs(tx: Turn['tx'], who: Principal, { id }: About): Promise<boolean> {
    const task = await this.store.findOpenFor(tx, id);
    return task !== null && isTheirs(task, who);
  }
}
