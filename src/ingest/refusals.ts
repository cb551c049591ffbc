import { Injectable } from '@nestjs/common';
import { deviceIdPattern } from '../devices/device.rules.js';
import { realNow } from '../platform/clock/clock.js';
import { Log } from '../platform/logging/log.js';
import { Metrics } from '../platform/metrics/metrics.js';

const LINES_A_MINUTE = 20;
const MINUTE_MS = 60_000;

/** Counts what dispensers tried and may not. Of each reason a few lines a minute are written: a flood of mistakes floods no log. */
@Injectable()
export class Refusals {
  private readonly counter;
  private readonly written = new Map<string, { since: number; lines: number; unwritten: number }>();

  constructor(
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('mqtt_refused_total', 'What dispensers tried and may not', ['reason']);
  }

  /** The device is named only where it may be one: whatever else somebody called himself is not ours to write down. */
  note(reason: string, deviceId: string | null): void {
    this.counter.inc({ reason });
    const now = realNow().getTime();
    const held = this.written.get(reason);
    const minute = held && now - held.since < MINUTE_MS ? held : { since: now, lines: 0, unwritten: 0 };
    this.written.set(reason, minute);
    if (minute.lines === LINES_A_MINUTE) {
      minute.unwritten += 1;
      return;
    }
    minute.lines += 1;
    this.log.warn(
      {
        reason,
        deviceId: deviceId !== null && deviceIdPattern.test(deviceId) ? deviceId : null,
        ...(minute !== held && held && held.unwritten > 0 && { unwritten: held.unwritten }),
      },
      'a dispenser was refused',
    );
  }
}
