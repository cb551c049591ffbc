import { describe, expect, it } from '@jest/globals';
import { KeptLooks } from './kept-looks.js';
import type { Look } from './look.rules.js';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 2, 10, 6, minutes));
const look = (minutes: number, more: Partial<Look> = {}): Look => ({
  at: at(minutes),
  principalId: 'nurse-1',
  principalKind: 'staff',
  route: 'GET /tasks',
  reason: null,
  fields: null,
  shown: null,
  replayed: false,
  citizenIds: [],
  ...more,
});

describe('looks that are kept', () => {
  it('are the same within five minutes, unless somebody else looks, at something else, at another, at more of her or for a reason', () => {
    const looks = new KeptLooks(100, 5 * 60_000);
    const news = (minutes: number, ids: string[], more: Partial<Look> = {}) =>
      looks.keep(look(minutes, { ...more, citizenIds: ids })).fresh;
    expect(news(0, ['karen', 'ole'])).toEqual(['karen', 'ole']);
    expect(news(4, ['karen', 'ole', 'per'])).toEqual(['per']);
    expect(news(4, ['karen'], { principalId: 'nurse-2' })).toEqual(['karen']);
    expect(news(4, ['karen'], { route: 'GET /alerts' })).toEqual(['karen']);
    expect(news(4, ['karen'], { reason: 'emergency' })).toEqual(['karen']);
    expect(news(4, ['karen'], { shown: ['homeAccess', 'phone'] })).toEqual(['karen']);
    expect(news(4, ['karen'], { shown: ['phone'] })).toEqual(['karen']);
    expect(news(5, ['karen'], { shown: ['phone'] })).toEqual([]);
    expect(news(5, ['karen', 'per'])).toEqual(['karen']);
    expect(looks.size).toBe(9);
  });

  it('are handed on oldest first, and forgotten when all are written', () => {
    const looks = new KeptLooks(100, 5 * 60_000);
    looks.keep(look(0, { citizenIds: ['karen'] }));
    looks.keep(look(1, { citizenIds: ['ole'] }));
    expect(looks.first).toEqual(look(0, { citizenIds: ['karen'] }));
    looks.dropFirst();
    expect(looks.first).toEqual(look(1, { citizenIds: ['ole'] }));
    looks.dropFirst();
    expect([looks.first, looks.size]).toEqual([undefined, 0]);
    expect(looks.keep(look(2, { citizenIds: ['karen'] })).fresh).toEqual(['karen']);
  });

  it('have an end, and what finds no room is news each time', () => {
    const looks = new KeptLooks(3, 5 * 60_000);
    expect(looks.keep(look(0, { citizenIds: ['karen', 'ole'] }))).toMatchObject({ isKept: true });
    expect(looks.keep(look(0, { citizenIds: ['per', 'eva'] }))).toEqual({ fresh: ['per', 'eva'], isKept: false });
    expect(looks.keep(look(1, { citizenIds: ['per', 'eva'] }))).toEqual({ fresh: ['per', 'eva'], isKept: false });
    expect(looks.keep(look(1, { citizenIds: ['per'] }))).toMatchObject({ isKept: true });
    expect(looks.size).toBe(3);
  });
});
