import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersBy, AnswersText } from '../http/api/answers.js';
import { Public } from '../http/principal.js';
import { Metrics } from '../metrics/metrics.js';
import { Readiness } from './readiness.js';
import type { Judgement } from './readiness.rules.js';
import { livenessSchema, type ReadinessQuery, readinessQuery, readinessSchema } from './readiness.schema.js';

@ApiTags('operations')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Public()
  @Get('livez')
  @ApiOperation({ operationId: 'getLiveness', summary: 'The process runs.' })
  @Answers(livenessSchema)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Public()
  @Get('readyz')
  @ApiOperation({
    operationId: 'getReadiness',
    summary:
      'The process can do its work; ?for=mqtt, that it can journal; ?for=http, that it can read. 503 while it cannot.',
  })
  @AnswersBy({ 200: readinessSchema, 503: readinessSchema })
  async ready(
    @Query({ schema: readinessQuery }) { for: purpose }: ReadinessQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Judgement> {
    const judgement = await this.readiness.look(purpose ?? null);
    reply.status(judgement.status === 'unavailable' ? 503 : 200).header('cache-control', 'no-store');
    return judgement;
  }

  @Public()
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ operationId: 'getMetrics', summary: 'Counters and gauges for Prometheus. Holds no personal data.' })
  @AnswersText('text/plain')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
