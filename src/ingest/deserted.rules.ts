/** A node's beat as it was last seen to change. */
export interface Watched {
  /** Null while there is none. */
  readonly beat: string | null;
  readonly sinceMs: number;
}

/** Looks at the beats of nodes; since when each is as it is, by the clock of who looks. */
export function watch(
  before: ReadonlyMap<string, Watched>,
  nodeIds: readonly string[],
  beats: ReadonlyMap<string, string>,
  nowMs: number,
): Map<string, Watched> {
  return new Map(
    nodeIds.map((nodeId) => {
      const beat = beats.get(nodeId) ?? null;
      const known = before.get(nodeId);
      return [nodeId, known && known.beat === beat ? known : { beat, sinceMs: nowMs }];
    }),
  );
}

/** Nodes that have not beaten for so long while they were watched. */
export const deserted = (watched: ReadonlyMap<string, Watched>, afterMs: number, nowMs: number): string[] =>
  [...watched].filter(([, { sinceMs }]) => nowMs - sinceMs >= afterMs).map(([nodeId]) => nodeId);
