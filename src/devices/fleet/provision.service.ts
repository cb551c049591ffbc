import { Injectable } from '@nestjs/common';
import { CredentialsService } from '../../access/dispensers/credentials.service.js';
import type { CheckedRow } from '../../platform/csv/checked-rows.rules.js';
import { mistakeIn, type SheetMistake } from '../../platform/csv/sheet.rules.js';
import type { Turn } from '../../platform/database/turn.js';
import { problem } from '../../platform/errors/problem.js';
import type { Principal } from '../../platform/http/principal.js';
import { reaches, reachOf } from '../assignments/reach.rules.js';
import { DevicesStore } from '../devices.store.js';
import type { ListedDevice } from './fleet-list.schema.js';
import { FleetStore } from './fleet.store.js';
import { type Fate, FLAWS, judgeListed } from './provision.rules.js';

type Row = CheckedRow<ListedDevice>;

/** A dispenser of a list and what becomes of it. */
export interface Provision {
  readonly row: Row;
  readonly fate: Fate;
}

interface Plan {
  readonly provisions: readonly Provision[];
  readonly mistakes: readonly SheetMistake[];
}

/** So many dispensers go into one statement. */
const AT_ONCE = 5_000;

/** Registers dispensers by the list, and makes their secrets. */
@Injectable()
export class ProvisionService {
  constructor(
    private readonly devices: DevicesStore,
    private readonly fleet: FleetStore,
    private readonly credentials: CredentialsService,
  ) {}

  /** What would become of each; what is out of use, or not the caller's, is a mistake. */
  async plan(
    turn: Pick<Turn, 'tx' | 'now'>,
    rows: readonly Row[],
    rotates: boolean,
    who: Principal | null,
  ): Promise<Plan> {
    const ids = rows.map(({ value }) => value.deviceId);
    const known = new Map((await this.fleet.among(turn.tx, ids, turn.now)).map((each) => [each.deviceId, each]));
    const bare = new Set(await this.credentials.listWithout(turn.tx, ids));
    const provisions: Provision[] = [];
    const mistakes: SheetMistake[] = [];
    for (const row of rows) {
      const { deviceId } = row.value;
      const device = known.get(deviceId);
      const judged = judgeListed(
        device
          ? {
              isRetired: device.retiredAt !== null,
              isReached: who === null || reaches(reachOf(who.fleetIds, who), device),
              hasSecret: !bare.has(deviceId),
            }
          : null,
        rotates,
      );
      if ('fate' in judged) provisions.push({ row, fate: judged.fate });
      else mistakes.push(mistakeIn(row, 'deviceId', FLAWS[judged.mistake], judged.mistake));
    }
    return { provisions, mistakes };
  }

  /**
   * The same, done: all of it or, with mistakes, nothing. Answers the secrets by the id of their dispenser, this once.
   * @throws Problem 409 where somebody registered one of them meanwhile
   */
  async carryOut(
    turn: Turn,
    rows: readonly Row[],
    rotates: boolean,
    who: Principal | null,
  ): Promise<Plan & { readonly secrets: ReadonlyMap<string, string> }> {
    const sorted = rows.map(({ value }) => value).toSorted((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
    // Whoever has one of them keeps it until then, so that the secret that is answered is the one that holds.
    await this.devices.lock(
      turn.tx,
      sorted.map(({ deviceId }) => deviceId),
    );
    const plan = await this.plan(turn, rows, rotates, who);
    const secrets = new Map<string, string>();
    if (plan.mistakes.length > 0) return { ...plan, secrets };
    const fates = new Map(plan.provisions.map(({ row, fate }) => [row.value.deviceId, fate]));
    for (let i = 0; i < sorted.length; i += AT_ONCE) {
      const some = sorted.slice(i, i + AT_ONCE);
      const fresh = some.filter(({ deviceId }) => fates.get(deviceId) === 'registered');
      const added = await this.devices.insert(turn.tx, fresh, turn.now);
      if (added.length < fresh.length) throw registeredMeanwhile(fresh, new Set(added));
      const wanted = some.map(({ deviceId }) => deviceId).filter((deviceId) => fates.get(deviceId) !== 'left-alone');
      for (const { deviceId, secret } of await this.credentials.issueMany(turn, wanted)) secrets.set(deviceId, secret);
    }
    return { ...plan, secrets };
  }
}

function registeredMeanwhile(fresh: readonly ListedDevice[], added: ReadonlySet<string>) {
  const { deviceId } = fresh.find((each) => !added.has(each.deviceId))!;
  return problem.conflict(`Somebody registered ${deviceId} meanwhile; nothing of the list was done. Send it again.`, {
    state: 'registered',
  });
}
