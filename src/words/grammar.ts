/** How a language counts and lists. */
export function grammarOf(locale: string) {
  const counts = new Intl.PluralRules(locale);
  const lists = new Intl.ListFormat(locale);
  return {
    /** The right one of two for so many. */
    plural: (n: number, one: string, other: string): string => (counts.select(n) === 'one' ? one : other),
    list: (items: readonly string[]): string => lists.format(items),
  };
}
