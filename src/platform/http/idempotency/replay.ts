import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../errors/problem.js';
import { isWeak } from '../etag.js';
import { type DoneRequest, resourceOf } from './idempotency.rules.js';

const replays = new AsyncLocalStorage<true>();

/** Whether what is asked is asked for the answer to a request that was done before. */
export const isReplay = (): boolean => replays.getStore() === true;

const FORBIDDEN = 403;

/**
 * Answers a request that was done before by reading what it made, as its caller, through the front door: whoever may not see it any more
 * is not shown it, and whoever is shown it is in the log of reads. Who may write there and not read is told that it was done.
 */
@Injectable()
export class Replay {
  constructor(private readonly host: HttpAdapterHost) {}

  async of(request: FastifyRequest, reply: FastifyReply, { status, location }: DoneRequest): Promise<unknown> {
    const found = await replays.run(true, () => this.read(request, location));
    const body = found.payload === '' ? undefined : (JSON.parse(found.payload) as unknown);
    if (found.statusCode >= 400 && found.statusCode !== FORBIDDEN) throw asProblem(body as Answered);
    if (location !== null) reply.header('location', location);
    const { etag } = found.headers;
    // A weak one says how the answer reads, and nothing of what it stands for.
    if (typeof etag === 'string' && !isWeak(etag)) reply.header('etag', etag);
    reply.status(status ?? 200).header('idempotency-replayed', 'true');
    return found.statusCode === FORBIDDEN ? undefined : body;
  }

  /** It is asked when it is awaited, and not before. */
  private async read(request: FastifyRequest, location: string | null) {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const { authorization, cookie } = request.headers;
    const answer = await fastify.inject({
      method: 'GET',
      url: resourceOf(request.routeOptions.url ?? '', request.url, location),
      remoteAddress: request.socket.remoteAddress,
      headers: { ...(authorization && { authorization }), ...(cookie && { cookie }), accept: 'application/json' },
    });
    return answer;
  }
}

interface Answered extends Record<string, unknown> {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

const asProblem = ({ type: _type, title, status, detail, ...extra }: Answered): Problem =>
  new Problem(status, title, detail, extra);
