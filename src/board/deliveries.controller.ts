import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../platform/http/api/refusals.js';
import { Answers } from '../platform/http/api/answers.js';
import type { z } from 'zod';
import { Database } from '../platform/database/database.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelowMoment } from '../platform/http/below.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { page } from '../platform/http/page.js';
import { mayReach, Needs, type Principal, Who } from '../platform/http/principal.js';
import type { Delivery } from '../deliveries/delivery.rules.js';
import { deliveriesQuery, deliveriesSchema, deliverySchema } from './delivery.schema.js';
import { DeliveriesService } from '../deliveries/deliveries.service.js';

/** What was to leave the house, and what became of it. Nothing that could not be delivered was dropped. */
@ApiTags('operations')
@Controller('api/v1/operations/deliveries')
export class DeliveriesController {
  constructor(
    private readonly database: Database,
    private readonly deliveries: DeliveriesService,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('operations:read')
  @ApiOperation({
    operationId: 'listDeliveries',
    summary: 'What could not be delivered and waits for a person, newest first',
  })
  @Answers(deliveriesSchema)
  list(@Query({ schema: deliveriesQuery }) query: z.infer<typeof deliveriesQuery>, @Who() who: Principal) {
    if (who.fleetIds !== 'all') throw problem.forbidden('Deliveries of all districts are for those who see all.');
    return this.database.autocommit(async (tx) => {
      const before = readBelowMoment(query.cursor);
      const found = await this.deliveries.list(tx, query.state, before, query.limit + 1);
      return page(
        found.map((each) => asItem(each, who)),
        query.limit,
        (last) => [last.createdAt.getTime(), last.id],
      );
    });
  }

  @Get(':id')
  @Needs('operations:read')
  @ApiOperation({ operationId: 'getDelivery', summary: 'One of them, and what became of it' })
  @Answers(deliverySchema)
  show(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    if (who.fleetIds !== 'all') throw problem.notFound();
    return this.database.autocommit(async (tx) => {
      const found = await this.deliveries.find(tx, id);
      if (!found) throw problem.notFound();
      return asItem(found, who);
    });
  }

  @Post(':id/retry')
  @Needs('operations:write')
  @ApiOperation({ operationId: 'retryDelivery', summary: 'Sends it again, from the first channel on' })
  @Answers(deliverySchema)
  @Refuses(409, 'it is not parked (`state`)')
  retry(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    if (who.fleetIds !== 'all') throw problem.notFound();
    return this.bus.transact(async (turn) => {
      const held = await this.deliveries.lock(turn.tx, id);
      if (!held) throw problem.notFound();
      const again = await this.deliveries.retry(turn, held, who);
      if (!again) throw problem.conflict(`It is ${held.state}.`, { state: held.state });
      return { facts: [], result: asItem(again, who) };
    });
  }
}

/** Whom it is about is shown to whoever reaches them. */
const asItem = ({ key: _key, citizenId, ...delivery }: Delivery, who: Principal) => ({
  ...delivery,
  citizenId: mayReach(who, delivery.districtId) ? citizenId : null,
});
