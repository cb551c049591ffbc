import type { Citizen } from '../model.js';
import { texts } from '../texts.js';

type Address = NonNullable<Citizen['address']>;

export const sayAddress = ({ street, postalCode, city }: Address): string =>
  [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');

/** Where she lives, or that it is not shown. */
export const placeOf = ({ address, addressProtected }: Citizen): string =>
  address ? sayAddress(address) : addressProtected ? texts.citizens.protectedAddress : texts.noAddress;
