import { Injectable } from '@nestjs/common';
import { newId } from '../platform/database/id.js';

/** This process among the gateways; another one each time it starts. */
@Injectable()
export class ThisNode {
  readonly id = newId();
}
