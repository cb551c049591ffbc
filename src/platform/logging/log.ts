import { Injectable } from '@nestjs/common';
import { destination, type DestinationStream, type Logger, pino } from 'pino';
import { Config } from '../config/config.js';
import { closesByItself, withErrorListener } from '../emitters.js';
import { aboutNow } from './about.js';

/** The one logger. A line holds ids and codes: never a name, an address, a CPR or a payload. */
@Injectable()
export class Log {
  private readonly pino: Logger;

  constructor(config: Config) {
    this.pino = loggerTo(config.log.level, config.roles.join(','), withErrorListener(destination(2), closesByItself));
  }

  error(facts: object, message: string): void {
    this.pino.error(facts, message);
  }

  warn(facts: object, message: string): void {
    this.pino.warn(facts, message);
  }

  info(facts: object, message: string): void {
    this.pino.info(facts, message);
  }

  debug(facts: object, message: string): void {
    this.pino.debug(facts, message);
  }
}

/** What a line itself says goes before what it is about. */
export const loggerTo = (level: string, roles: string, to: DestinationStream): Logger =>
  pino({ level, base: { roles }, mixin: aboutNow, mixinMergeStrategy: (said, about) => ({ ...about, ...said }) }, to);
