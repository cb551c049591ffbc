import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, Observable, tap } from 'rxjs';
import { alongside } from '../../database/alongside.js';
import { problem } from '../../errors/problem.js';
import { BY_PARTS, inParts } from './by-parts.js';
import { IdempotencyKey } from './idempotency.key.js';
import { canonical, type DoneRequest, isKey } from './idempotency.rules.js';
import { Done, HEADER, type Keyed, KeyedWork, refuseOther } from './keyed-work.js';
import type { Principal } from '../principal.js';
import { Replay } from './replay.js';
import { SHOWN_ONCE } from '../shown-once.js';

type Request = FastifyRequest & { principal?: Principal };

/**
 * A POST with an `Idempotency-Key` is done once in 24 hours, however often it is sent. The key is taken and answered in the transaction
 * of the work: it is answered where the work was done, and free where it was not, whatever is killed. Of two at once the second waits
 * for the first. Kept are status and Location alone; a repeat is shown what they stand for as it is now, if its caller may see it still.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly work: KeyedWork,
    private readonly digests: IdempotencyKey,
    private readonly replay: Replay,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.principal) return next.handle();
    if (Array.isArray(key) || !isKey(key)) throw refusal('must be 1-255 printable characters');

    const keyed: Keyed = {
      use: { principalId: `${request.principal.kind}:${request.principal.id}`, key },
      digest: await this.digests.digestOf(`${request.method} ${request.url}\n${canonical(request.body)}`),
    };
    const done = await this.work.find(keyed.use);
    if (Reflect.getMetadata(BY_PARTS, context.getHandler()) === true) {
      if (done) refuseOther(done, keyed.digest);
      return this.byParts(keyed, reply, next);
    }
    const again = (done: DoneRequest): Promise<unknown> => {
      refuseOther(done, keyed.digest);
      if (Reflect.getMetadata(SHOWN_ONCE, context.getHandler()) === true) throw shownOnce();
      return this.replay.of(request, reply, done);
    };
    if (done) return from(again(done));
    const answered = () => ({
      status: reply.statusCode,
      location: (reply.getHeader('location') as string | undefined) ?? null,
    });
    const work = new Observable((answer) =>
      alongside(this.work.companion(keyed, answered), () => next.handle().subscribe(answer)),
    );
    return work.pipe(
      catchError((error: unknown) => {
        if (error instanceof Done) return from(again(error.request));
        throw error;
      }),
    );
  }

  /** Each part is done once by itself: the key is taken with the first of them that is done. */
  private byParts(whole: Keyed, reply: FastifyReply, next: CallHandler): Observable<unknown> {
    const parts = inParts(this.work, whole);
    return new Observable((answer) => parts.run(() => next.handle().subscribe(answer))).pipe(
      tap(() => {
        if (parts.wereAllDone()) reply.header('idempotency-replayed', 'true');
      }),
    );
  }
}

const refusal = (message: string) => problem.unprocessable([{ path: HEADER, message }]);
const shownOnce = () =>
  problem.conflict('This was done, and its secret was shown once; rotate the secret to get a new one.');
