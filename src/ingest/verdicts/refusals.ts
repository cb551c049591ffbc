import { Injectable } from '@nestjs/common';
import { deviceIdPattern } from '../../devices/device.rules.js';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { plain, type Refusal } from './refusal.rules.js';
import { Verdicts } from './verdicts.service.js';

const LINES_A_MINUTE = 20;

/** Counts what dispensers tried and may not, and keeps why for whoever asks. Of each reason a few lines a minute are written: a flood of mistakes floods no log. */
@Injectable()
export class Refusals {
  private readonly counter;
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  /** How many were refused so far for what is no fault of theirs: they come again with what they have to say. */
  ours = 0;

  constructor(
    private readonly log: Log,
    private readonly verdicts: Verdicts,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter('mqtt_refused_total', 'What dispensers tried and may not', ['reason']);
  }

  /**
   * The device is named only where it may be one: whatever else somebody called himself is not ours to write down.
   * @param from the network it came from, where nobody is known
   */
  note(
    reason: Refusal,
    deviceId: string | null,
    { detail = '', from = null }: { detail?: string; from?: string | null } = {},
  ): void {
    this.counter.inc({ reason });
    if (reason === 'database-away') this.ours++;
    const named = deviceId !== null && deviceIdPattern.test(deviceId) ? deviceId : null;
    const said = plain(detail);
    if (named !== null) this.verdicts.refused(named, reason, said);
    this.seldom.say(reason, (more) =>
      this.log.warn(
        { reason, deviceId: named, ...(said && { detail: said }), ...(from && { from }), ...more },
        'a dispenser was refused',
      ),
    );
  }
}
