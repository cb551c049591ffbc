import { describe, expect, it } from '@jest/globals';
import type { DeviceCondition } from '../../devices/conditions/condition.rules.js';
import type { DoseEvidenceTimes } from '../../doses/dose.rules.js';
import type { Alert } from '../alert.rules.js';
import {
  isDoseLongPast,
  type Known,
  listTogether,
  type PassedDose,
  stillStands,
  urgencyOfPassed,
} from './still-stands.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 10, hour));
const nothing = {
  dispensedAt: null,
  retrievedAt: null,
  inAdvanceAt: null,
  cancelledAt: null,
  missedAt: at(8),
  unconfirmedAt: null,
} satisfies DoseEvidenceTimes;
const known = (more: Partial<Known> = {}): Known => ({
  dose: null,
  conditions: [],
  isItsOwnAbsenceUndone: false,
  isDispenserGone: false,
  isNewsLeft: false,
  ...more,
});

describe('whether what closed by mistake still stands', () => {
  const dose = (type: string, signs: Partial<DoseEvidenceTimes>) =>
    stillStands({ type, doseId: 'd', detail: {}, openedAt: at(9) }, known({ dose: { ...nothing, ...signs } }));

  it.each<[string, Partial<DoseEvidenceTimes>, boolean]>([
    ['dose.missed', {}, true],
    ['dose.missed', { dispensedAt: at(10) }, false],
    ['dose.missed', { retrievedAt: at(10) }, false],
    ['dose.missed', { inAdvanceAt: at(7) }, false],
    ['dose.unconfirmed', { dispensedAt: at(10) }, false],
    ['dose.unconfirmed', {}, true],
    ['dose.not_dispensed_empty', {}, true],
    ['dose.left_in_tray', { dispensedAt: at(8) }, true],
    ['dose.left_in_tray', { dispensedAt: at(8), retrievedAt: at(10) }, false],
    ['dose.partial', { dispensedAt: at(8), retrievedAt: at(10) }, true],
    ['dose.dispensed_while_paused', { dispensedAt: at(8) }, true],
  ])('%s, of which is known %j', (type, signs, stands) => expect(dose(type, signs)).toBe(stands));

  it('a dose of which nothing is known any more stands', () =>
    expect(stillStands({ type: 'dose.missed', doseId: 'd', detail: {}, openedAt: at(9) }, known({ dose: null }))).toBe(
      true,
    ));

  const standing = (more: Partial<DeviceCondition>) =>
    ({ condition: 'device.fault', clearedAt: null, unstableSince: null, ...more }) as DeviceCondition;
  const condition = (detail: Alert['detail'], conditions: DeviceCondition[]) =>
    stillStands(
      { type: 'device.fault', doseId: null, detail: { condition: 'device.fault', ...detail }, openedAt: at(9) },
      known({ conditions }),
    );

  it.each<[string, Alert['detail'], DeviceCondition[], boolean]>([
    ['stands', {}, [standing({})], true],
    ['is over', {}, [standing({ clearedAt: at(10) })], false],
    ['was over before its alert was opened over late news', {}, [standing({ clearedAt: at(8) })], false],
    ['is over at one of two dispensers', {}, [standing({ clearedAt: at(10) }), standing({})], true],
    ['is another', {}, [standing({ condition: 'device.jam', clearedAt: at(10) })], true],
    ['comes and goes, and is asked about as that', {}, [standing({ unstableSince: at(10) })], false],
    ['was not read, and was over long before', { unreadable: true }, [standing({ clearedAt: at(8) })], true],
    ['was not read, and is over since', { unreadable: true }, [standing({ clearedAt: at(10) })], false],
    ['comes and goes still', { unstable: 'device.fault' }, [standing({ unstableSince: at(8) })], true],
    [
      'comes and goes still at one of two dispensers',
      { unstable: 'device.fault' },
      [standing({ unstableSince: at(8) }), standing({})],
      true,
    ],
    ['was not read, and was over as it was heard', { unreadable: true }, [standing({ clearedAt: at(9) })], false],
    ['comes and goes no longer', { unstable: 'device.fault' }, [standing({})], false],
  ])('a condition that %s', (_story, detail, conditions, stands) => expect(condition(detail, conditions)).toBe(stands));

  it('a dispenser that is gone asks for nobody, the citizen who called for help does', () => {
    const of = (type: string) => ({ type, doseId: null, detail: { condition: type }, openedAt: at(9) });
    const gone = known({ isDispenserGone: true });
    expect(['device.jam', 'user.help_requested'].map((type) => stillStands(of(type), gone))).toEqual([false, true]);
  });

  const other = (type: string, more: Partial<Known> = {}) =>
    stillStands({ type, doseId: null, detail: {}, openedAt: at(9) }, known(more));

  it('a condition that costs a dose stands by what is known of the condition', () => {
    const jam = { type: 'device.jam', doseId: 'd', detail: { condition: 'device.jam' }, openedAt: at(9) };
    const over = [standing({ condition: 'device.jam', clearedAt: at(10) })];
    expect(stillStands(jam, known({ conditions: over }))).toBe(false);
  });

  it.each<[string, boolean]>([
    [
      'what a person was to look at, though its dispenser is gone',
      other('service.news_review', { isDispenserGone: true }),
    ],
    [
      'a miss that matched no dose, whatever became of one',
      other('dose.missed', { dose: { ...nothing, dispensedAt: at(8) } }),
    ],
    ['what a person was to look at', other('service.news_review')],
    ['a miss that matched no dose', other('dose.missed')],
    ['what stands in for news that waits', other('service.alarm_waiting', { isNewsLeft: true })],
  ])('%s stands', (_story, stands) => expect(stands).toBe(true));

  it.each<[string, boolean]>([
    ['what stood in for news that came through', other('service.alarm_waiting')],
    ['what belonged to another mistake', other('dose.dispensed_while_paused', { isItsOwnAbsenceUndone: true })],
  ])('%s does not', (_story, stands) => expect(stands).toBe(false));
});

