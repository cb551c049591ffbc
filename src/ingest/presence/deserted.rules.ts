/** A node's beat as it was last seen to change. */
export interface Watched {
  /** Null while there is none. */
  readonly beat: string | null;
  readonly sinceMs: number;
}

/** The nodes as they were seen at the last look. */
export interface Watch {
  readonly nodes: ReadonlyMap<string, Watched>;
  readonly lookedMs: number;
}

export const NOBODY_WATCHED: Watch = { nodes: new Map(), lookedMs: -Infinity };

/**
 * Looks at the beats of nodes; since when each is as it is, by the clock of who looks. Between looks that lie more than half the bound
 * apart whoever looks was away, and so may the database have been: nobody could beat, and all are watched anew.
 */
export function watch(
  before: Watch,
  nodeIds: readonly string[],
  beats: ReadonlyMap<string, string>,
  afterMs: number,
  nowMs: number,
): Watch {
  const { nodes: seen } = nowMs - before.lookedMs > afterMs / 2 ? NOBODY_WATCHED : before;
  const nodes = nodeIds.map((nodeId): [string, Watched] => {
    const beat = beats.get(nodeId) ?? null;
    const known = seen.get(nodeId);
    return [nodeId, known?.beat === beat ? known : { beat, sinceMs: nowMs }];
  });
  return { nodes: new Map(nodes), lookedMs: nowMs };
}

/** Nodes that have not beaten for so long while they were watched. */
export const deserted = ({ nodes, lookedMs }: Watch, afterMs: number): string[] =>
  [...nodes].filter(([, { sinceMs }]) => lookedMs - sinceMs >= afterMs).map(([nodeId]) => nodeId);
