import { Injectable } from '@nestjs/common';
import { Failing } from '../platform/queue/failing.js';
import { LONGEST_DELAY_MS } from '../platform/queue/retry-delay.rules.js';

/** Deliveries that the house itself cannot try, or cannot write down, at the moment. */
@Injectable()
export class FailingDeliveries extends Failing<string> {
  constructor() {
    super(LONGEST_DELAY_MS, true);
  }
}
