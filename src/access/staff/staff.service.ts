import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import type { Staff } from './staff.rules.js';
import { StaffStore } from './staff.store.js';

/** What other rooms may know of somebody who works here. */
export type Colleague = Pick<Staff, 'id' | 'displayName' | 'roles' | 'teamIds'>;

/** Who works here, for the rooms that hand out work. Disabled accounts are not there. */
@Injectable()
export class StaffService {
  constructor(private readonly store: StaffStore) {}

  findByUsername(tx: Turn['tx'], username: string): Promise<Staff | null> {
    return this.store.findByUsername(tx, username);
  }

  /** Nobody changes the account until the transaction is over. */
  share(tx: Turn['tx'], id: string): Promise<Staff | null> {
    return this.store.share(tx, id);
  }

  async findColleague(tx: Turn['tx'], id: string): Promise<Colleague | null> {
    return (await this.listColleagues(tx)).find((colleague) => colleague.id === id) ?? null;
  }

  async listColleagues(tx: Turn['tx']): Promise<readonly Colleague[]> {
    return (await this.store.people(tx)).filter(({ disabledAt }) => disabledAt === null);
  }
}
