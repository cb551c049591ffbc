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
  burst: { dispensers: number; events: number; seconds: number };
  /** `citizens` are cared for besides the others; nobody ever hears from their dispensers. */
  watch: { citizens: number; seconds: number; atOnce: number };
  queue: { tasks: number; teams: number; requests: number };
  /** Dispensers are in a loop for so long; so many others' doses are silent meanwhile, and as many steps of ladders fall due. */
  flood: { seconds: number; others: number };
  history: {
    events: number;
    /** Alternately with and without. */
    rounds: number;
    /** The rest is compared too, the burst and the watch over less than alone; null: the widest peak and an ordinary day only. */
    everything: Pick<BenchSize, 'burst' | 'watch'> | null;
  };
  nodeRed: boolean;
  /** `dispensers` connect within so many seconds beside others that speak; they are of the town. */
  storm: { dispensers: number; seconds: number } | null;
}

const SHORT: BenchSize = {
  form: 'short',
  rounds: 3,
  peakEvents: 40_000,
  peakSeconds: 2,
  naiveEvents: 1_000,
  dispensers: 1_000,
  dosesPerRound: 20,
  settlingRounds: 1,
  missed: 40,
  latencySeconds: 4,
  latencyAt: [0.5],
  burst: { dispensers: 1_000, events: 10_000, seconds: 6 },
  watch: { citizens: 2_000, seconds: 10, atOnce: 500 },
  queue: { tasks: 100_000, teams: 50, requests: 200 },
  flood: { seconds: 15, others: 100 },
  history: { events: 500_000, rounds: 2, everything: null },
  nodeRed: false,
  storm: null,
};

const FULL: BenchSize = {
  form: 'full',
  rounds: 5,
  peakEvents: 150_000,
  peakSeconds: 5,
  naiveEvents: 10_000,
  dispensers: 1_000,
  dosesPerRound: 40,
  settlingRounds: 5,
  missed: 300,
  latencySeconds: 10,
  latencyAt: [0.1, 0.5, 0.9],
  burst: { dispensers: 2_000, events: 100_000, seconds: 60 },
  watch: { citizens: 10_000, seconds: 60, atOnce: 2_000 },
  queue: { tasks: 1_000_000, teams: 100, requests: 2_000 },
  flood: { seconds: 60, others: 400 },
  history: {
    events: 10_000_000,
    rounds: 3,
    everything: {
      burst: { dispensers: 2_000, events: 50_000, seconds: 30 },
      watch: { citizens: 10_000, seconds: 20, atOnce: 2_000 },
    },
  },
  nodeRed: true,
  storm: { dispensers: 10_000, seconds: 15 },
};

export const SIZES = { short: SHORT, full: FULL };
