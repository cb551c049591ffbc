import { type CallHandler, type ExecutionContext, UseInterceptors } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap } from 'rxjs';
import { etag } from './etag.js';

/** Sends the tag of what is answered as its `ETag`; none where there is none of it. */
// What a route answers its decorators are not told: the type is said where it is tagged.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export const Tagged = <Answer>(tagOf: (answer: Answer, request: FastifyRequest) => string | null) =>
  UseInterceptors({
    intercept(context: ExecutionContext, next: CallHandler<Answer>) {
      const http = context.switchToHttp();
      return next.handle().pipe(
        tap((answer) => {
          const tag = tagOf(answer, http.getRequest());
          if (tag !== null) http.getResponse<FastifyReply>().header('etag', tag);
        }),
      );
    },
  });

/** Sends the version of what is answered, and what it shows besides. */
export const TaggedByVersion = () =>
  Tagged((answer: { version?: unknown } | undefined) =>
    typeof answer?.version === 'number' ? etag(answer.version, answer) : null,
  );
