import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import type { CommandEntity } from './command.entity.js';
import { COLUMNS, FOR_WHOM } from './commands.store.js';

/** Of command `c`: a schedule for the dispenser ($1) that it did not refuse. */
const IS_GIVEN = `c."deviceId" = $1 AND c."type" = 'schedule.set' AND c."state" <> 'refused'`;

/** How much is due by the schedule that a command gives. */
const dueBy = (command: string): string =>
  `jsonb_array_length(${command}."data" -> 'slots') + jsonb_array_length(coalesce(${command}."data" -> 'courses', '[]'))`;

/** Which schedules dispensers were given: commands like any other, and what a dispenser holds follows from them. */
@Injectable()
export class GivenSchedulesStore {
  async ofAnother(tx: EntityManager, deviceId: string, citizenId: string | null): Promise<CommandEntity | null> {
    const [given] = await rows<CommandEntity>(
      tx,
      `SELECT ${COLUMNS} FROM command c
       WHERE ${IS_GIVEN} AND ${dueBy('c')} > 0 AND ($2::uuid IS NULL OR ${FOR_WHOM} IS DISTINCT FROM $2)
         AND NOT EXISTS (SELECT 1 FROM command n WHERE n."deviceId" = $1 AND n."type" = 'schedule.set' AND n."state" = 'done'
           AND ${dueBy('n')} = 0 AND (n."time", n."id") > (c."time", c."id"))
       ORDER BY c."time" DESC, c."id" DESC LIMIT 1`,
      [deviceId, citizenId],
    );
    return given ?? null;
  }

  async last(tx: EntityManager, deviceId: string): Promise<CommandEntity | null> {
    const [last] = await rows<CommandEntity>(
      tx,
      `SELECT ${COLUMNS} FROM command c WHERE ${IS_GIVEN} ORDER BY c."time" DESC, c."id" DESC LIMIT 1`,
      [deviceId],
    );
    return last ?? null;
  }

  /** The highest revision the dispenser was ever given, refused ones too; 0 where there was none. */
  async highestRevision(tx: EntityManager, deviceId: string): Promise<number> {
    const [row] = await rows<{ revision: number }>(
      tx,
      `SELECT coalesce(max(("data" ->> 'revision')::bigint), 0) AS "revision" FROM command WHERE "deviceId" = $1 AND "type" = 'schedule.set'`,
      [deviceId],
    );
    return row!.revision;
  }
}
