/** Migrations that stand in the database and that this build knows nothing of: a newer one made them. */
export function newerAmong(applied: readonly string[], known: readonly string[]): string[] {
  const ours = new Set(known);
  return applied.filter((name) => !ours.has(name));
}

const MOST_NAMED = 3;

/** What an operator is told of them. */
export function sayNewer(newer: readonly string[]): string {
  const more = newer.length - MOST_NAMED;
  return `a newer build has migrated it: ${newer.slice(-MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
