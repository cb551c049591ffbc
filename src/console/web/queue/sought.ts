/** Whether each of the words that are looked for is the beginning of one that is said; with accents and capitals or without. */
export function isFound(said: string, sought: string): boolean {
  const words = wordsOf(said);
  return wordsOf(sought).every((part) => words.some((word) => word.startsWith(part)));
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
