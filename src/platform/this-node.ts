import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { newId } from './database/id.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** This process among all that share the database; another one each time it starts. */
@Injectable()
export class ThisNode {
  readonly id = newId();
  /** The build it runs. */
  readonly version = version;
}
