import { Injectable } from '@nestjs/common';
import { newId } from './database/id.js';

/** This process among all that share the database; another one each time it starts. */
@Injectable()
export class ThisNode {
  readonly id = newId();
}
