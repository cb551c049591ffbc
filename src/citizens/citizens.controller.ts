import { Body, Controller, Get, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, Refuses } from '../platform/http/api/refusals.js';
import { Answers, Creates } from '../platform/http/api/answers.js';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { notCovered } from '../access/fields.rules.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import type { Turn } from '../platform/database/turn.js';
import { problem } from '../platform/errors/problem.js';
import { FactBus } from '../platform/facts/fact-bus.js';
import { readBelow } from '../platform/http/below.js';
import { assertVersion, etag } from '../platform/http/etag.js';
import { IdPipe } from '../platform/http/id.pipe.js';
import { onePage, page, pageQuery } from '../platform/http/page.js';
import { Needs, type Principal, Who } from '../platform/http/principal.js';
import { shows } from '../platform/http/shown.js';
import { type Citizen, viewOf } from './citizen.rules.js';
import * as shapes from './citizen.schema.js';
import { CitizensService } from './citizens.service.js';
import type { ContactsView } from './contacts/contact.rules.js';
import { ContactsService } from './contacts/contacts.service.js';
import { PausesService } from './pauses.service.js';

/** Who is cared for. Who is shown is in the log of reads before the answer leaves. */
@ApiTags('citizens')
@Controller('api/v1/citizens')
export class CitizensController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly contacts: ContactsService,
    private readonly pauses: PausesService,
    private readonly bus: FactBus,
    private readonly clock: Clock,
    private readonly database: Database,
  ) {}

  @Get()
  @Needs('citizens:read')
  @ApiOperation({ operationId: 'listCitizens', summary: 'The citizens of your districts, newest first.' })
  @Answers(shapes.citizensSchema)
  list(@Who() who: Principal, @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>) {
    const below = readBelow(cursor);
    return this.read(async (turn) => {
      const found = page(await this.citizens.listBelow(turn.tx, who, below, limit + 1), limit, (last) => [last.id]);
      return { ...found, items: await this.show(turn, who, found.items, IN_LIST) };
    });
  }

  @Post()
  @Needs('citizens:write')
  @ApiOperation({
    operationId: 'createCitizen',
    summary: 'Takes a citizen in; without districtId, the district whose polygon holds the address.',
  })
  @Creates(shapes.citizenSchema)
  @Refuses(409, 'another citizen has that number')
  async create(
    @Who() who: Principal,
    @Body({ schema: shapes.createCitizenBody }) body: shapes.CreateCitizen,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.bus.transact(async (turn) => {
      const { citizen, facts } = await this.citizens.create(turn, who, body);
      reply.header('location', `/api/v1/citizens/${citizen.id}`);
      return { facts, result: await this.showOne(turn, who, citizen) };
    });
    reply.header('etag', tagOf(view));
    return view;
  }

  @Post('search')
  @Needs('citizens:read')
  @ApiOperation({
    operationId: 'searchCitizens',
    summary: 'Finds by CPR number or by part of the name; the first 50. The number is never in a URL.',
  })
  @Answers(shapes.citizensSchema)
  search(@Who() who: Principal, @Body({ schema: shapes.searchBody }) body: shapes.Search) {
    return this.read(async (turn) => {
      const found = await this.citizens.search(turn.tx, who, body);
      return onePage(await this.show(turn, who, found, IN_LIST));
    });
  }

  @Get(':id')
  @Needs('citizen:read')
  @ApiOperation({ operationId: 'getCitizen', summary: 'One citizen.' })
  @Answers(shapes.citizenSchema)
  async find(@Who() who: Principal, @Param('id', IdPipe) id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const view = await this.read(async (turn) =>
      this.showOne(turn, who, await this.citizens.findReachable(turn.tx, id, who)),
    );
    reply.header('etag', tagOf(view));
    return view;
  }

  @Patch(':id')
  @Needs('contact-person:write')
  @ApiOperation({ operationId: 'changeCitizen', summary: 'Changes what is given; null empties what may be empty.' })
  @Answers(shapes.citizenSchema)
  @Refuses(409, 'another citizen has that number')
  async change(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: shapes.changeCitizenBody }) body: shapes.ChangeCitizen,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const refused = notCovered(who.scopes, 'citizen', body);
    if (refused.length > 0) throw problem.forbidden('Your rights do not cover every field of this.', refused);
    const view = await this.bus.transact(async (turn) => {
      const { citizen, facts } = await this.citizens.change(turn, who, id, body, matching(ifMatch));
      return { facts, result: await this.showOne(turn, who, citizen) };
    });
    reply.header('etag', tagOf(view));
    return view;
  }

  @Put(':id/consent')
  @Needs('consent:write')
  @ApiOperation({
    operationId: 'setConsent',
    summary: 'Gives or withdraws the consent to use telemetry; withdrawing closes what it had raised.',
  })
  @Answers(shapes.citizenSchema)
  async setConsent(
    @Who() who: Principal,
    @Param('id', IdPipe) id: string,
    @Body({ schema: shapes.consentBody }) body: shapes.ConsentBody,
    @IfMatch() ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.bus.transact(async (turn) => {
      const { citizen, facts } = await this.citizens.setConsent(turn, who, id, body, matching(ifMatch));
      return { facts, result: await this.showOne(turn, who, citizen) };
    });
    reply.header('etag', tagOf(view));
    return view;
  }

  private read<R>(work: (turn: Turn) => Promise<R>): Promise<R> {
    return this.database.autocommit((tx) => work({ tx, now: this.clock.now() }));
  }

  private async show({ tx, now }: Turn, who: Principal, citizens: readonly Citizen[], inList = false) {
    const ids = citizens.map((c) => c.id);
    shows(ids);
    const pauses = await this.pauses.inForce(tx, ids, now);
    const contacts = await this.contacts.shownOf(tx, who, citizens, inList);
    return citizens.map((c, i) => ({ ...viewOf(c, pauses.get(c.id) ?? null), ...contacts[i]! }));
  }

  private async showOne(turn: Turn, who: Principal, citizen: Citizen) {
    const [view] = await this.show(turn, who, [citizen]);
    return view!;
  }
}

const IN_LIST = true;

type Shown = Pick<ReturnType<typeof viewOf> & ContactsView, 'version' | 'pause' | 'homeAccess'>;
/** How one gets in is shown to some readers and not to others, and to one of them at one time and not at another. */
const tagOf = ({ version, pause, homeAccess }: Shown): string =>
  etag(version, homeAccess ? { pause, tellsHomeAccess: true } : pause);

const matching =
  (ifMatch: string | undefined) =>
  ({ version }: Citizen) =>
    assertVersion(ifMatch, version);
