import { z } from 'zod';
import { line } from '../../platform/http/fields.js';
import { asLine, digitsOf } from '../../platform/text.rules.js';
import { HEARING } from './contact.rules.js';

/** As it is dialled; blanks and dashes between the digits are not kept. */
export const dialled = z
  .string()
  .max(40)
  .overwrite(asLine)
  .regex(/^\+?\d(?:[ \p{Pd}\u2212]*\d){2,14}$/u, 'must be a telephone number: 3 to 15 digits, after + with the country')
  .overwrite(digitsOf);

/** What a page may open, and nothing else: no script, no file. */
const screenCallAddress = z
  .url({ protocol: /^(?:https|sips?)$/, error: 'must be an address that begins with https:, sip: or sips:' })
  .max(500)
  .regex(/^[^\s\p{Cc}]+$/u, 'must hold no blanks');

const language = z
  .string()
  .max(35)
  .refine(isLanguage, { error: 'must be a language tag such as da, nb or ar' })
  .overwrite((tag) => (isLanguage(tag) ? Intl.getCanonicalLocales(tag)[0]! : tag));

/** A language of ISO 639, and whatever else its tag says. */
function isLanguage(tag: string): boolean {
  if (!/^[a-z]{2,3}(?:-|$)/i.test(tag)) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

const homeAccess = z.strictObject({
  key: line(200).optional().meta({ description: 'where the key is, or how the door is opened' }),
  note: line(500).optional().meta({ description: 'what to mind at the door' }),
});

const FIRST = 'called before `phone`';
const SPOKEN = 'in which she is spoken with, as a tag of BCP 47';

/** What a body may say of how a citizen is reached; null empties it. */
export const contactFields = {
  mobile: dialled.nullish().meta({ description: FIRST }),
  phone: dialled.nullish(),
  screenCallAddress: screenCallAddress.nullish().meta({ description: 'where a screen call goes' }),
  language: language.nullish().meta({ description: SPOKEN }),
  hearing: z.enum(HEARING).nullish(),
  homeAccess: homeAccess
    .refine(({ key, note }) => key ?? note, { error: 'needs key or note' })
    .nullish()
    .meta({ description: 'how one gets in; the whole of it is replaced' }),
};

/** The same as it is shown. */
export const contactsShown = {
  mobile: z.string().nullable().meta({ description: FIRST }),
  phone: z.string().nullable(),
  screenCallAddress: z.string().nullable().meta({ description: 'where a screen call goes' }),
  language: z.string().nullable().meta({ description: SPOKEN }),
  hearing: z.enum(HEARING).nullable(),
  homeAccess: homeAccess.nullable().meta({
    description: 'how one gets in: for who visits, in no list, and where the address is protected on the visit alone',
  }),
  homeAccessKnown: z.boolean().meta({ description: 'there is such a note, whether or not it is told here' }),
};
