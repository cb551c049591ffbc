import { describe, expect, it } from '@jest/globals';
import { type Answered, RESPONSE_TIMES, spreadOf } from './response.rules.js';

const openedAt = new Date('2026-03-10T07:00:00Z');
const after = (seconds: number | null) => (seconds === null ? null : new Date(openedAt.getTime() + seconds * 1000));
const alert = (said: { claimed?: number; ended?: number; state?: string }): Answered => ({
  ...{ districtId: 'west', priority: 'P1', state: said.state ?? 'resolved', openedAt, contactAt: null },
  endedAt: after(said.ended ?? null),
  firstClaimedAt: after(said.claimed ?? null),
  claimedAt: after(said.claimed ?? null),
});
const now = new Date(openedAt.getTime() + 3_600_000);
const limits = () => ({ P1: { toClaim: 600, toResolve: 1800 }, P2: { toClaim: 1 } });
const none = () => ({});

describe('how soon alerts were answered', () => {
  it('is the middle, nine tenths and the worst, in whole seconds', () => {
    const alerts = [300.4, 1200, 60, 90].map((claimed) => alert({ claimed }));
    expect(spreadOf(alerts, 'toClaim', none, now)).toEqual({
      p50: 195,
      p90: 930,
      max: 1200,
      limit: null,
      withinLimit: null,
    });
    expect(spreadOf([], 'toClaim', limits, now)).toEqual({
      p50: null,
      p90: null,
      max: null,
      limit: null,
      withinLimit: null,
    });
  });

  it('is known of those alone that were answered', () => {
    const alerts = [alert({}), alert({ claimed: 120 }), alert({ claimed: 60 })];
    expect(spreadOf(alerts, 'toClaim', none, now)).toMatchObject({ p50: 90, p90: 114, max: 120 });
  });

  it.each<[string, Parameters<typeof alert>[0], number | null]>([
    ['never claimed, and over by itself on the limit', { ended: 600, state: 'auto-resolved' }, null],
    ['claimed on the limit', { claimed: 600 }, 1],
    ['claimed after it', { claimed: 601 }, 0],
    ['claimed after it ended by itself', { claimed: 700, ended: 650, state: 'auto-resolved' }, 0],
    ['never claimed, and open since long', { state: 'open' }, 0],
    ['never claimed, and over by itself before the limit', { ended: 599, state: 'auto-resolved' }, null],
    ['never claimed, and over by itself after it', { ended: 601, state: 'auto-resolved' }, 0],
  ])('%s', (_, said, withinLimit) =>
    expect(spreadOf([alert(said)], 'toClaim', limits, now)).toMatchObject({ limit: 600, withinLimit }),
  );

  it('is not judged before the limit has come', () => {
    const young = new Date(openedAt.getTime() + 599_000);
    expect(spreadOf([alert({ state: 'open' })], 'toClaim', limits, young)).toMatchObject({ withinLimit: null });
  });

  it('is a share of those that are judged', () => {
    const alerts = [alert({ claimed: 60 }), alert({ claimed: 900 }), alert({ ended: 10, state: 'auto-resolved' })];
    expect(spreadOf(alerts, 'toFirstClaim', limits, now)).toMatchObject({ limit: 600, withinLimit: 0.5 });
  });

  it('is held against the limit of the district that it was in, which is told where it is one', () => {
    const perDistrict = (districtId: string | null) => (districtId === 'west' ? limits() : { P1: { toClaim: 60 } });
    const [near, far] = [alert({ claimed: 90 }), { ...alert({ claimed: 90 }), districtId: 'east' }];
    expect(spreadOf([near, far], 'toClaim', perDistrict, now)).toMatchObject({ limit: null, withinLimit: 0.5 });
    expect(spreadOf([far, far], 'toClaim', perDistrict, now)).toMatchObject({ limit: 60, withinLimit: 0 });
    expect(spreadOf([near, far], 'toResolve', perDistrict, now)).toMatchObject({ limit: null, withinLimit: 0 });
  });

  it('is told of each of the times by itself', () => {
    const one: Answered = {
      ...{ districtId: 'west', priority: 'P1', state: 'resolved', openedAt, endedAt: after(40) },
      ...{ firstClaimedAt: after(10), claimedAt: after(20), contactAt: after(30) },
    };
    expect(RESPONSE_TIMES.map((time) => [time, spreadOf([one], time, none, now).max])).toEqual([
      ['toFirstClaim', 10],
      ['toClaim', 20],
      ['toContact', 30],
      ['toResolve', 40],
    ]);
    const given = () => ({ P1: { toClaim: 5, toContact: 6 } });
    expect(RESPONSE_TIMES.map((time) => spreadOf([one], time, given, now).limit)).toEqual([5, 5, 6, null]);
    expect(spreadOf([{ ...one, priority: 'P3' }], 'toClaim', given, now).limit).toBeNull();
  });

  it('is resolved when a person closed it', () => {
    const alerts = [alert({ ended: 1500 }), alert({ ended: 90, state: 'auto-resolved' }), alert({ state: 'open' })];
    expect(spreadOf(alerts, 'toResolve', limits, now)).toMatchObject({ max: 1500, limit: 1800, withinLimit: 0.5 });
  });
});
