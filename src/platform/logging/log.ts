import { Injectable } from '@nestjs/common';
import { destination, type Logger, pino } from 'pino';
import { Config } from '../config/config.js';
import { closesByItself, withErrorListener } from '../emitters.js';

/** The one logger. A line holds ids and codes: never a name, an address, a CPR or a payload. */
@Injectable()
export class Log {
  private readonly pino: Logger;

  constructor(config: Config) {
    this.pino = pino(
      { level: config.log.level, base: { roles: config.roles.join(',') } },
      withErrorListener(destination(2), closesByItself),
    );
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
