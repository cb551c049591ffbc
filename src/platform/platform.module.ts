import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from './clock/clock.js';
import { ClockSkew } from './clock/clock-skew.js';
import { ClockService } from './clock/clock.service.js';
import { ClockStore } from './clock/clock.store.js';
import { Config } from './config/config.js';
import type { Settings } from './config/settings.schema.js';
import { Culprits } from './database/culprits.js';
import { Database, ENTITIES, type Entities } from './database/database.js';
import { Shares } from './database/connections/shares.js';
import { Zones } from './database/zones.js';
import { Followers } from './facts/followers.js';
import { FactsStore } from './facts/facts.store.js';
import { FollowerPositions } from './facts/follower-positions.store.js';
import { FactBus } from './facts/fact-bus.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { WriteCheck } from './health/write-check.js';
import { WriteCheckStore } from './health/write-check.store.js';
import { HttpRefusals } from './http/http-refusals.js';
import { Log } from './logging/log.js';
import { Metrics } from './metrics/metrics.js';
import { Queues } from './queue/queues.js';
import { Sweeps } from './queue/sweeps.js';
import { ThisNode } from './this-node.js';

const PARTS = [
  Clock,
  ClockService,
  ClockSkew,
  ClockStore,
  Culprits,
  Database,
  Followers,
  FactsStore,
  FollowerPositions,
  HttpRefusals,
  FactBus,
  Readiness,
  Log,
  Metrics,
  Queues,
  Sweeps,
  ThisNode,
  WriteCheck,
  WriteCheckStore,
  Zones,
];

@Global()
@Module({})
export class PlatformModule {
  static with(settings: Settings, entities: Entities): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        { provide: Config, useValue: settings },
        { provide: ENTITIES, useValue: entities },
        { provide: Shares, useFactory: ({ shares }: Database) => shares, inject: [Database] },
        ...PARTS,
      ],
      exports: [Config, Shares, ...PARTS],
    };
  }
}
