import { below, type District } from '../teams/district.rules.js';

/** The districts and every district below any of them, each once. */
export function reachOf(districts: readonly Pick<District, 'id' | 'parentId'>[], roots: readonly string[]): string[] {
  return [...new Set([...new Set(roots)].flatMap((root) => below(districts, root)))];
}
