import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../../platform/http/api/refusals.js';
import { Answers } from '../../platform/http/api/answers.js';
import type { z } from 'zod';
import { CitizensService } from '../../citizens/citizens.service.js';
import { DevicesService } from '../../devices/devices.service.js';
import { causeOf, type QuarantinedEntry } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Fact } from '../../platform/facts/fact.js';
import { FactBus } from '../../platform/facts/fact-bus.js';
import { readBelowMoment } from '../../platform/http/below.js';
import { IdPipe } from '../../platform/http/id.pipe.js';
import { onePage, page } from '../../platform/http/page.js';
import { holds, Needs, type Principal, Who } from '../../platform/http/principal.js';
import { shows } from '../../platform/http/shown.js';
import {
  assignQuarantinedSchema,
  dismissQuarantinedSchema,
  quarantineCountsQuery,
  quarantineQuery,
} from '../dose.schema.js';
import { QuarantineService } from './quarantine.service.js';
import {
  quarantineCountsSchema,
  quarantinedSchema,
  quarantinedWithWords,
  quarantineSchema,
} from '../telemetry/telemetry.schema.js';
import { heardWords } from '../telemetry/telemetry.view.js';

const MOST_REASONS = 200;

/** Telemetry that could not be read, that is nobody's, or whose message kept failing. Nothing here was dropped. */
@ApiTags('telemetry')
@Controller('api/v1/quarantine')
export class QuarantineController {
  constructor(
    private readonly citizens: CitizensService,
    private readonly devices: DevicesService,
    private readonly database: Database,
    private readonly quarantine: QuarantineService,
    private readonly journal: JournalService,
    private readonly bus: FactBus,
  ) {}

  @Get()
  @Needs('operations:read')
  @ApiOperation({ operationId: 'listQuarantine', summary: 'What waits for a person to look at it, newest first' })
  @Answers(quarantineSchema)
  list(@Query({ schema: quarantineQuery }) query: z.infer<typeof quarantineQuery>, @Who() who: Principal) {
    if (who.fleetIds !== 'all')
      throw problem.forbidden('Quarantined telemetry belongs to no district; it is for those who see all.');
    return this.database.autocommit(async (tx) => {
      const before = readBelowMoment(query.cursor);
      const filter = {
        states: query.state,
        deviceIds: query.deviceId ?? null,
        kinds: query.kind ?? null,
        cause: query.reason === undefined ? null : causeOf(query.reason),
      };
      const found = await this.journal.quarantined.list(tx, filter, before, query.limit + 1);
      return page(await this.asHeard(tx, found, who), query.limit, (last) => [last.receivedAt.getTime(), last.id]);
    });
  }

  @Get('counts')
  @Needs('operations:read')
  @ApiOperation({
    operationId: 'listQuarantineCounts',
    summary: 'How much waits, by kind and reason, most of it first',
  })
  @Answers(quarantineCountsSchema)
  counts(
    @Query({ schema: quarantineCountsQuery }) { deviceId }: z.infer<typeof quarantineCountsQuery>,
    @Who() who: Principal,
  ) {
    if (who.fleetIds !== 'all')
      throw problem.forbidden('Quarantined telemetry belongs to no district; it is for those who see all.');
    return this.database.autocommit(async (tx) =>
      onePage(await this.journal.quarantined.counts(tx, deviceId ?? null, MOST_REASONS)),
    );
  }

  @Get(':id')
  @Needs('operations:read')
  @ApiOperation({ operationId: 'getQuarantined', summary: 'One of them, and what became of it' })
  @Answers(quarantinedWithWords)
  show(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    if (who.fleetIds !== 'all') throw problem.notFound();
    return this.database.autocommit(async (tx) => {
      const found = await this.journal.quarantined.find(tx, id);
      if (!found) throw problem.notFound();
      return (await this.asHeard(tx, [found], who))[0]!;
    });
  }

