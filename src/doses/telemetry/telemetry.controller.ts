import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/api/answers.js';
import type { z } from 'zod';
import { DevicesService } from '../../devices/devices.service.js';
import { reachOf } from '../../devices/assignments/reach.rules.js';
import type { OwnedEntry, Whose } from '../../journal/journal.rules.js';
import { JournalService } from '../../journal/journal.service.js';
import { Database } from '../../platform/database/database.js';
import type { Turn } from '../../platform/database/turn.js';
import { readBelowNumber } from '../../platform/http/below.js';
import { page } from '../../platform/http/page.js';
import { Needs, type Principal, Who } from '../../platform/http/principal.js';
import { telemetryQuery } from '../dose.schema.js';
import { DosesStore } from '../doses.store.js';
import { telemetrySchema } from './telemetry.schema.js';
import { heardWords } from './telemetry.view.js';

/** The journal, word for word as heard. */
@ApiTags('telemetry')
@Controller('api/v1/telemetry')
export class TelemetryController {
  constructor(
    private readonly database: Database,
    private readonly devices: DevicesService,
    private readonly journal: JournalService,
    private readonly doses: DosesStore,
  ) {}

  @Get()
  @Needs('telemetry:read')
  @ApiOperation({
    operationId: 'listTelemetry',
    summary:
      'What dispensers said, newest first, with when it was received, when it is held to have happened and what it was matched to',
  })
  @Answers(telemetrySchema)
  list(@Query({ schema: telemetryQuery }) query: z.infer<typeof telemetryQuery>, @Who() who: Principal) {
    return this.database.autocommit(async (tx) => {
      const { districtIds } = reachOf(who.districtIds, who);
      const whose = { districtIds, citizenId: query.citizenId ?? null };
      const filter = {
        deviceIds: await this.devicesOf(tx, whose, query.deviceId ?? null),
        types: query.type ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        before: readBelowNumber(query.cursor),
        whose,
      };
      const entries = await this.journal.entries.list(tx, filter, query.limit + 1);
      const matched = await this.matched(tx, entries);
      const shown = entries.map((entry) => ({
        number: entry.number,
        ...heardWords(entry),
        citizenId: entry.citizenId,
        matchedTo: matched.get(entry.number) ?? null,
      }));
      const { items, nextCursor } = page(shown, query.limit, (last) => [last.number]);
      return { items: items.map(({ number: _number, ...item }) => item), nextCursor };
    });
  }

  /** Dispensers that may have said something of those asked for: what each entry is about is looked at by itself. */
  private async devicesOf(tx: Turn['tx'], whose: Whose, deviceIds: readonly string[] | null) {
    const served = await this.devices.reachable(tx, whose.districtIds ?? 'all', deviceIds, whose.citizenId);
    if (served === null || (whose.districtIds === null && whose.citizenId === null)) return served;
    return [...served, ...(await this.journal.quarantined.devicesSaidOf(tx, whose, deviceIds))];
  }

  private async matched(tx: Turn['tx'], entries: readonly OwnedEntry[]) {
    const asked = entries.flatMap(({ number, dueAt, citizenId }) =>
      dueAt && citizenId ? [{ number, dueAt, citizenId }] : [],
    );
    const found = await this.doses.evidencedBy(tx, asked);
    return new Map(found.map(({ number, id, dueAt }) => [number, { doseId: id, dueAt }]));
  }
}
