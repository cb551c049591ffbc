import type { TeamKind } from '../../teams/team.rules.js';
import type { Citizen } from '../citizen.rules.js';

export const HEARING = ['unimpaired', 'hard-of-hearing', 'deaf'] as const;
export type Hearing = (typeof HEARING)[number];

/** How one gets in where the citizen lives: where the key is, and what to mind. */
export interface HomeAccess {
  key?: string | undefined;
  note?: string | undefined;
}

/** How one reaches a citizen, and speaks with her. */
export interface Contacts {
  /** Called before `phone`. */
  mobile: string | null;
  phone: string | null;
  /** Where a screen call goes. */
  screenCallAddress: string | null;
  /** In which she is spoken with: a language tag (BCP 47). */
  language: string | null;
  hearing: Hearing | null;
  homeAccess: HomeAccess | null;
}
export type GivenContacts = { readonly [Field in keyof Contacts]?: Contacts[Field] | undefined };

export const CONTACT_FIELDS = ['mobile', 'phone', 'screenCallAddress', 'language', 'hearing', 'homeAccess'] as const;
export type ContactField = (typeof CONTACT_FIELDS)[number];

/** As they are kept: how one gets in is sealed. */
export interface KeptContacts extends Omit<Contacts, 'homeAccess'> {
  readonly homeAccess: Buffer | null;
}

export const NO_CONTACTS = {
  mobile: null,
  phone: null,
  screenCallAddress: null,
  language: null,
  hearing: null,
  homeAccess: null,
} satisfies Contacts;

/** What a body says of the contacts, and all else that it says. */
export function apart<Body extends GivenContacts>(body: Body) {
  const { mobile, phone, screenCallAddress, language, hearing, homeAccess, ...rest } = body;
  return { contacts: { mobile, phone, screenCallAddress, language, hearing, homeAccess }, rest };
}

/** The contacts with what is given, and which of it is new: null empties, what is not said stays. */
export function changeContacts(
  held: Contacts,
  given: GivenContacts,
): { contacts: Contacts; changed: readonly ContactField[] } {
  const fields = CONTACT_FIELDS.filter((field) => given[field] !== undefined);
  const contacts = { ...held, ...Object.fromEntries(fields.map((field) => [field, given[field]])) };
  return { contacts, changed: CONTACT_FIELDS.filter((field) => said(contacts[field]) !== said(held[field])) };
}

const said = (value: Contacts[ContactField]): string =>
  typeof value === 'object' && value !== null ? JSON.stringify([value.key, value.note]) : String(value);

/** Whether anybody can be called about the citizen: herself, or a relative. */
export const hasPhone = (
  own: Pick<Contacts, 'mobile' | 'phone'> | undefined,
  { relatives }: Pick<Citizen, 'relatives'>,
): boolean => [own, ...relatives].some((one) => Boolean(one?.mobile ?? one?.phone));

/** Teams that drive to citizens; the others speak with them from afar. */
const DRIVING: readonly TeamKind[] = ['home-care', 'night'];

/** Who may be told how one gets into the homes of those she reaches: who visits by her work, and who keeps these data. */
export const visits = (scopes: readonly string[], teams: readonly TeamKind[]): boolean =>
  scopes.includes('homes:enter') && (scopes.includes('citizens:write') || teams.some((kind) => DRIVING.includes(kind)));

/** How one gets in would tell a protected address, and is then for who drives there alone. */
export const mayShowHomeAccess = (
  { addressProtected }: Pick<Citizen, 'addressProtected'>,
  isVisiting: boolean,
  inList: boolean,
): boolean => isVisiting && !inList && !addressProtected;

/** The contacts as JSON. */
export interface ContactsView extends Contacts {
  /** There is such a note, whether or not it is told. */
  homeAccessKnown: boolean;
}

/** What of it is told, by name, as the log of reads keeps it. */
export const toldOf = (view: Contacts): ContactField[] => CONTACT_FIELDS.filter((field) => view[field] !== null);
