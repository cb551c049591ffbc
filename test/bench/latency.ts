export interface Latency {
  p50: number;
  p90: number;
  p99: number;
  max: number;
}

/** Collects durations in milliseconds; the first `capacity` of them are kept exactly. */
export class LatencySamples {
  private readonly samples: Float32Array;
  private count = 0;

  constructor(capacity: number) {
    this.samples = new Float32Array(capacity);
  }

  add(milliseconds: number): void {
    if (this.count < this.samples.length) this.samples[this.count++] = milliseconds;
  }

  /** Milliseconds; null when there was nothing to measure. */
  summary(): Latency | null {
    if (this.count === 0) return null;
    const sorted = this.samples.subarray(0, this.count).sort();
    const at = (share: number): number =>
      round(sorted[Math.min(this.count - 1, Math.ceil(share * this.count) - 1)] ?? 0);
    return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
