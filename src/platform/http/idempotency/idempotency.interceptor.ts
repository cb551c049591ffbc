import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, Observable } from 'rxjs';
import { realNow } from '../../clock/clock.js';
import { alongside } from '../../database/alongside.js';
import { Database } from '../../database/database.js';
import { isHeld } from '../../database/trouble.rules.js';
import { problem } from '../../errors/problem.js';
import { IdempotencyKey } from './idempotency.key.js';
import { canonical, type DoneRequest, isKey, judgeRepeat } from './idempotency.rules.js';
import { IdempotencyStore, type KeyUse } from './idempotency.store.js';
import type { Principal } from '../principal.js';
import { Replay } from './replay.js';
import { SHOWN_ONCE } from '../shown-once.js';

const HEADER = 'Idempotency-Key';
const KEPT_MS = 24 * 60 * 60 * 1000;
const PURGE_EVERY_MS = 60 * 60 * 1000;

type Request = FastifyRequest & { principal?: Principal };

/** Somebody has done it. */
class Done extends Error {
  constructor(readonly request: DoneRequest) {
    super('It was done before');
  }
}

/**
 * A POST with an `Idempotency-Key` is done once in 24 hours, however often it is sent. The key is taken and answered in the transaction
 * of the work: it is answered where the work was done, and free where it was not, whatever is killed. Of two at once the second waits
 * for the first. Kept are status and Location alone; a repeat is shown what they stand for as it is now, if its caller may see it still.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private purgeAt = 0;

  constructor(
    private readonly database: Database,
    private readonly store: IdempotencyStore,
    private readonly digests: IdempotencyKey,
    private readonly replay: Replay,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.principal) return next.handle();
    if (Array.isArray(key) || !isKey(key)) throw refusal('must be 1-255 printable characters');

    const use = { principalId: `${request.principal.kind}:${request.principal.id}`, key };
    const digest = await this.digests.digestOf(`${request.method} ${request.url}\n${canonical(request.body)}`);
    const again = (done: DoneRequest): Promise<unknown> => {
      refuseOther(done, digest);
      if (Reflect.getMetadata(SHOWN_ONCE, context.getHandler()) === true) throw shownOnce();
      return this.replay.of(request, reply, done);
    };
    const done = await this.find(use);
    if (done) return from(again(done));
    const work = new Observable((answer) =>
      alongside(this.companion(use, digest, reply), () => next.handle().subscribe(answer)),
    );
    return work.pipe(
      catchError((error: unknown) => {
        if (error instanceof Done) return from(again(error.request));
        throw error;
      }),
    );
  }

  private find(use: KeyUse): Promise<DoneRequest | null> {
    const now = realNow();
    return this.database.autocommit(async (tx) => {
      if (now.getTime() >= this.purgeAt) {
        this.purgeAt = now.getTime() + PURGE_EVERY_MS;
        await this.store.purge(tx, keptSince(now));
      }
      return this.store.find(tx, use, keptSince(now));
    });
  }

  private companion(use: KeyUse, digest: string, reply: FastifyReply) {
    return {
      begin: async (tx: Parameters<IdempotencyStore['take']>[0]): Promise<void> => {
        const now = realNow();
        const isTaken = await this.store.take(tx, use, digest, now, keptSince(now)).catch((error: unknown) => {
          throw isHeld(error) ? underWay() : error;
        });
        if (isTaken) return;
        throw new Done((await this.store.find(tx, use, keptSince(now)))!);
      },
      end: (tx: Parameters<IdempotencyStore['answer']>[0]): Promise<void> => {
        const location = (reply.getHeader('location') as string | undefined) ?? null;
        return this.store.answer(tx, use, { status: reply.statusCode, location });
      },
    };
  }
}

function refuseOther(done: DoneRequest, digest: string): void {
  const repeat = judgeRepeat(done, digest);
  if (repeat === 'other-request') throw refusal('was used for another request');
  if (repeat === 'unknown')
    throw problem.conflict(
      'This key was used under an earlier version of the gateway; look whether it was done before you send a new one.',
    );
}

const keptSince = (now: Date): Date => new Date(now.getTime() - KEPT_MS);

const refusal = (message: string) => problem.unprocessable([{ path: HEADER, message }]);
const underWay = () =>
  problem.conflict('A request with this key is under way; send it again for its answer.', { retryAfterSeconds: 2 });
const shownOnce = () =>
  problem.conflict('This was done, and its secret was shown once; rotate the secret to get a new one.');
