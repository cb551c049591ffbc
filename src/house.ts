import type { Server as HttpServer } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { registerAccess } from './access/cookie.js';
import { AlertingService } from './alerts/alerting.service.js';
import { AppModule } from './app.module.js';
import { CareWorker } from './doses/care.worker.js';
import { ConditionsService } from './doses/conditions.service.js';
import { SchedulesService } from './doses/schedules.service.js';
import { EscalationService } from './escalation/escalation.service.js';
import { HandOverService } from './escalation/hand-over.service.js';
import { UnstaffedService } from './escalation/unstaffed.service.js';
import { Broker } from './ingest/broker.js';
import { Courier } from './ingest/courier.js';
import { ExternalBroker } from './ingest/external-broker.js';
import { IngestService } from './ingest/ingest.service.js';
import { openMqttOverWebSocket } from './ingest/websocket.js';
import { Presence } from './ingest/presence.js';
import { line } from './line.js';
import { FeedStreams } from './partners/feed.streams.js';
import { ClockService } from './platform/clock/clock.service.js';
import type { Settings } from './platform/config/settings.schema.js';
import { Database } from './platform/database/database.js';
import { Followers } from './platform/facts/followers.js';
import { Line } from './platform/facts/line.js';
import { describeApi } from './platform/http/api-docs.js';
import { PortInUse } from './platform/http/port-in-use.js';
import { readJsonBodies } from './platform/http/json-body.js';
import { answerProblem, asProblem } from './platform/http/problem.answer.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { validation } from './platform/http/validation.js';
import { Log } from './platform/logging/log.js';
import { Queues } from './platform/queue/queues.js';
import { Sweeps } from './platform/queue/sweeps.js';
import { TasksService } from './tasks/tasks.service.js';

const CLOCK_LOOK_MS = 1_000;
const STOP_MS = 20_000;
const LARGEST_BODY_BYTES = 1_048_576;

/** A running gateway. */
export interface House {
  readonly app: NestFastifyApplication;
  readonly httpUrl: string;
  readonly mqttPort: number;
  /** Takes nothing more in, finishes what was begun, and lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Starts the roles the settings name. HTTP answers at once, so that health can be asked while the database is still away.
 * @throws when a port is in use, naming it
 */
export async function openHouse(settings: Settings): Promise<House> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    new FastifyAdapter({
      forceCloseConnections: true,
      bodyLimit: LARGEST_BODY_BYTES,
      frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) =>
        answerProblem(asProblem(error), reply),
    }),
    {
      logger: false,
      abortOnError: false,
    },
  );
  const timers: NodeJS.Timeout[] = [];
  const stop = stopper(app, timers);
  try {
    ProblemFilter.use(app);
    app.useGlobalPipes(validation);
    readJsonBodies(app);
    await registerAccess(app);
    describeApi(app);
    await listenHttp(app, settings);
    await app.get(Database).connect();
    await startRooms(app, settings, timers);
  } catch (error) {
    await stop();
    throw error;
  }
  return { app, httpUrl: await app.getUrl(), mqttPort: app.get(Broker).port, stop };
}

async function startRooms(app: NestFastifyApplication, settings: Settings, timers: NodeJS.Timeout[]): Promise<void> {
  const has = (role: Settings['roles'][number]): boolean => settings.roles.includes(role);
  const clock = app.get(ClockService);
  await clock.refresh();
  timers.push(setInterval(() => void clock.refresh().catch(() => undefined), CLOCK_LOOK_MS));
  app.get(Line).join(
    line({
      schedules: app.get(SchedulesService),
      conditions: app.get(ConditionsService),
      alerts: app.get(AlertingService),
      tasks: app.get(TasksService),
      escalation: app.get(EscalationService),
      handOver: app.get(HandOverService),
      unstaffed: app.get(UnstaffedService),
    }),
  );
  await app.get(CareWorker).start(has('worker'));
  const outside = settings.mqtt.brokerUrl !== null;
  await app.get(Courier).start(outside ? app.get(ExternalBroker) : app.get(Broker), has('gateway'));
  app.get(Followers).start();
  if (has('gateway')) {
    app.get(Presence).start();
    if (outside) {
      app.get(ExternalBroker).open();
    } else {
      await app.get(Broker).open();
      openMqttOverWebSocket(app.getHttpServer() as HttpServer, app.get(Broker));
    }
  }
  await app.get(Sweeps).start();
}

async function listenHttp(app: NestFastifyApplication, { http }: Settings): Promise<void> {
  try {
    await app.listen(http.port, http.host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortInUse(http.port, http.host, 'HTTP_PORT', error);
  }
}

/** From the outside in: nothing comes in any more, then what was begun is finished, then the memory is let go. */
function stopper(app: NestFastifyApplication, timers: NodeJS.Timeout[]): () => Promise<void> {
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    timers.forEach((timer) => clearInterval(timer));
    app.get(FeedStreams).close();
    await app.get(IngestService).close();
    await app.get(Broker).close();
    await app.get(ExternalBroker).close();
    await app.get(Presence).close();
    await app.get(Sweeps).close();
    await app.get(Queues).close();
    await app.get(Followers).close();
    await app.close();
  };
  return () =>
    (stopped ??= atMost(STOP_MS, stop(), () => app.get(Log).warn({}, 'not everything could be let go of in time')));
}

/** What is acknowledged is safe already: a database that does not answer shall not keep us from ending. */
async function atMost(ms: number, work: Promise<void>, onTimeUp: () => void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => (timer = setTimeout(() => resolve(onTimeUp()), ms)));
  await Promise.race([work, timeUp]);
  clearTimeout(timer);
}
