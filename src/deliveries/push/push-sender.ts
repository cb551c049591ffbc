import { createHash } from 'node:crypto';
import { request as requestPlainly } from 'node:http';
import { request } from 'node:https';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import webPush from 'web-push';
import { realNow } from '../../platform/clock/clock.js';
import { Config } from '../../platform/config/config.js';
import { trustsAmong } from '../../platform/connections/trusted-proxies.js';
import { codeOf } from '../../platform/database/trouble.rules.js';
import { withErrorListener } from '../../platform/emitters.js';
import { flawOfEndpoint } from './endpoint.rules.js';
import { judgeAnswer, type PushAnswer } from './push-answer.rules.js';
import type { PushKeys } from './push-keys.service.js';
import type { PushSubscription } from './push-subscription.rules.js';

/** What is sent: `about` is whatever a newer one takes the place of. */
export interface Pushed {
  readonly body: object;
  readonly ttlSeconds: number;
  readonly urgency: 'high' | 'normal' | 'low';
  readonly about: string;
}

/** A push service that takes longer has not taken it. */
const ANSWER_MS = 5_000;
const CONNECTIONS_A_HOST = 8;
/** Longest topic there is (RFC 8030, section 5.4). */
const TOPIC_CHARACTERS = 32;
const REFUSED = /is not allowed/;

/**
 * Sends to a push service what only the browser can open (RFC 8030, 8291, 8292). The address was given by a client: it is asked for over https,
 * where its name leads out into the world, and no redirect is followed. What it answers beside the status is not read.
 */
@Injectable()
export class PushSender implements OnModuleDestroy {
  private readonly agents;
  readonly isOwn: (address: string) => boolean;

  constructor({ push }: Config) {
    // Kept for the next, a connection may be closed by the other side in that very moment; there are few of them.
    const options = { allowIPAddressList: push.ownNetworks, keepAlive: false, maxSockets: CONNECTIONS_A_HOST };
    this.agents = {
      'https:': new RequestFilteringHttpsAgent(options),
      'http:': new RequestFilteringHttpAgent(options),
    };
    this.isOwn = trustsAmong(push.ownNetworks);
  }

  onModuleDestroy(): void {
    for (const agent of Object.values(this.agents)) agent.destroy();
  }

  async send(to: PushSubscription, { body, ttlSeconds, urgency, about }: Pushed, keys: PushKeys): Promise<PushAnswer> {
    // It may have been taken under another configuration.
    if (flawOfEndpoint(to.endpoint, this.isOwn)) return { outcome: 'refused', error: 'address-refused' };
    const { headers, body: sealed } = webPush.generateRequestDetails(
      { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
      JSON.stringify(body),
      { vapidDetails: keys, TTL: ttlSeconds, urgency, topic: topicOf(to.id, about), contentEncoding: 'aes128gcm' },
    );
    try {
      const { status, retryAfter } = await this.post(new URL(to.endpoint), headers, sealed);
      return judgeAnswer(status, retryAfter, realNow());
    } catch (error) {
      if (REFUSED.test((error as Error).message)) return { outcome: 'refused', error: 'address-refused' };
      return { outcome: 'waits', error: codeOf(error), afterMs: null };
    }
  }

  private post(
    url: URL,
    headers: Record<string, string>,
    body: Buffer,
  ): Promise<{ status: number; retryAfter?: string }> {
    const isPlain = url.protocol === 'http:';
    const ask = isPlain ? requestPlainly : request;
    return new Promise((resolve, reject) => {
      const asked = withErrorListener(
        ask(url, {
          method: 'POST',
          headers,
          agent: this.agents[isPlain ? 'http:' : 'https:'],
          signal: AbortSignal.timeout(ANSWER_MS),
        }),
        reject,
      );
      asked.on('response', (answer) => {
        withErrorListener(answer, () => undefined).resume();
        // A body without end is cut off by the time.
        resolve({ status: answer.statusCode!, retryAfter: answer.headers['retry-after'] });
      });
      asked.end(body);
    });
  }
}

/** Tells the push service nothing, and is another for another browser. */
const topicOf = (subscriptionId: string, about: string): string =>
  createHash('sha256').update(`${subscriptionId} ${about}`).digest('base64url').slice(0, TOPIC_CHARACTERS);
