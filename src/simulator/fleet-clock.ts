/** The time the whole fleet goes by: set by the gateway, running at its speed, and never back. */
export class FleetClock {
  private anchorReal: number;
  private anchorClock: number;

  constructor(
    startAt: number,
    private running: number,
    private readonly real: () => number = () => performance.now(),
  ) {
    this.anchorReal = real();
    this.anchorClock = startAt;
  }

  /** How many times as fast as ours. */
  get speed(): number {
    return this.running;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Math.floor(this.anchorClock + (this.real() - this.anchorReal) * this.running);
  }

  follow(now: number, speed: number): void {
    this.anchorClock = Math.max(now, this.now());
    this.anchorReal = this.real();
    this.running = speed;
  }
}
