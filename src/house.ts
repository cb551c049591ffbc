import { lookup } from 'node:dns/promises';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { registerAccess } from './access/sessions/cookie.js';
import { scopeOf } from './access/rights.rules.js';
import { AbsencesService } from './cases/alarms/absences.service.js';
import { AlertingService } from './cases/alarms/alerting.service.js';
import { UnusableService } from './incidents/unusable.service.js';
import { AppModule } from './app.module.js';
import { JournalProcessor } from './doses/processing/journal-processor.worker.js';
import { CatchingUpService } from './doses/processing/catching-up.service.js';
import { ConditionsService } from './doses/conditions/conditions.service.js';
import { ChangedHandsService } from './doses/changed-hands.service.js';
import { SchedulesService } from './doses/schedules/schedules.service.js';
import { GroupingService } from './incidents/grouping.service.js';
import { HandOverService } from './cases/duty/hand-over.service.js';
import { HoldersService } from './cases/duty/holders.service.js';
import { NoticesService } from './deliveries/notices.service.js';
import { MovingService } from './cases/duty/moving.service.js';
import { CoverageService } from './reports/coverage.service.js';
import { StandInsService } from './cases/alarms/stand-ins.service.js';
import { UnstaffedService } from './cases/climbing/unstaffed.service.js';
import { Broker } from './ingest/embedded/broker.js';
import { CommandSender } from './ingest/command-sender.js';
import { ExternalBroker } from './ingest/external/external-broker.js';
import { Presence } from './ingest/presence/presence.js';
import { isForMqtt } from './ingest/embedded/upgrade.rules.js';
import { openMqttOverWebSocket } from './ingest/embedded/websocket.js';
import { leave } from './leave.js';
import { line } from './line.js';
import { ClockService } from './platform/clock/clock.service.js';
import type { Settings } from './platform/config/settings.schema.js';
import { Doorway } from './platform/connections/doorway.js';
import { Database } from './platform/database/database.js';
import { every, withErrorListener } from './platform/emitters.js';
import { Followers } from './platform/facts/followers.js';
import { FactBus } from './platform/facts/fact-bus.js';
import { describeApi } from './platform/http/api/api-docs.js';
import { PortInUse } from './platform/http/port-in-use.js';
import { readCsvBodies } from './platform/csv/csv-body.js';
import { readJsonBodies } from './platform/http/json-body.js';
import { makeHttpAdapter } from './platform/http/http-adapter.js';
import { type HttpRefusal, HttpRefusals } from './platform/http/http-refusals.js';
import { limitBodies } from './platform/http/largest-body.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { InFlight } from './platform/http/in-flight.js';
import { nameRequests } from './platform/http/request-id.js';
import { rawAnswer } from './platform/http/raw-answer.js';
import { shareConnections } from './platform/http/share-connections.js';
import { validation } from './platform/http/validation.js';
import { spareTheWire } from './platform/http/wire/wire.js';
import { Log } from './platform/logging/log.js';
import { Sweeps } from './platform/queue/sweeps.js';

const CLOCK_LOOK_MS = 1_000;
const NO_ROOM = rawAnswer(503, 'There are as many connections as are taken; try again shortly.', {
  'retry-after': '5',
});

/** A running gateway. */
export interface House {
  readonly app: NestFastifyApplication;
  readonly httpUrl: string;
  readonly mqttPort: number;
  /** Says that nobody is to be sent here any more, and goes on for as long as balancers may take to notice. */
  drain(): Promise<void>;
  /** Takes nothing more in, finishes what was begun, and lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Starts the roles the settings name, with the modules `besides` the rooms. HTTP answers at once, so that health can be asked while the database is still away.
 * @throws when a port is in use, naming it
 */
export async function openHouse(settings: Settings, besides: readonly Type[] = []): Promise<House> {
  const refused = (reason: HttpRefusal): void => app.get(HttpRefusals).note(reason);
  const app: NestFastifyApplication = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, besides),
    makeHttpAdapter(settings.http, isForMqtt, refused),
    { logger: false, abortOnError: false },
  );
  const timers: NodeJS.Timeout[] = [];
  const { drain, stop } = leave(app, new InFlight(app.getHttpServer()), timers, settings.drain.seconds);
  try {
    ProblemFilter.use(app);
    app.useGlobalPipes(validation);
    readJsonBodies(app);
    readCsvBodies(app);
    limitBodies(app);
    nameRequests(app);
    shareConnections(app);
    await spareTheWire(app.getHttpAdapter().getInstance());
    await registerAccess(app);
    describeApi(app, scopeOf);
    const door = await listenHttp(app, settings);
    await app.get(Database).connect();
    await startRooms(app, settings, door, timers);
  } catch (error) {
    await stop();
    throw error;
  }
  return { app, httpUrl: await app.getUrl(), mqttPort: app.get(Broker).port, drain, stop };
}

async function startRooms(
  app: NestFastifyApplication,
  settings: Settings,
  door: Doorway,
  timers: NodeJS.Timeout[],
): Promise<void> {
  const has = (role: Settings['roles'][number]): boolean => settings.roles.includes(role);
  const clock = app.get(ClockService);
  await clock.refresh();
  timers.push(
    every(
      CLOCK_LOOK_MS,
      () => clock.refresh(),
      () => undefined,
    ),
  );
  joinLine(app);
  await app.get(JournalProcessor).start(has('worker'));
  const outside = settings.mqtt.brokerUrl !== null;
  await app.get(CommandSender).start(outside ? app.get(ExternalBroker) : app.get(Broker), has('gateway'));
  app.get(Followers).start();
  if (has('gateway')) {
    app.get(Presence).start();
    if (outside) {
      app.get(ExternalBroker).open();
    } else {
      await app.get(Broker).open();
      openMqttOverWebSocket(app.getHttpServer(), door, app.get(Broker));
    }
  }
  await app.get(Sweeps).start();
}

/** What a fact sets off is the same in whichever process it is told. */
export function joinLine(app: Pick<NestFastifyApplication, 'get'>): void {
  app.get(FactBus).join(
    line({
      schedules: app.get(SchedulesService),
      catchingUp: app.get(CatchingUpService),
      changedHands: app.get(ChangedHandsService),
      conditions: app.get(ConditionsService),
      absences: app.get(AbsencesService),
      alerts: app.get(AlertingService),
      grouping: app.get(GroupingService),
      handOver: app.get(HandOverService),
      moving: app.get(MovingService),
      unstaffed: app.get(UnstaffedService),
      unusable: app.get(UnusableService),
      standIns: app.get(StandInsService),
      holders: app.get(HoldersService),
      notices: app.get(NoticesService),
      coverage: app.get(CoverageService),
    }),
  );
}

/** Answers the doorway through which every request comes. */
async function listenHttp(app: NestFastifyApplication, { http }: Settings): Promise<Doorway> {
  const door = new Doorway(http, (why, from) => app.get(HttpRefusals).note(why, { from }));
  const server = withErrorListener(app.getHttpServer(), (error) => {
    if (server.listening) app.get(Log).error({ error: error.message }, 'the HTTP listener has trouble');
  });
  door.standBefore(server, NO_ROOM);
  try {
    // By its address: of a name Fastify would open a second server, with no doorway.
    await app.listen(http.port, (await lookup(http.host)).address);
    return door;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortInUse(http.port, http.host, 'HTTP_PORT', error);
  }
}
