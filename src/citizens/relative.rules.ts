import type { Relative } from './citizen.rules.js';

interface Flaw {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the ids in a list of relatives: each names one of those there are, and none twice. */
export function flawsOfIds(held: readonly Relative[], given: readonly Relative[]): Flaw[] {
  const known = held.map(({ id }) => id);
  return given.flatMap(({ id }, place) => {
    if (id === undefined) return [];
    const path = `relatives.${place}.id`;
    if (!known.includes(id)) return [{ path, message: 'names no relative of this citizen' }];
    const isFirst = given.findIndex((one) => one.id === id) === place;
    return isFirst ? [] : [{ path, message: 'is named twice' }];
  });
}

/** In the order they count: the same altogether, the same name, the same way to reach them. */
const ALIKE: readonly ((a: Relative, b: Relative) => boolean)[] = [
  (a, b) => a.name === b.name && a.mobile === b.mobile && a.phone === b.phone && a.email === b.email,
  (a, b) => a.name === b.name,
  (a, b) => waysTo(a).some((way) => waysTo(b).includes(way)),
];

/** Whichever field it stands in: a number that moves to the other one is the same number. */
const waysTo = ({ mobile, phone, email }: Relative) => [mobile, phone, email].filter((way) => way !== undefined);

/** Whoever was there before keeps her id, wherever she now stands in the list and whether or not it was said. */
export function withIds(held: readonly Relative[], given: readonly Relative[], newId: () => string): Relative[] {
  const ids = given.map(({ id }) => id);
  for (const isAlike of ALIKE) {
    for (const [place, relative] of given.entries()) {
      if (ids[place] !== undefined) continue;
      ids[place] = held.find((one) => !ids.includes(one.id) && isAlike(one, relative))?.id;
    }
  }
  return given.map((relative, place) => ({ ...relative, id: ids[place] ?? newId() }));
}
