import { createHash } from 'node:crypto';

/** Stands for the time of an event whose own is missing or unreadable: the time of receipt would tell a resend from what was sent. */
export const NO_TIME = new Date(0);

const DIGEST = /(?:~[0-9a-f]{64})+$/;

/** An id made to tell apart what bears the same one: with a digest of what is said under it. */
export const idWith = (id: string, said: unknown): string => `${id}~${digestOf(said)}`;

/** The id as the dispenser gave it. */
export const idAsSaid = (eventId: string): string => eventId.replace(DIGEST, '');

export const digestOf = (said: unknown): string => createHash('sha256').update(canonical(said)).digest('hex');

/** One text for the same value, whatever the order of its keys; null is absent. Not by recursion: it may be nested to any depth. */
export function canonical(value: unknown): string {
  let text = '';
  const left: Part[] = [{ value }];
  for (let part = left.pop(); part; part = left.pop()) {
    if ('text' in part) text += part.text;
    else if (typeof part.value !== 'object' || part.value === null) text += textOf(part.value);
    else left.push(...partsOf(part.value).reverse());
  }
  return text;
}

type Part = { readonly text: string } | { readonly value: unknown };

/** Undefined has no JSON: it is absent, as null is. */
const textOf = (value: unknown): string => (value === undefined ? 'null' : JSON.stringify(value));

function partsOf(object: object): Part[] {
  if (Array.isArray(object)) return [{ text: '[' }, ...object.flatMap((value) => [{ value }, COMMA]), { text: ']' }];
  const said = Object.entries(object).filter(([, value]) => value != null);
  const inOrder = said.sort(([a], [b]) => (a < b ? -1 : 1));
  const members = inOrder.flatMap(([key, value]) => [{ text: `${JSON.stringify(key)}:` }, { value }, COMMA]);
  return [{ text: '{' }, ...members, { text: '}' }];
}

const COMMA: Part = { text: ',' };
