import { Body, Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readUserAgent } from '../../access/sessions/session.rules.js';
import { Database } from '../../platform/database/database.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { Answers, AnswersNothing, Creates } from '../../platform/http/api/answers.js';
import { Refuses } from '../../platform/http/api/refusals.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import {
  ownPushSchema,
  showSubscription,
  type Subscribe,
  subscribeBody,
  subscriptionSchema,
  triedSchema,
} from './push.schema.js';
import { PushService } from './push.service.js';

const INTEGRATION = 'an integration has no device';

/** Web push: my own devices. */
@ApiTags('access')
@Needs()
@Controller('api/v1/me/push')
export class PushController {
  constructor(
    private readonly push: PushService,
    private readonly database: Database,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'getOwnPush',
    summary: 'What my browsers subscribe by, and those to which is pushed what is meant for me.',
    description: 'Pushed while `push` stands in my settings; the house counts on none of it.',
  })
  @Answers(ownPushSchema)
  @Refuses(403, INTEGRATION)
  async show(@Who() who: Principal) {
    const { keys, held } = await this.database.transact((tx) => this.push.find(tx, who));
    const isOff = typeof keys === 'string';
    return {
      publicKey: isOff ? null : keys.publicKey,
      off: isOff ? keys : null,
      subscriptions: held.map((each) => showSubscription(each, who.sessionId)),
    };
  }

  @Post()
  @ApiOperation({
    operationId: 'createPushSubscription',
    summary: 'Pushes to this browser what is meant for me, until the session ends; again is the same one.',
    description: 'The eleventh takes the place of the oldest.',
  })
  @Creates(subscriptionSchema)
  @Refuses(403, INTEGRATION)
  @Refuses(409, 'nothing is pushed in this house, or somebody else has that browser')
  subscribe(
    @Who() who: Principal,
    @Body({ schema: subscribeBody }) body: Subscribe,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const userAgent = readUserAgent(request.headers['user-agent']);
    return this.bus.transact(async (turn) => {
      const made = await this.push.subscribe(turn, who, body, userAgent);
      reply.header('location', `/api/v1/me/push/${made.id}`);
      return { facts: [], result: showSubscription(made, who.sessionId) };
    });
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getPushSubscription', summary: 'One of my browsers.' })
  @Answers(subscriptionSchema)
  @Refuses(403, INTEGRATION)
  async showOne(@Who() who: Principal, @Param('id', IdPipe) id: string) {
    const held = await this.database.transact((tx) => this.push.findOne(tx, who, id));
    return showSubscription(held, who.sessionId);
  }

  @Delete(':id')
  @ApiOperation({ operationId: 'deletePushSubscription', summary: 'Pushes no more to one of my browsers.' })
  @AnswersNothing()
  @Refuses(403, INTEGRATION)
  async forget(@Who() who: Principal, @Param('id', IdPipe) id: string): Promise<void> {
    await this.bus.transact(async (turn) => {
      await this.push.forget(turn, who, id);
      return { facts: [], result: undefined };
    });
  }

  @Post(':id/test')
  @ApiOperation({
    operationId: 'sendTestPush',
    summary: 'Sends a message for trying at once, and tells what its push service answered.',
    description: 'That it took the message says not that the device has it: the device says so itself.',
  })
  @Answers(triedSchema)
  @Refuses(403, INTEGRATION)
  @Refuses(409, 'nothing is pushed in this house')
  @Refuses(429, 'it was tried just now')
  async tryOut(@Who() who: Principal, @Param('id', IdPipe) id: string) {
    const { id: messageId, answer } = await this.push.tryOut(who, id);
    return { id: messageId, outcome: answer.outcome, error: 'error' in answer ? answer.error : null };
  }
}
