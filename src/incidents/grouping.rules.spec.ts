import { describe, expect, it } from '@jest/globals';
import { type Alert, MADE_BY_HAND, OUTCOMES } from '../cases/alert.rules.js';
import { isFollowedUnderDose, putsRight, standIn } from './grouping.rules.js';

type Other = Pick<Alert, 'type' | 'state' | 'attached' | 'shadow' | 'doseId'>;
const jam: Other = { type: 'device.jam', state: 'open', attached: false, shadow: false, doseId: null };

describe('what is followed under the dose it costs', () => {
  it.each<[string, Partial<Other>, Parameters<typeof isFollowedUnderDose>[1]['ladderName'], boolean]>([
    ['what keeps it from dispensing', {}, 'dispensing-stopped', true],
    ['no power or contact', {}, 'power-connectivity', true],
    ['what can be planned', {}, 'planned-work', false],
    ['what has no ladder', {}, null, false],
    ['what has no ladder, and is about that dose', { doseId: 'd' }, null, true],
    ['what can be planned, and is about that dose', { doseId: 'd' }, 'planned-work', true],
    ['what somebody has', { state: 'claimed' }, 'dispensing-stopped', true],
    ['what is on the shelf', { state: 'shelved', doseId: 'd' }, 'dispensing-stopped', false],
    ['what is over', { state: 'resolved', doseId: 'd' }, 'dispensing-stopped', false],
    ['what closed by itself', { state: 'auto-resolved' }, 'dispensing-stopped', false],
    ['what is under another', { attached: true }, 'dispensing-stopped', false],
    ['what is tried out', { shadow: true }, 'dispensing-stopped', false],
    ['what a person asked for', { type: MADE_BY_HAND }, 'dispensing-stopped', false],
    ['another dose', { type: 'dose.missed', doseId: 'd' }, 'dispensing-stopped', false],
  ])('%s', (_, about, ladderName, expected) =>
    expect(isFollowedUnderDose({ ...jam, ...about }, { ladderName })).toBe(expected),
  );

  it('is put right with it where the dispenser was seen to', () =>
    expect(OUTCOMES.filter(putsRight)).toEqual(OUTCOMES.filter((one) => ['device-fixed', 'refilled'].includes(one))));

  it('and not where nothing is known of what was done', () => expect(putsRight(undefined)).toBe(false));
});

describe('which of the citizen’s other alerts stands for one', () => {
  const other = (name: string, about: Partial<Other> = {}) => ({ ...jam, name, ...about });
  const first = other('first dose', { type: 'dose.missed' });
  const last = other('last dose', { type: 'dose.unconfirmed' });
  const offline = other('no contact', { type: 'connectivity.offline' });
  const dark = other('no mains', { type: 'power.mains_lost' });

  it.each([
    ['the dose that came last', 'device.jam', [first, last, offline], 'last dose'],
    ['the dose, of no mains too', 'power.mains_lost', [offline, last], 'last dose'],
    ['no contact, of no mains', 'power.mains_lost', [other('jam'), offline], 'no contact'],
    ['no mains, of no contact', 'connectivity.offline', [dark], 'no mains'],
    ['whichever of the two was there first', 'connectivity.offline', [dark, offline], 'no mains'],
    ['none, of anything else', 'device.jam', [offline, other('jam')], null],
    ['none but a dose, of no contact', 'connectivity.offline', [other('jam')], null],
    ['none where there is none', 'connectivity.offline', [], null],
    ['one that somebody has', 'device.jam', [{ ...first, state: 'in-progress' as const }], 'first dose'],
    ['none that is on the shelf', 'device.jam', [{ ...first, state: 'shelved' as const }], null],
    ['none that is over', 'device.jam', [{ ...first, state: 'resolved' as const }], null],
    ['none that is under another', 'power.mains_lost', [{ ...offline, attached: true }], null],
    ['none that is tried out', 'power.mains_lost', [{ ...offline, shadow: true }], null],
  ])('%s', (_, type, others, expected) => expect(standIn({ type }, others)?.name ?? null).toBe(expected));
});
