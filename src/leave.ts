import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Broker } from './ingest/embedded/broker.js';
import { ExternalBroker } from './ingest/external/external-broker.js';
import { IngestService } from './ingest/ingest.service.js';
import { Presence } from './ingest/presence/presence.js';
import { FeedStreams } from './partners/feed.streams.js';
import { Followers } from './platform/facts/followers.js';
import { Readiness } from './platform/health/readiness.js';
import type { InFlight } from './platform/http/in-flight.js';
import { Log } from './platform/logging/log.js';
import { Queues } from './platform/queue/queues.js';
import { Sweeps } from './platform/queue/sweeps.js';
import { atMost } from './platform/at-most.js';

const STOP_MS = 20_000;
const ANSWER_MS = 10_000;
/** What was received is committed by then, or the journal does not take it now and the dispensers say it again elsewhere. */
const COMMIT_MS = 5_000;

/** How a house is left: first nobody is sent there any more, then, from the outside in, what was begun is finished and all let go of. */
export function leave(app: NestFastifyApplication, inFlight: InFlight, timers: NodeJS.Timeout[], drainSeconds: number) {
  let isDraining = false;
  let stopped: Promise<void> | null = null;
  const drain = async (): Promise<void> => {
    isDraining = true;
    app.get(Readiness).leave();
    inFlight.leave();
    await pause(drainSeconds * 1_000);
  };
  const finish = async (): Promise<void> => {
    app.get(Readiness).leave();
    await inFlight.shut();
    app.get(FeedStreams).close();
    app.get(Broker).shut();
    await Promise.all([
      atMost(ANSWER_MS, inFlight.done({ lingers: isDraining })),
      atMost(COMMIT_MS, app.get(IngestService).idle()),
    ]);
    timers.forEach((timer) => clearInterval(timer));
    await app.get(IngestService).close();
    await app.get(Broker).close();
    await app.get(ExternalBroker).close();
    await app.get(Presence).close();
    await app.get(Sweeps).close();
    await app.get(Queues).close();
    await app.get(Followers).close();
    await app.close();
  };
  const tooLate = (): void => app.get(Log).warn({}, 'not everything could be let go of in time');
  // What is acknowledged is safe already: a database that does not answer shall not keep us from ending.
  const letGo = async (): Promise<void> => void (await atMost(STOP_MS, finish(), tooLate));
  return { drain, stop: (): Promise<void> => (stopped ??= letGo()) };
}
