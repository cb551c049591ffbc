import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { concatMap, Observable } from 'rxjs';
import { Clock } from '../../platform/clock/clock.js';
import type { Principal } from '../../platform/http/principal.js';
import { isReplay } from '../../platform/http/idempotency/replay.js';
import { asAnswer, Shown } from '../../platform/http/shown.js';
import { fieldsOf, namedIn, ownerOf } from './look.rules.js';
import { ReadLog } from './read-log.service.js';

type Request = FastifyRequest & { principal?: Principal };

/** Every answer that names a citizen is in the log of reads before it leaves, whatever its route; a refusal shows nobody. */
@Injectable()
export class LookInterceptor implements NestInterceptor {
  constructor(
    private readonly reads: ReadLog,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const who = request.principal;
    if (!who) return next.handle();
    const shown = new Shown();
    const answering = new Observable((answer) => asAnswer(shown, () => next.handle().subscribe(answer)));
    return answering.pipe(
      concatMap(async (answer: unknown) => {
        await this.log(request, who, shown, answer);
        return answer;
      }),
    );
  }

  private async log(request: Request, who: Principal, shown: Shown, answer: unknown): Promise<void> {
    if (shown.isLogged) return;
    const { method, routeOptions, params, body } = request;
    const { url = '' } = routeOptions;
    const citizenIds = namedIn(answer, shown.citizenIds);
    if (method !== 'GET') namedIn(body, citizenIds);
    const owner = ownerOf(url, params);
    if (owner !== null) citizenIds.add(owner);
    if (citizenIds.size === 0) return;
    await this.reads.write({
      at: this.clock.now(),
      principalId: who.id,
      principalKind: who.kind,
      route: `${method} ${url}`,
      reason: [...shown.reasons].join('; ') || null,
      fields: fieldsOf(body),
      shown: shown.fields.size === 0 ? null : [...shown.fields].sort(),
      replayed: isReplay(),
      citizenIds: [...citizenIds],
    });
  }
}
