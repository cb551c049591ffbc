import { describe, expect, it } from '@jest/globals';
import { absencesOf, begunBy, isAbsentAt, undoneBy } from './absence.rules.js';
import type { Fact } from '../platform/facts/fact.js';
import type { Citizen } from './citizen.rules.js';
import type { Pause } from './pause.rules.js';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour));
const fact = (type: string, data: Record<string, unknown> = {}) =>
  ({ type, subject: 'one', citizenId: 'c', districtId: 'd', data }) as Fact;

describe('an absence', () => {
  it.each([
    ['service.paused', 'paused'],
    ['citizen.deceased', 'deceased'],
    ['consent.withdrawn', 'consent-withdrawn'],
  ])('begins with %s', (type, why) => expect(begunBy(fact(type))).toEqual({ why, id: 'one' }));

  it('begins with nothing else', () => expect(begunBy(fact('citizen.moved'))).toBeNull());

  it.each<[string, string, Record<string, unknown>, string | null]>([
    ['a pause cut short', 'service.resumed', { early: true, takenBack: false, since: at(8) }, 'paused'],
    ['a pause taken back', 'service.resumed', { early: true, takenBack: true, since: at(8) }, 'paused'],
    ['one taken back as it ends', 'service.resumed', { early: false, takenBack: true, since: at(8) }, 'paused'],
    ['a pause that came to its end', 'service.resumed', { early: false, since: at(12) }, null],
    ['one taken back when it was over', 'service.pause_withdrawn', { begun: true, since: at(8) }, 'paused'],
    ['one that is said to have begun later', 'service.pause_moved', { since: at(8) }, 'paused'],
    ['one that was moved otherwise', 'service.pause_moved', {}, null],
    ['one taken back before it began', 'service.pause_withdrawn', { begun: false }, null],
    ['a death registered by mistake', 'citizen.death_withdrawn', { since: at(8).toISOString() }, 'deceased'],
    ['consent given back', 'consent.given', { telemetry: true, since: at(8).toISOString() }, 'consent-withdrawn'],
    ['consent given for the first time', 'consent.given', { telemetry: true, since: null }, null],
    ['what is no end of one', 'citizen.moved', {}, null],
  ])('%s', (_story, type, data, why) =>
    expect(undoneBy(fact(type, data))).toEqual(why && { why, id: 'one', since: at(8) }),
  );

  const citizen = (more: Partial<Citizen> = {}) =>
    ({ id: 'c', deceasedAt: null, deathRegisteredAt: null, consentTelemetry: true, ...more }) as Citizen;
  const pause = (more: Partial<Pause> = {}) =>
    ({ id: 'p', from: at(8), until: at(12), begunAt: at(8), endedAt: null, undoneAt: null, ...more }) as Pause;

  it('is told apart from others, and says from when until when it counts', () => {
    const dead = citizen({ deceasedAt: at(7), consentTelemetry: false, consentChangedAt: at(11) });
    expect(absencesOf(dead, [pause({ endedAt: at(10) })])).toEqual([
      { why: 'paused', id: 'p', from: at(8), until: at(10) },
      { why: 'deceased', id: 'c', from: at(7), until: null },
      { why: 'consent-withdrawn', id: 'c', from: at(11), until: null },
    ]);
  });

  it.each<[string, Citizen, Pause[], number[]]>([
    ['nobody is away', citizen(), [], []],
    ['a pause, from its first hour to its last', citizen(), [pause()], [8, 9, 11]],
    ['one that came to its end', citizen(), [pause({ endedAt: at(12) })], [8, 9, 11]],
    ['one that a version before cut short', citizen(), [pause({ endedAt: at(10) })], [8, 9]],
    ['one undone', citizen(), [pause({ endedAt: at(10), undoneAt: at(10) })], []],
    ['one that has not begun', citizen(), [pause({ begunAt: null })], []],
    ['a death, since it was registered', citizen({ deceasedAt: at(7), deathRegisteredAt: at(9) }), [], [9, 11, 12]],
    ['consent withdrawn', citizen({ consentTelemetry: false, consentChangedAt: at(11) }), [], [11, 12]],
  ])('%s', (_story, one, pauses, hours) => {
    const absences = absencesOf(one, pauses);
    const away = [7, 8, 9, 11, 12].filter((hour) => absences.some((absence) => isAbsentAt(absence, at(hour))));
    expect(away).toEqual(hours);
  });
});
