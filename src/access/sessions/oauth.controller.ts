import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../../platform/http/api/refusals.js';
import { AnswersBy } from '../../platform/http/api/answers.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../platform/http/principal.js';
import { Uncompressed } from '../../platform/http/wire/compression.js';
import {
  type TokenAnswer,
  tokenAnswerSchema,
  type TokenRefusal,
  tokenRefusalSchema,
  tokenRequestSchema,
} from './oauth.schema.js';
import { readBasic } from '../partners/partner.rules.js';
import { callerOf } from '../caller.js';
import { SignInService } from './sign-in.service.js';

/** Partners sign in by OAuth 2.0 client credentials, answered in the words of RFC 6749 section 5. */
@ApiTags('access')
@Controller('oauth/token')
export class OAuthController {
  constructor(private readonly signIn: SignInService) {}

  @Public()
  @Post()
  @Uncompressed()
  @ApiOperation({
    operationId: 'issueToken',
    summary: 'A token for a partner, one hour long (client credentials, in the body or by HTTP Basic).',
  })
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['grant_type'],
      example: {
        grant_type: 'client_credentials',
        client_id: 'example-ehr',
        client_secret: 'an-invented-secret-shown-once',
      },
      properties: {
        grant_type: { type: 'string', enum: ['client_credentials'] },
        client_id: { type: 'string' },
        client_secret: { type: 'string' },
        scope: { type: 'string', description: 'Some of your scopes, separated by spaces; all of them by default.' },
      },
    },
  })
  @AnswersBy({ 200: tokenAnswerSchema, 400: tokenRefusalSchema, 401: tokenRefusalSchema })
  @Refuses(429, 'too many wrong tries; Retry-After says when to come again')
  async token(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokenAnswer | { error: TokenRefusal }> {
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
    const answer = await this.answer(body, request);
    if (typeof answer !== 'string') return answer;
    reply.status(answer === 'invalid_client' ? 401 : 400);
    if (answer === 'invalid_client') reply.header('www-authenticate', 'Basic realm="dosevagt"');
    return { error: answer };
  }

  private async answer(body: unknown, request: FastifyRequest): Promise<TokenAnswer | TokenRefusal> {
    const read = tokenRequestSchema.safeParse(body ?? {});
    if (!read.success) return 'invalid_request';
    const asked = read.data;
    if (asked.grant_type !== 'client_credentials') return 'unsupported_grant_type';
    const basic = readBasic(request.headers.authorization);
    if (basic && asked.client_secret !== undefined) return 'invalid_request';
    const clientId = basic?.clientId ?? asked.client_id;
    const clientSecret = basic?.clientSecret ?? asked.client_secret;
    if (clientId === undefined || clientSecret === undefined) return 'invalid_client';
    const found = await this.signIn.asPartner(clientId, clientSecret, asked.scope, callerOf(request));
    if (found === null) return 'invalid_client';
    if (found === 'invalid_scope') return found;
    return { access_token: found.token, token_type: 'Bearer', expires_in: found.lifeSeconds, scope: found.scope };
  }
}
