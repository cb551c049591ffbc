/** How much of everything a form of the bench does. */
export interface BenchSize {
  form: 'short' | 'full';
  rounds: number;
  /** A peak round ends at so many events or seconds. */
  peakEvents: number;
  peakSeconds: number;
  naiveEvents: number;
  dispensers: number;
  /** Each settling round has this many events a dispenser, every one about a dose of its own. */
  dosesPerRound: number;
  settlingRounds: number;
  /** Missed doses of the publish-to-task measurements, each. */
  missed: number;
  latencySeconds: number;
  /** Shares of our own peak at which latency is measured. */
  latencyAt: number[];
}

const SHORT: BenchSize = {
  form: 'short',
  rounds: 3,
  peakEvents: 60_000,
  peakSeconds: 3,
  naiveEvents: 2_000,
  dispensers: 1_000,
  dosesPerRound: 20,
  settlingRounds: 1,
  missed: 40,
  latencySeconds: 4,
  latencyAt: [0.5],
};

const FULL: BenchSize = {
  form: 'full',
  rounds: 5,
  peakEvents: 300_000,
  peakSeconds: 10,
  naiveEvents: 10_000,
  dispensers: 1_000,
  dosesPerRound: 40,
  settlingRounds: 5,
  missed: 300,
  latencySeconds: 15,
  latencyAt: [0.1, 0.5, 0.9],
};

export const SIZES = { short: SHORT, full: FULL };
