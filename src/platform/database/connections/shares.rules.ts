/** Who comes for many connections at once, and must leave some to the others. */
export type ShareOf = 'sweeps' | 'requests';

const MOST_KEPT = 4;

/**
 * How many of a pool's connections each may hold at once. Some are kept for what has no share and may wait for nobody: the journal, who
 * may speak, that a gateway hears, and whether an outage is over. `one`: of those for sweeps, what a single one may hold.
 */
export function sharesOf(poolSize: number): Record<ShareOf | 'one', number> {
  const shared = poolSize - Math.min(MOST_KEPT, Math.floor(poolSize / 4));
  const sweeps = Math.max(1, Math.ceil(shared / 2));
  return { sweeps, requests: Math.max(1, shared - sweeps), one: Math.max(1, sweeps - Math.ceil(sweeps / 3)) };
}
