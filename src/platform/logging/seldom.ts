import { realNow } from '../clock/clock.js';
import { MINUTE_MS } from '../clock/spans.rules.js';

/** Of each kind a few lines a minute: a flood of mistakes floods no log. */
export class Seldom {
  private readonly written = new Map<string, { since: number; lines: number; unwritten: number }>();

  constructor(private readonly linesAMinute: number) {}

  /** Calls `write` unless there were enough, with how many were left out before, if any. */
  say(kind: string, write: (more: { unwritten?: number }) => void): void {
    const now = realNow().getTime();
    const held = this.written.get(kind);
    const minute = held && now - held.since < MINUTE_MS ? held : { since: now, lines: 0, unwritten: 0 };
    this.written.set(kind, minute);
    if (minute.lines === this.linesAMinute) {
      minute.unwritten += 1;
      return;
    }
    minute.lines += 1;
    write(minute !== held && held && held.unwritten > 0 ? { unwritten: held.unwritten } : {});
  }
}
