import { Injectable } from '@nestjs/common';
import { CommandsStore, type Listener, type SentCommand } from './commands.store.js';
import type { Turn } from '../../platform/database/turn.js';
import type { CommandEntity } from './command.entity.js';
import type { Reach } from '../assignments/reach.rules.js';
import { GivenSchedulesStore } from './given-schedules.store.js';

/** The door to what was asked of dispensers, and what they were given. */
@Injectable()
export class CommandsService {
  constructor(
    private readonly store: CommandsStore,
    private readonly given: GivenSchedulesStore,
  ) {}

  /**
   * Commands that were not sent over the connection on which each dispenser listens, with the dialect each is to be written in; none for
   * whom the dispenser does not serve any more. They are for nobody else until then: they are sent once this is committed, and not while
   * it may be repeated. A dispenser that has a newer connection at another node is left to that one.
   */
  take(
    tx: Turn['tx'],
    listeners: readonly Listener[],
    now: Date,
    until: Date,
    limit: number,
  ): Promise<(CommandEntity & { dialect: string; over: number | null })[]> {
    return this.store.take(tx, listeners, now, until, limit);
  }

  /** Of what was taken until then: these were sent, the rest is for whoever comes next. What was queued again meanwhile stays so. */
  putDown(
    tx: Turn['tx'],
    taken: readonly string[],
    until: Date,
    sent: readonly SentCommand[],
    sentAt: Date,
  ): Promise<void> {
    return this.store.putDown(tx, taken, until, sent, sentAt);
  }

  /** Of which dispensers somebody else holds what may be sent again; what nobody holds is locked. */
  heldOfAmong(tx: Turn['tx'], deviceIds: readonly string[]): Promise<Set<string>> {
    return this.store.heldOfAmong(tx, deviceIds);
  }

  /** Those of the commands that somebody else holds; what nobody holds is locked. */
  heldAmong(tx: Turn['tx'], ids: readonly string[]): Promise<Set<string>> {
    return this.store.heldAmong(tx, ids);
  }

  /** Dispensers for which a command waits to be sent. */
  waiting(tx: Turn['tx'], now: Date): Promise<string[]> {
    return this.store.waiting(tx, now);
  }

  /** Dispensers of the node that moved while a command was on its way to where they were: nobody knows whether they heard it. */
  astray(tx: Turn['tx'], nodeId: string, now: Date): Promise<string[]> {
    return this.store.astray(tx, nodeId, now);
  }

  /** What was asked for the citizen of the dispensers she had while she had them, newest first, from below the instant and id given. */
  listForCitizen(
    tx: Turn['tx'],
    citizenId: string,
    before: readonly [Date, string],
    limit: number,
  ): Promise<CommandEntity[]> {
    return this.store.listForCitizen(tx, citizenId, before, limit);
  }

  /** What was asked of the dispenser for those within reach, newest first, from below the instant and id given. */
  listOf(
    tx: Turn['tx'],
    deviceId: string,
    reach: Reach,
    below: readonly [Date, string] | null,
    limit: number,
  ): Promise<CommandEntity[]> {
    return this.store.listOf(tx, deviceId, reach, below, limit);
  }

  find(tx: Turn['tx'], deviceId: string, id: string, reach: Reach): Promise<CommandEntity | null> {
    return this.store.find(tx, deviceId, id, reach);
  }

  /** Commands whose time ran out without an answer, the oldest first. */
  overdue(tx: Turn['tx'], now: Date, limit: number): Promise<Pick<CommandEntity, 'id' | 'deviceId'>[]> {
    return this.store.overdue(tx, now, limit);
  }

  /**
   * The newest schedule that a dispenser was given for somebody else than the citizen, and may still have: it did not say since that it has
   * an empty one. What waits to be sent may have been heard.
   */
  givenToAnother(tx: Turn['tx'], deviceId: string, citizenId: string | null): Promise<CommandEntity | null> {
    return this.given.ofAnother(tx, deviceId, citizenId);
  }
}
