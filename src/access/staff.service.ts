import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import type { Staff } from './staff.rules.js';
import { StaffStore } from './staff.store.js';

/** What other rooms may know of somebody who works here. */
export type Colleague = Pick<Staff, 'id' | 'displayName' | 'roles' | 'teamIds'>;

/** Who works here, for the rooms that hand out work. Disabled accounts are not there. */
@Injectable()
export class StaffService {
  constructor(private readonly store: StaffStore) {}

  async findColleague(tx: Turn['tx'], id: string): Promise<Colleague | null> {
    const staff = await this.store.find(tx, id);
    return staff && !staff.disabledAt ? asColleague(staff) : null;
  }

  async listColleagues(tx: Turn['tx']): Promise<Colleague[]> {
    return (await this.store.listActive(tx)).map(asColleague);
  }
}

const asColleague = ({ id, displayName, roles, teamIds }: Staff): Colleague => ({ id, displayName, roles, teamIds });
