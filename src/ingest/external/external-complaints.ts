import { Injectable } from '@nestjs/common';
import { Log } from '../../platform/logging/log.js';
import { Seldom } from '../../platform/logging/seldom.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { codeOf, lookAt, mistakeOf, tell, type Trouble } from './external-trouble.rules.js';

const LINES_A_MINUTE = 1;

/** Names what the external broker does not do: each mistake once a minute in the log, each time in a metric. */
@Injectable()
export class ExternalComplaints {
  private readonly seldom = new Seldom(LINES_A_MINUTE);
  private readonly shortOf = new Map<string, readonly string[]>();
  private readonly troubles;

  constructor(
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.troubles = metrics.counter(
      'mqtt_broker_troubles_total',
      'What the external broker refused, or did not do, by the step and its code',
      ['step', 'code'],
    );
  }

  trouble(clientId: string, trouble: Trouble): void {
    const code = codeOf(trouble);
    this.troubles.inc({ step: trouble.step, code });
    this.seldom.say(mistakeOf(trouble), (more) =>
      this.log.warn(
        { clientId, code, lookAt: lookAt(trouble), filters: trouble.filters, ...more },
        `${tell(trouble)}; it is asked again`,
      ),
    );
  }

  /** A message that could not be taken, which is ours. */
  notTaken(error: Error): void {
    this.seldom.say('not taken', (more) =>
      this.log.error({ error: error.message, ...more }, 'a message could not be taken; the broker keeps it'),
    );
  }

  /** What a connection is given less than it asked for; said once, for as long as it is so. */
  fallsShort(clientId: string, shortcomings: readonly string[]): void {
    const known = this.shortcomings;
    this.shortOf.set(clientId, shortcomings);
    for (const shortcoming of shortcomings)
      if (!known.includes(shortcoming))
        this.log.warn({ shortcoming }, 'the external broker gives less than it was asked for');
  }

  get shortcomings(): string[] {
    return [...new Set([...this.shortOf.values()].flat())];
  }
}
