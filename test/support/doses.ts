import { type Dose, stateOf } from '../../src/doses/dose.rules.js';

const MINUTE_MS = 60_000;
const EIGHT = new Date('2026-03-10T07:00:00Z');

/** Due at eight in Copenhagen, with an hour's window and five minutes' grace; its state follows from what it is said to have behind it. */
export function aDose({ dueAt = EIGHT, ...about }: Partial<Dose> = {}): Dose {
  const after = (minutes: number): Date => new Date(dueAt.getTime() + minutes * MINUTE_MS);
  const times = {
    dispensedAt: null,
    retrievedAt: null,
    inAdvanceAt: null,
    cancelledAt: null,
    missedAt: null,
    unconfirmedAt: null,
    ...about,
  };
  return {
    id: 'd',
    citizenId: 'c',
    revision: 1,
    slot: '08:00',
    dueAt,
    windowClosesAt: after(60),
    deadlineAt: after(65),
    criticality: 'standard',
    state: stateOf(times),
    settled: false,
    alarmedAt: null,
    evidence: [],
    ...times,
  };
}