describe('doses whose time passed', () => {
  const dose = (n: number, more: Partial<PassedDose> = {}): PassedDose => ({
    doseId: `d${n}`,
    slot: '08:00',
    dueAt: at(n).toISOString(),
    windowClosesAt: at(n + 1).toISOString(),
    criticality: 'standard',
    ...more,
  });

  it('are listed together, each once, of very many the newest', () => {
    const listed = (...doses: PassedDose[]) => ({ doses, count: doses.length });
    const both = listTogether(listed(dose(3), dose(2)), listed(dose(2), dose(1)));
    expect(both.doses.map(({ doseId }) => doseId)).toEqual(['d1', 'd2', 'd3']);
    expect(both.count).toBe(3);
    const many = Array.from({ length: 100 }, (_, n) => dose(n));
    const all = listTogether({ doses: [], count: 0 }, { doses: many, count: 300 });
    expect(all.doses.at(-1)!.doseId).toBe('d99');
    expect(all.doses.length).toBe(60);
    expect(all.count).toBe(300);
  });

  it.each<[string, PassedDose[], string]>([
    ['a standard one', [dose(20)], 'P3'],
    ['a time-critical one of today', [dose(1), dose(20, { criticality: 'time-critical' })], 'P2'],
    ['a time-critical one of 24 hours ago', [dose(6, { criticality: 'time-critical' })], 'P2'],
    ['a time-critical one of before', [dose(5, { criticality: 'time-critical' })], 'P3'],
  ])('%s among them', (_story, doses, priority) => expect(urgencyOfPassed(doses, at(30))).toBe(priority));

  const missed = (type: string, closesAt: number, doseId: string | null = 'd') => ({
    type,
    doseId,
    dose: { ...dose(closesAt - 1), criticality: 'standard' as const },
  });
  it.each<[string, ReturnType<typeof missed>, boolean]>([
    ['a day ago', missed('dose.missed', 10), false],
    ['longer ago', missed('dose.missed', 9), true],
    ['longer ago, and only partly dispensed', missed('dose.partial', 9), false],
    ['longer ago, and matched to no dose', missed('dose.missed', 9, null), false],
  ])('whose window closed %s', (_story, alert, isPast) => expect(isDoseLongPast(alert, at(34))).toBe(isPast));

  it('of which no window is known are not long past', () =>
    expect(isDoseLongPast({ type: 'dose.missed', doseId: 'd', dose: null }, at(34))).toBe(false));
});
