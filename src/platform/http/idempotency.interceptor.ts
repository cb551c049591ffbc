import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, concatMap, type Observable, of } from 'rxjs';
import { realNow } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { mayBeDone } from '../database/trouble.rules.js';
import { problem } from '../errors/problem.js';
import { canonical, type EarlierRequest, isKey, judgeRepeat, withholdSecrets } from './idempotency.rules.js';
import { IdempotencyStore, type KeyUse } from './idempotency.store.js';
import type { Principal } from './principal.js';

const HEADER = 'Idempotency-Key';
const KEPT_MS = 24 * 60 * 60 * 1000;
const PURGE_EVERY_MS = 60 * 60 * 1000;

type Request = FastifyRequest & { principal?: Principal };

/**
 * A POST with an `Idempotency-Key` is done once in 24 hours, however often it is sent: the answer is given again. When the first
 * was cut off before its answer was kept, or its commit had no answer, the repeat is refused, because whether it was done is not
 * known. A POST that failed may
 * be sent again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private purgeAt = 0;

  constructor(
    private readonly database: Database,
    private readonly store: IdempotencyStore,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<Request>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.principal) return next.handle();
    if (Array.isArray(key) || !isKey(key)) throw refusal('must be 1-255 printable characters');

    const use = { principalId: `${request.principal.kind}:${request.principal.id}`, key };
    const earlier = await this.take(use, hashOf(request));
    if (earlier) return of(replay(earlier, hashOf(request), reply));
    return next.handle().pipe(
      catchError((error: unknown) => this.release(use, error)),
      concatMap((body: unknown) => this.keep(use, reply, body)),
    );
  }

  private take(use: KeyUse, requestHash: string): Promise<EarlierRequest | null> {
    const now = realNow();
    const keptSince = new Date(now.getTime() - KEPT_MS);
    return this.database.read(async (tx) => {
      if (now.getTime() >= this.purgeAt) {
        this.purgeAt = now.getTime() + PURGE_EVERY_MS;
        await this.store.purge(tx, keptSince);
      }
      return this.store.take(tx, use, requestHash, now, keptSince);
    });
  }

  private async keep(use: KeyUse, reply: FastifyReply, body: unknown): Promise<unknown> {
    const answer = {
      status: reply.statusCode,
      location: (reply.getHeader('location') as string | undefined) ?? null,
      body: withholdSecrets(body),
    };
    await this.database.read((tx) => this.store.answer(tx, use, answer));
    return body;
  }

  private async release(use: KeyUse, error: unknown): Promise<never> {
    if (!mayBeDone(error)) await this.database.read((tx) => this.store.release(tx, use));
    throw error;
  }
}

function replay(earlier: EarlierRequest, requestHash: string, reply: FastifyReply): unknown {
  switch (judgeRepeat(earlier, requestHash)) {
    case 'other-request':
      throw refusal('was used for another request');
    case 'unanswered':
      throw problem.conflict(
        'A request with this key is under way, or was cut off; look whether it was done before you send a new one.',
      );
    case 'secret':
      throw problem.conflict('This was done, and its secret was shown once; rotate the secret to get a new one.');
    case 'replay':
      if (earlier.location !== null) reply.header('location', earlier.location);
      reply.status(earlier.status ?? 200).header('idempotency-replayed', 'true');
      return earlier.body ?? undefined;
  }
}

const refusal = (message: string) => problem.unprocessable([{ path: HEADER, message }]);

const hashOf = (request: Request): string =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n${canonical(request.body) ?? ''}`)
    .digest('hex');
