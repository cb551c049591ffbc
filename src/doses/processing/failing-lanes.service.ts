import { Injectable } from '@nestjs/common';
import { Failing } from '../../platform/queue/failing.js';

/** A lane has many dispensers in it: it is tried sooner than a single message. */
const LONGEST_MS = 5_000;

/** Lanes that cannot be drained at all at the moment. */
@Injectable()
export class FailingLanes extends Failing<number> {
  constructor() {
    super(LONGEST_MS, true);
  }
}
