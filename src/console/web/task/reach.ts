import type { Contacts, Task } from '../model.js';

/** Somebody who can be called about a task. */
export interface Callee {
  /** Nothing where it is the citizen herself. */
  readonly name: string | null;
  readonly number: string;
}

/** Who is called, in order: the citizen and then her relatives, each by the mobile first. */
export function calleesOf(contacts: Contacts | null): Callee[] {
  if (!contacts) return [];
  const numbersOf = (name: string | null, { mobile, phone }: { mobile?: string | null; phone?: string | null }) =>
    [mobile, phone].flatMap((number) => (number ? [{ name, number }] : []));
  return [...numbersOf(null, contacts), ...contacts.relatives.flatMap((each) => numbersOf(each.name, each))];
}

export const dialLink = (number: string): string => `tel:${number.replaceAll(/[^+\d]/g, '')}`;

/** Nothing where it is no address that a screen call is made to: what is not known by its scheme is not opened. */
export function screenCallLink(contacts: Contacts | null): string | null {
  const address = contacts?.screenCallAddress?.trim() ?? '';
  return /^(https:\/\/|sips?:)/i.test(address) ? address : null;
}

/** To the map of her own telephone, and to no page of anybody: nothing where the address is not shown. */
export function directionsLink({ citizen }: Task): string | null {
  const { street, postalCode, city } = citizen?.address ?? {};
  const where = [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  return street ? `geo:0,0?q=${encodeURIComponent(where)}` : null;
}
