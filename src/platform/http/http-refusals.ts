import { Injectable } from '@nestjs/common';
import type { Crowded } from '../connections/doorway.js';
import { Log } from '../logging/log.js';
import { Seldom } from '../logging/seldom.js';
import { Metrics } from '../metrics/metrics.js';
import type { Unserved } from './database-trouble.js';

export type HttpRefusal =
  | Crowded
  | 'slow-request'
  | 'headers-too-large'
  | 'not-http'
  | 'body-too-large'
  | 'body-too-deep'
  | 'too-many-streams'
  | 'stalled-stream'
  | Unserved;

const LINES_A_MINUTE = 20;

/** Counts who met a ceiling of the HTTP edge, or could not be served, and writes a few lines a minute of each reason. */
@Injectable()
export class HttpRefusals {
  private readonly counter;
  private readonly seldom = new Seldom(LINES_A_MINUTE);

  constructor(
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.counter = metrics.counter(
      'http_refused_total',
      'What met a ceiling of the HTTP edge, or a database that could not do its part',
      ['reason'],
    );
  }

  note(reason: HttpRefusal, about: object = {}): void {
    this.counter.inc({ reason });
    this.seldom.say(reason, (more) => this.log.warn({ reason, ...about, ...more }, 'a request was refused'));
  }
}
