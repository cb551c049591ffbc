import { describe, expect, it } from '@jest/globals';
import { flawOfWish, type Stretch } from './assignment.rules.js';

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 10, hour));
const now = at(12);
const near = (from: number, until: number | null, citizenId = 'b', districtId: string | null = 'near'): Stretch => ({
  citizenId,
  districtId,
  from: at(from),
  until: until === null ? null : at(until),
});
const far = (from: number, until: number | null) => near(from, until, 'c', 'far');
const nowhere = near(6, null, 'd', null);

describe('a dispenser that is to be citizen a’s', () => {
  it.each<[string, number, Stretch[], 'deviceId' | 'from' | null]>([
    ['that was nobody’s, from now on', 12, [], null],
    ['that was nobody’s, since the morning', 8, [], null],
    ['another’s until now, from now on', 12, [near(6, null)], null],
    ['another’s until now, from tonight on', 20, [near(6, null)], null],
    ['another’s until now, since the morning', 8, [near(6, null)], 'from'],
    ['another’s until the morning, since before', 8, [near(6, 9)], 'from'],
    ['another’s until the morning, since just then', 9, [near(6, 9)], null],
    ['another’s for a while in between', 8, [near(9, 10)], 'from'],
    ['her own for a while, since before', 8, [near(9, 10, 'a', 'near')], null],
    ['another’s from tonight on, since the morning', 8, [near(20, null)], null],
    ['of somebody beyond reach', 12, [far(6, null)], 'deviceId'],
    ['of somebody beyond reach, from tomorrow on', 30, [far(6, null)], 'deviceId'],
    ['of somebody beyond reach until tonight', 22, [far(6, 20)], 'deviceId'],
    ['promised to somebody beyond reach', 12, [far(20, null)], 'deviceId'],
    ['of somebody beyond reach until the morning, from now on', 12, [far(6, 9)], null],
    ['of somebody beyond reach until the morning, since before', 8, [far(6, 9)], 'from'],
    ['of somebody of no district', 12, [nowhere], 'deviceId'],
    ['her own and of a district she left', 12, [near(6, null, 'a', 'far')], null],
  ])('%s', (_, from, stretches, path) => {
    const flaw = flawOfWish({ citizenId: 'a', from: at(from) }, stretches, now, (district) => district === 'near');
    expect(flaw?.path ?? null).toBe(path);
  });
});
