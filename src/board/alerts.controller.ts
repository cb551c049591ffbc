import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { AlertsService } from '../cases/lists/alerts.service.js';
import { CasesService } from '../cases/cases.service.js';
import { CitizensService } from '../citizens/citizens.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelowMoment } from '../platform/http/below.js';
import { TaggedByVersion } from '../platform/http/tagged.js';
import { assertVersion } from '../platform/http/etag.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { type Language, Spoken } from '../platform/http/language.js';
import { page } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { WorkReach } from '../cases/lists/work-reach.service.js';
import { alertSchema, alertsSchema } from './case.schema.js';
import { CaseView } from './case.view.js';
import { asProblem } from './refusal.js';
import { alertsQuery, shelveSchema } from './task.schema.js';

/** What needs a human, with its place on the ladder and the log of how it was handled. */
@ApiTags('alerts')
@TaggedByVersion()
@Controller('api/v1/alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly cases: CasesService,
    private readonly citizens: CitizensService,
    private readonly work: WorkReach,
    private readonly view: CaseView,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('tasks:read')
  @ApiOperation({ operationId: 'listAlerts', summary: 'Alerts, newest first; parentId asks what one stands for' })
  @Answers(alertsSchema)
  list(
    @Query({ schema: alertsQuery }) query: z.infer<typeof alertsQuery>,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.database.autocommit(async (tx) => {
      const filter = {
        states: query.state ?? null,
        priorities: query.priority ?? null,
        districtIds: within(who, query.districtId ?? null),
        ...(!query.districtId && { beside: await this.work.beside(tx, who, query.citizenId ?? null) }),
        citizenIds: query.citizenId ?? null,
        types: query.type ?? null,
        shadow: query.shadow ?? null,
        parentIds: query.parentId ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        before: readBelowMoment(query.cursor),
      };
      const { items, nextCursor } = page(await this.alerts.list(tx, filter, query.limit + 1), query.limit, (last) => [
        last.openedAt.getTime(),
        last.id,
      ]);
      return {
        items: await this.view.ofAlerts({ tx, now: this.clock.now() }, items, who, language),
        nextCursor,
      };
    });
  }

  @Get(':id')
  @Needs('tasks:read')
  @ApiOperation({ operationId: 'getAlert', summary: 'One alert, with its handling log' })
  @Answers(alertSchema)
  show(@Param('id', IdPipe) id: string, @Who() who: Principal, @Spoken() language: Language) {
    return this.database.autocommit(async (tx) => {
      const alert = await this.cases.find(tx, id);
      if (!alert || !(await this.work.mayRead(tx, who, alert))) throw problem.notFound();
      return (await this.view.ofAlerts({ tx, now: this.clock.now() }, [alert], who, language))[0]!;
    });
  }

  @Post(':id/shelve')
  @Needs('tasks:write')
  @ApiOperation({
    operationId: 'shelveAlert',
    summary:
      'Sets the alert aside for a while, at most 24 hours, never a P1 and never what a colleague has; its ladder waits',
  })
  @Answers(alertSchema)
  @Refuses(409, 'it is over (`state`), or a colleague has its work (`holder`)')
  shelve(
    @Param('id', IdPipe) id: string,
    @Body({ schema: shelveSchema }) body: z.infer<typeof shelveSchema>,
    @IfMatch() ifMatch: string | undefined,
    @Who() who: Principal,
    @Spoken() language: Language,
  ) {
    return this.bus.transact(
      async (turn) => {
        const seen = await this.cases.find(turn.tx, id);
        if (!seen || !(await this.work.mayAct(turn.tx, who, seen))) throw problem.notFound();
        if (seen.citizenId) await this.citizens.lockCitizens(turn.tx, [seen.citizenId]);
        assertVersion(ifMatch, (await this.cases.lock(turn, id))!.alert.version);
        const facts = await this.cases.act(turn, id, { do: 'shelve', by: who, until: body.until, reason: body.reason });
        if ('refused' in facts) throw asProblem(facts);
        return { facts, result: undefined };
      },
      async (turn) => {
        const alert = (await this.cases.find(turn.tx, id))!;
        return (await this.view.ofAlerts(turn, [alert], who, language))[0]!;
      },
    );
  }
}

/** The districts asked for, as far as the caller sees them; null for all. */
function within(who: Principal, asked: readonly string[] | null): readonly string[] | null {
  if (who.districtIds === 'all') return asked;
  return asked ? asked.filter((id) => who.districtIds.includes(id)) : who.districtIds;
}
