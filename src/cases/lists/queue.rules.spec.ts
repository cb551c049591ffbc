import { describe, expect, it } from '@jest/globals';
import { deadlineOf, type Pressed } from './queue.rules.js';

const at = (time: string): Date => new Date(`2026-03-10T${time}:00Z`);
const dose = { windowClosesAt: '2026-03-10T08:00:00.000Z' };
const plain: Pressed = {
  dose: null,
  ladderName: 'standard-dose',
  ladderDeadlineAt: null,
  nextDoseAt: at('12:00'),
  dueAt: at('07:45'),
};

describe('until when work is of use', () => {
  it.each([
    ['its dose can still be given in time', { dose }, '07:30', '08:00'],
    ['the window is over', { dose }, '08:00', '12:00'],
    ['the window is over and no dose comes after it', { dose, nextDoseAt: null }, '09:00', '08:00'],
    ['the next dose came too', { dose }, '13:00', '12:00'],
    ['its dose goes before what its ladder counts towards', { dose, ladderDeadlineAt: at('11:15') }, '07:30', '08:00'],
    ['dispensing stopped', { ladderName: 'dispensing-stopped', ladderDeadlineAt: at('11:15') }, '07:30', '12:00'],
    ['the dispenser is not heard', { ladderName: 'power-connectivity' }, '07:30', '12:00'],
    [
      'the dispenser is not heard, and no dose is planned',
      { ladderName: 'power-connectivity', nextDoseAt: null },
      '07:30',
      '07:45',
    ],
    ['the supply ends', { ladderName: 'planned-work', ladderDeadlineAt: at('18:00') }, '07:30', '18:00'],
    ['it is planned, and no supply ends', { ladderName: 'planned-work' }, '07:30', '07:45'],
    ['somebody calls for help, whatever is due next', { ladderName: 'security' }, '07:30', '07:45'],
    ['it is on no ladder', { ladderName: null }, '07:30', '07:45'],
  ] as const)('where %s', (_what, about: Partial<Pressed>, now, until) => {
    expect(deadlineOf({ ...plain, ...about }, at(now))).toEqual(at(until));
  });
});