  @Post(':id/assign')
  @Needs('operations:write')
  @ApiOperation({
    operationId: 'assignQuarantined',
    summary: 'Says whose it was',
    description:
      'What is understood has its effect now, for that citizen (`unattributed`, `review`, and `rejected` that can be read by now). What is not ' +
      '(`rejected`, `unknown-type`, `parked`) becomes work for the citizen’s team: at once where it reads as an alarm that nobody was ' +
      'told of, else a review.',
  })
  @Answers(quarantinedSchema)
  @Refuses(409, 'somebody has dealt with it already (`state`)')
  assign(
    @Param('id', IdPipe) id: string,
    @Body({ schema: assignQuarantinedSchema }) body: z.infer<typeof assignQuarantinedSchema>,
    @Who() who: Principal,
  ) {
    return this.close(id, who, async (turn, quarantined) => {
      await this.citizens.lockReachable(turn, body.citizenId, who);
      return this.quarantine.assign(turn, quarantined, body.citizenId, who.id);
    });
  }

  @Post(':id/retry')
  @Needs('operations:write')
  @ApiOperation({
    operationId: 'retryQuarantined',
    summary: 'Sends it round again, as if it had just been heard',
    description:
      'What was `rejected` is read again, by what the gateway and the dispenser’s dialect understand today: 409 while it still cannot be ' +
      'read; where it cannot be said whose it was it goes on waiting as `unattributed`.',
  })
  @Answers(quarantinedSchema)
  @Refuses(409, 'somebody has dealt with it already, or it still cannot be read (`state`)')
  retry(@Param('id', IdPipe) id: string, @Who() who: Principal) {
    return this.close(id, who, (turn, quarantined) => this.quarantine.retry(turn, quarantined, who.id));
  }

  @Post(':id/dismiss')
  @Needs('operations:write')
  @ApiOperation({
    operationId: 'dismissQuarantined',
    summary: 'Leaves it without effect; it stays in the journal',
    description: 'With `{"alike": true}` so does all else of the dispenser that stands there for the same reason.',
  })
  @Answers(quarantinedSchema)
  @Refuses(409, 'somebody has dealt with it already (`state`)')
  dismiss(
    @Param('id', IdPipe) id: string,
    @Body({ schema: dismissQuarantinedSchema }) body: z.infer<typeof dismissQuarantinedSchema>,
    @Who() who: Principal,
  ) {
    return this.close(id, who, async (turn, quarantined) => {
      await this.journal.dismiss(turn, quarantined, who.id, body?.alike ?? false);
      return [];
    });
  }

  /** What was heard is the citizen's whose dispenser said it, and shown to who may read it. */
  private async asHeard(tx: Turn['tx'], found: readonly QuarantinedEntry[], who: Principal) {
    const mayRead = who.districtIds === 'all' && holds(who, 'telemetry:read');
    const numbers = found.map(({ number }) => number);
    const entries = mayRead ? await this.journal.entries.findMany(tx, numbers) : [];
    const asked = entries.map(({ deviceId, effectiveAt }) => ({ deviceId, at: effectiveAt }));
    shows(await this.devices.assignments.citizensAt(tx, asked));
    const heard = new Map(entries.map((entry) => [entry.number, heardWords(entry)]));
    return found.map((each) => ({ ...asItem(each, who), telemetry: heard.get(each.number) ?? null }));
  }

  /** Whatever a person did about it is told, so that what stood for it can end. */
  private close(id: string, who: Principal, act: (turn: Turn, quarantined: QuarantinedEntry) => Promise<Fact[]>) {
    if (who.fleetIds !== 'all') throw problem.notFound();
    return this.bus.transact(async (turn) => {
      const held = await this.journal.quarantined.lock(turn.tx, id);
      if (!held) throw problem.notFound();
      if (held.state !== 'open') throw problem.conflict(`It was ${held.state} already.`, { state: held.state });
      const facts = await act(turn, held);
      const after = (await this.journal.quarantined.lock(turn.tx, id))!;
      const { deviceId, number, kind, state } = after;
      const lookedAt: Fact = { type: 'telemetry.looked_at', subject: String(number), deviceId, data: { kind, state } };
      return { facts: state === 'open' ? facts : [...facts, lookedAt], result: asItem(after, who) };
    });
  }
}

/** Whose it is said to be is shown to whoever sees all. */
const asItem = (
  { number: _number, time: _time, type: _type, told: _told, cause, citizenId, ...quarantined }: QuarantinedEntry,
  who: Principal,
) => ({ ...quarantined, citizenId: who.districtIds === 'all' ? citizenId : null, cause: cause ?? 'message' });
