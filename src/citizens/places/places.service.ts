import { Injectable } from '@nestjs/common';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Address } from '../citizen.rules.js';
import { codeOf, countryOf, type GivenAddress, isSameStreet, locate } from './postcode.rules.js';
import { PostcodesStore } from './postcodes.store.js';

/** Where addresses are on the map. */
@Injectable()
export class PlacesService {
  constructor(private readonly postcodes: PostcodesStore) {}

  /**
   * Where it says itself, else where she lived before at that street, else in the middle of its postal code.
   * @throws Problem 422 where the house knows none of it
   */
  async locate(tx: Turn['tx'], said: GivenAddress, zone: string, held: Address | null): Promise<Address> {
    if (said.lat === undefined && held && isSameStreet(held, said)) return held;
    const known = said.lat === undefined && said.postalCode !== undefined;
    const middle = known ? await this.postcodes.find(tx, countryOf(zone), codeOf(said.postalCode!)) : null;
    const address = locate(said, middle);
    if (!address)
      throw problem.unprocessable([
        { path: 'address.lat', message: 'is needed: the house does not know where that postal code lies' },
      ]);
    return address;
  }
}
