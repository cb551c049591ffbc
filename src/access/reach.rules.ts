import { below, type District, type FormerDistrict } from '../teams/district.rules.js';

/** The districts and every district below any of them, each once, with those that have left their history to one of these. */
export function reachOf(
  districts: readonly Pick<District, 'id' | 'parentId'>[],
  roots: readonly string[],
  former: readonly Pick<FormerDistrict, 'id' | 'successorId'>[] = [],
): string[] {
  const reached = [...new Set([...new Set(roots)].flatMap((root) => below(districts, root)))];
  return [...reached, ...former.filter(({ successorId }) => reached.includes(successorId)).map(({ id }) => id)];
}
