import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../database/trouble.rules.js';
import type { Problem } from '../errors/problem.js';
import { workingOn } from '../logging/about.js';
import { Log } from '../logging/log.js';
import { HttpRefusals } from './http-refusals.js';
import { isUnserved } from './database-trouble.js';
import { answerProblem, asProblem } from './problem.answer.js';

/** Every error leaves as `application/problem+json`; what nobody expected is logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly refusals: HttpRefusals,
  ) {}

  /** Also what goes wrong before a route is reached: a body that cannot be read, or is too large. */
  static use(app: NestFastifyApplication): void {
    const filter = new ProblemFilter(app.get(Log), app.get(HttpRefusals));
    app.useGlobalFilters(filter);
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('onRoute', (route) => {
      route.errorHandler = (error, request, reply) => filter.answer(error, request, reply);
    });
  }

  catch(error: unknown, host: ArgumentsHost): void {
    this.answer(
      error,
      host.switchToHttp().getRequest<FastifyRequest>(),
      host.switchToHttp().getResponse<FastifyReply>(),
    );
  }

  private answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const found = asProblem(error);
    workingOn({ requestId: request.id }, () => this.note(found, error, request));
    answerProblem(found, reply);
  }

  private note(found: Problem, error: unknown, request: FastifyRequest): void {
    if (found.status === 413) this.refusals.note('body-too-large', { route: request.routeOptions.url });
    if (isUnserved(found))
      this.refusals.note(found.extra.reason, { route: request.routeOptions.url, error: codeOf(error) });
    if (found.status >= 500 && found.status !== 503) {
      const { message, stack } = error as Error;
      this.log.error(
        { method: request.method, route: request.routeOptions.url, error: message, stack },
        'a request failed',
      );
    }
  }
}
