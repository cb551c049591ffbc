import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { etag } from './etag.js';

/** Sends the version of what is answered, and what it shows besides, as its `ETag`. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer: { version?: unknown } | undefined) => {
        if (typeof answer?.version === 'number') reply.header('etag', etag(answer.version, answer));
      }),
    );
  }
}
