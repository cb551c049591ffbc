import { Injectable } from '@nestjs/common';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import type { Fact } from '../platform/facts/fact.js';
import { mayReach, type Principal } from '../platform/http/principal.js';
import type { Citizen } from './citizen.rules.js';
import { CitizensStore } from './citizens.store.js';
import { CprVault } from './cpr-vault.service.js';

/** Whose CPR number is whose. */
@Injectable()
export class Numbers {
  constructor(
    private readonly store: CitizensStore,
    private readonly vault: CprVault,
  ) {}

  /**
   * Gives a citizen the number, or takes it away. Of those whom the caller reaches one has it. Whether somebody out of reach has it is
   * not said: the answer is the same, both keep it, and those who see everybody are told that somebody is there twice.
   * @throws Problem 409 when another citizen within the caller's reach has it
   */
  async give({ tx }: Turn, who: Principal, { id }: Citizen, cpr: string | null): Promise<Fact[]> {
    if (cpr === null) {
      await this.store.setCpr(tx, id, null, 'only');
      return [];
    }
    const sealed = this.vault.seal(cpr, id);
    await this.store.lockNumber(tx, sealed.digest);
    const others = (await this.store.findByDigest(tx, 'all', sealed.digest)).filter((other) => other.id !== id);
    if (others.some(({ districtId }) => mayReach(who, districtId))) throw numberTaken();
    await this.store.setCpr(tx, id, sealed, others.length > 0 ? 'too' : 'only');
    const citizenIds = [id, ...others.map((other) => other.id)];
    return others.length === 0
      ? []
      : [{ type: 'citizen.number_repeated', subject: id, districtId: null, data: { citizenIds } }];
  }
}

const numberTaken = () => problem.conflict('Another citizen has that number.', { state: 'exists' });
