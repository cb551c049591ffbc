import { Injectable } from '@nestjs/common';
import { QuarantineStore, type QuarantineCount, type QuarantineFilter } from './quarantine.store.js';
import type { Turn } from '../platform/database/turn.js';
import type { QuarantineClosing, QuarantinedEntry, QuarantineKind, Whose } from './journal.rules.js';

/** The door to what was put aside, until a person or a later look has judged it. */
@Injectable()
export class QuarantinedService {
  constructor(private readonly store: QuarantineStore) {}

  find(tx: Turn['tx'], id: string): Promise<QuarantinedEntry | null> {
    return this.store.find(tx, id);
  }

  findMany(tx: Turn['tx'], ids: readonly string[]): Promise<QuarantinedEntry[]> {
    return this.store.findMany(tx, ids);
  }

  lock(tx: Turn['tx'], id: string): Promise<QuarantinedEntry | null> {
    return this.store.lock(tx, id);
  }

  /** Newest first; of these dispensers and kinds only, where given. */
  list(
    tx: Turn['tx'],
    asked: QuarantineFilter,
    before: readonly [Date, string] | null,
    limit: number,
  ): Promise<QuarantinedEntry[]> {
    return this.store.list(tx, asked, before, limit);
  }

  /** What stands open, by kind and reason, most of it first. */
  counts(tx: Turn['tx'], deviceIds: readonly string[] | null, limit: number): Promise<QuarantineCount[]> {
    return this.store.counts(tx, deviceIds, limit);
  }

  /** How much of it waits for a person, or for the house. */
  countOpen(tx: Turn['tx']): Promise<number> {
    return this.store.countOpen(tx);
  }

  close(tx: Turn['tx'], id: string, closing: QuarantineClosing): Promise<void> {
    return this.store.close(tx, id, closing);
  }

  /** Something else than was thought keeps it from having its effect. */
  refile(tx: Turn['tx'], id: string, kind: QuarantineKind, reason: string): Promise<void> {
    return this.store.refile(tx, id, kind, reason);
  }

  /** What was set apart had its effect after all. */
  noteDone(tx: Turn['tx'], number: number, closedAt: Date): Promise<void> {
    return this.store.noteDone(tx, number, closedAt);
  }

  /** Dispensers of which something stands open that nobody was told of, those first of which it has stood longest. */
  untold(tx: Turn['tx'], limit: number): Promise<string[]> {
    return this.store.untold(tx, limit);
  }

  /** What of a dispenser nobody was told of, oldest first; it counts as told once this transaction commits. */
  takeUntold(tx: Turn['tx'], deviceId: string, limit: number): Promise<QuarantinedEntry[]> {
    return this.store.takeUntold(tx, deviceId, limit);
  }

  /** Whether anything of the kinds stands open of the dispenser. */
  isOpen(tx: Turn['tx'], deviceId: string, kinds: readonly QuarantineKind[]): Promise<boolean> {
    return this.store.isOpen(tx, deviceId, kinds);
  }

  /** Dispensers of which a person said that an entry was about one of those citizens; of these dispensers only, where given. */
  devicesSaidOf(tx: Turn['tx'], asked: Whose, deviceIds: readonly string[] | null): Promise<string[]> {
    return this.store.devicesSaidOf(tx, asked, deviceIds);
  }
}
