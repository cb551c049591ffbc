/**
 * The keys of advisory locks, in one place because two of one number would hold each other up. A number stays with its name: nodes of the
 * version before take it too.
 */
export const LOCKS = {
  /** Of several nodes one migrates. */
  migrations: 714_001,
  /** Facts get their places one after another. */
  placing: 714_002,
  /** With the number of the lane. */
  lane: 714_003,
  /** Of two processes one makes partitions. */
  partitions: 714_004,
  /** Assignments that drop a planned one wait for all others. */
  assignments: 714_005,
  /** With a part of a number's digest: of two who give it at once one comes second. */
  number: 714_006,
  /** With a part of its address' digest: of two who subscribe one browser at once one comes second. */
  browser: 714_007,
  /** One administrator at a time takes the first citizen in. */
  setup: 714_009,
  /** With a part of the digest of the id by which another system knows a citizen: of two who give it at once one comes second. */
  externalId: 714_012,
  storms: 714_011,
  audit: 7_021_003,
  coverage: 7_021_004,
  clocks: 7_021_005,
  waiting: 7_021_006,
} as const;

export type Lock = (typeof LOCKS)[keyof typeof LOCKS];
