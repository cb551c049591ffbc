import { Injectable } from '@nestjs/common';
import type { Citizen } from '../citizens/citizen.rules.js';
import type { CitizensContact } from '../devices/devices.service.js';
import type { Turn } from '../platform/database/turn.js';
import type { Fact } from '../platform/facts/fact.js';
import { doseFact } from './dose-fact.rules.js';
import { applySign, type Dose } from './dose.rules.js';
import { DosesStore } from './doses.store.js';

/** The deadline passed without a word: silence is never good news. */
@Injectable()
export class SilenceService {
  constructor(private readonly doses: DosesStore) {}

  /** An alarm over the silence, for each dose of these citizens that was due to be heard of and is still open. */
  async note(
    turn: Turn,
    citizens: readonly Citizen[],
    contacts: ReadonlyMap<string, CitizensContact>,
    countsUntil: Date,
  ): Promise<Fact[]> {
    const ids = citizens.map(({ id }) => id);
    const overdue = ids.length > 0 ? await this.doses.lockOverdue(turn.tx, ids, countsUntil) : [];
    if (overdue.length === 0) return [];
    const noted = overdue.map((dose) => {
      const { dose: decided, news } = applySign(dose, 'unconfirmed', turn.now, null);
      const alarmedAt = dose.alarmedAt ?? (news === null ? null : turn.now);
      return { dose: { ...decided, alarmedAt }, isNews: news !== null };
    });
    await this.doses.saveUnconfirmed(
      turn.tx,
      noted.map(({ dose }) => dose),
    );
    const byId = new Map(citizens.map((citizen) => [citizen.id, citizen]));
    return noted
      .filter(({ isNews }) => isNews)
      .map(({ dose }) => silenceOver(dose, byId.get(dose.citizenId)!, contacts.get(dose.citizenId), turn.now));
  }
}

/** Nothing was heard of the dose by its deadline. */
export function silenceOver(
  dose: Dose,
  { districtId, zone }: Citizen,
  contact: CitizensContact | undefined,
  now: Date,
): Fact {
  const seen = contact?.lastSeenAt?.toISOString() ?? null;
  const connected = contact?.isInTouch ?? false;
  const data = { lastSeenAt: seen, connected, ...(!connected && { noContactSince: seen }) };
  const deviceId = contact?.deviceId ?? null;
  return doseFact(
    dose,
    'dose.unconfirmed',
    { type: 'dose.unconfirmed', districtId, zone, deviceId, number: null, data },
    now,
  );
}
