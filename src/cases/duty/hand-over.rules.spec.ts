import { describe, expect, it } from '@jest/globals';
import { handOver, type HandOver, isAskedOnLeaving, shiftEnd } from './hand-over.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const open = { state: 'open' as const, claimedBy: null, shiftEndsAt: at('14:00'), releaseAt: null };
const claimed = { ...open, state: 'claimed' as const, claimedBy: 'anna' };
const off = { onDuty: false, until: null, members: null };
const on = (members: string[] | null) => ({ onDuty: true, until: at('22:00'), members });

describe('scenario 17: when the shift ends', () => {
  it.each<[string, Parameters<typeof handOver>[0], Parameters<typeof handOver>[1], string, HandOver]>([
    ['not yet', open, off, '13:59', { do: 'nothing' }],
    ['unclaimed, nobody follows: asked anew', open, off, '14:00', { do: 'ask-anew' }],
    ['unclaimed, the team goes on: stays', open, on(null), '14:00', { do: 'stay', shiftEndsAt: at('22:00') }],
    ['claimed: release or keep', claimed, off, '14:00', { do: 'ask-holder', releaseAt: at('14:10') }],
    [
      'claimed, others follow: release or keep',
      claimed,
      on(['bo']),
      '14:00',
      { do: 'ask-holder', releaseAt: at('14:10') },
    ],
    ['claimed, by one who goes on: stays', claimed, on(['anna']), '14:00', { do: 'stay', shiftEndsAt: at('22:00') }],
    [
      'claimed, by nobody knows whom of the team: release or keep',
      claimed,
      on(null),
      '14:00',
      { do: 'ask-holder', releaseAt: at('14:10') },
    ],
    [
      'claimed, by one whose shift goes on: stays',
      claimed,
      { ...on(null), goesOn: true },
      '14:00',
      { do: 'stay', shiftEndsAt: at('22:00') },
    ],
    [
      'claimed, by one whose team was called off in the middle of the shift: release or keep',
      claimed,
      { ...off, goesOn: true },
      '14:00',
      { do: 'ask-holder', releaseAt: at('14:10') },
    ],
    [
      'under way: asked, not taken away',
      { ...claimed, state: 'in-progress' },
      off,
      '14:00',
      { do: 'ask-holder', releaseAt: null },
    ],
    [
      'no answer by then: released',
      { ...claimed, shiftEndsAt: null, releaseAt: at('14:10') },
      off,
      '14:10',
      { do: 'release' },
    ],
    ['time to answer', { ...claimed, shiftEndsAt: null, releaseAt: at('14:10') }, off, '14:09', { do: 'nothing' }],
    ['kept', { ...claimed, shiftEndsAt: null }, off, '14:30', { do: 'nothing' }],
  ])('%s', (_, task, duty, now, expected) => expect(handOver(task, duty, at(now))).toEqual(expected));
});

describe('when the roster is changed at 12:00 under work that is with a shift until 14:00', () => {
  const until = (time: string, members: string[] | null = null) => ({ onDuty: true, until: at(time), members });
  it.each<[string, Parameters<typeof shiftEnd>[0], Parameters<typeof shiftEnd>[1], string | null]>([
    ['it ends as before', open, until('14:00'), '14:00'],
    ['it ends earlier', open, until('13:00'), '13:00'],
    ['it ends later', open, until('16:00'), '16:00'],
    ['it ends later, for some of the team', open, until('16:00', ['bo']), '16:00'],
    ['nobody knows for how long it goes on', open, { ...until('16:00'), until: null }, '12:00'],
    ['nobody is there any more', open, off, '12:00'],
    ['nobody is there any more, and somebody has it', claimed, off, '12:00'],
    ['the shift of its holder ends earlier', claimed, until('13:00', ['anna']), '13:00'],
    ['the shift of its holder ends later', claimed, until('16:00', ['anna']), '16:00'],
    ['the shift of others ends later', claimed, until('16:00', ['bo']), '14:00'],
    ['the shift of others ends earlier', claimed, until('13:00', ['bo']), '13:00'],
    ['by whom is not said', claimed, until('13:00'), '13:00'],
    ['its holder was asked already', { ...claimed, shiftEndsAt: null }, until('16:00'), null],
  ])('%s', (_, task, duty, expected) => expect(shiftEnd(task, duty, at('12:00'))).toEqual(expected && at(expected)));
});

describe('somebody goes home before her shift ends', () => {
  const held = { ...claimed, claimedBy: 'anna' };
  it.each<[string, Parameters<typeof isAskedOnLeaving>[0], boolean]>([
    ['what she has, with a shift', held, true],
    ['what she has begun, with a shift', { ...held, state: 'in-progress' }, true],
    ['what she has, with no shift', { ...held, shiftEndsAt: null }, true],
    ['what she has begun, with no shift', { ...held, state: 'in-progress', shiftEndsAt: null }, false],
    ['what she was asked about', { ...held, shiftEndsAt: null, releaseAt: at('14:10') }, false],
    ['what somebody else has', { ...held, claimedBy: 'bo' }, false],
    ['what nobody has', open, false],
  ])('is she asked about %s', (_, task, asked) => expect(isAskedOnLeaving(task, 'anna')).toBe(asked));
});
