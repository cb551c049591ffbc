import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../http/principal.js';
import { Metrics } from '../metrics/metrics.js';
import { Readiness } from './readiness.js';

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Public()
  @Get('livez')
  @ApiOperation({ summary: 'The process runs.' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Public()
  @Get('readyz')
  @ApiOperation({
    summary: 'The process can do its work: database, queue, broker, sweeps and ingest lag. 503 while it cannot.',
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const { ready, degraded, checks } = await this.readiness.look();
    reply.status(ready ? 200 : 503);
    return { status: ready ? (degraded ? 'degraded' : 'ok') : 'unavailable', checks };
  }

  @Public()
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Counters and gauges for Prometheus. Holds no personal data.' })
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
