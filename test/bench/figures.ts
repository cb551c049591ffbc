import { sumOf, type CpuPerEvent, type Round } from './contestant.js';

/** The middle one; of an even number the mean of the two in the middle. NaN for none. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Rounds that ran side by side are compared with each other, so that a neighbour's load weighs on both. */
export function medianRatio(
  these: Round[],
  those: Round[],
  ofThese: (round: Round) => number,
  ofThose: (round: Round) => number = ofThese,
): number {
  return median(these.slice(0, those.length).map((round, i) => ofThese(round) / ofThose(those[i] ?? round)));
}

export function medianCpu(rounds: Round[], of: (round: Round) => CpuPerEvent): CpuPerEvent & { all: number } {
  const part = (name: keyof CpuPerEvent): number => median(rounds.map((round) => of(round)[name]));
  return {
    service: part('service'),
    postgres: part('postgres'),
    broker: part('broker'),
    all: median(rounds.map((round) => sumOf(of(round)))),
  };
}
