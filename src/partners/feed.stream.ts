import type { ServerResponse } from 'node:http';
import { closesByItself, withErrorListener } from '../platform/emitters.js';
import { asClosingEvent, type StreamEnd } from './feed.rules.js';

export interface Pace {
  readonly lifetimeMs: number;
  /** A reader that takes nothing for so long is cut. */
  readonly stalledMs: number;
}

/** How long a reader has to take the last word. */
const GOODBYE_MS = 5_000;

/**
 * One reader's stream. It holds what was said last until the reader takes it, and no more: meanwhile its heart rests, and after a while
 * it is cut. Nothing is written after its end.
 */
export class FeedStream {
  private isOver = false;
  private stall: NodeJS.Timeout | undefined;
  private readonly lifetime: NodeJS.Timeout;
  private wake: () => void = () => undefined;

  /** `onOver` is called once, when nothing more will be said. */
  constructor(
    private readonly response: ServerResponse,
    private readonly pace: Pace,
    private readonly onOver: (end: StreamEnd | null) => void,
  ) {
    withErrorListener(response, closesByItself);
    // Its patience is its own.
    response.setTimeout(0);
    response.on('drain', () => this.drained()).once('close', () => this.closed());
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    this.lifetime = setTimeout(() => this.end(null), pace.lifetimeMs);
  }

  get isOpen(): boolean {
    return !this.isOver;
  }

  say(text: string): void {
    if (this.isOver || this.response.write(text)) return;
    this.stall ??= setTimeout(() => this.cut(), this.pace.stalledMs);
  }

  /** Said while the reader takes what it is told; else its heart rests. */
  beat(text: string): void {
    if (this.stall === undefined) this.say(text);
  }

  /** Resolves when the reader has taken what was said, or the stream is over. */
  async taken(): Promise<void> {
    if (this.stall !== undefined && !this.isOver) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  /** Says why, where there is a reason, and closes; a reader that does not take its last word is cut. */
  end(why: StreamEnd | null): void {
    if (this.isOver) return;
    this.over(why);
    const goodbye = setTimeout(() => this.response.destroy(), GOODBYE_MS);
    this.response.once('close', () => clearTimeout(goodbye)).end(why ? asClosingEvent(why) : undefined);
  }

  private cut(): void {
    this.over('stalled');
    this.response.destroy();
  }

  private closed(): void {
    if (!this.isOver) this.over(null);
  }

  private over(why: StreamEnd | null): void {
    this.isOver = true;
    for (const timer of [this.lifetime, this.stall]) clearTimeout(timer);
    this.onOver(why);
    this.wake();
  }

  private drained(): void {
    clearTimeout(this.stall);
    this.stall = undefined;
    this.wake();
  }
}
