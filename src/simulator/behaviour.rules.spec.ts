import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readData } from '../devices/telemetry.rules.js';
import { answerToReminder, fateOf, mishapsOf, type Fate } from './behaviour.rules.js';
import { idAt, randomFor } from './random.rules.js';

const dueAt = Date.parse('2026-11-21T07:00:00Z');
const minute = 60_000;
const fates = Array.from({ length: 20_000 }, (_, i) => fateOf(1, `SIM-${i}`, { dueAt, windowMinutes: 60 }));
const shareOf = (kind: Fate['kind']) => fates.filter((fate) => fate.kind === kind).length / fates.length;
const one = (kind: Fate['kind']) => fates.find((fate) => fate.kind === kind)!;
const types = (fate: Fate) => fate.says.map(({ type }) => type);

describe('fateOf', () => {
  it.each([
    ['on-time', 0.93],
    ['late', 0.025],
    ['missed', 0.02],
    ['missed-then-late', 0.01],
    ['silent', 0.015],
  ] as const)('%s has a share of about %d', (kind, share) => {
    expect(Math.abs(shareOf(kind) - share)).toBeLessThan(0.006);
  });

  it.each([
    ['on-time', ['dose.dispensed']],
    ['late', ['dose.reminded', 'dose.reminded', 'dose.dispensed_late']],
    ['missed', ['dose.reminded', 'dose.reminded', 'dose.missed']],
    ['missed-then-late', ['dose.reminded', 'dose.missed', 'dose.dispensed_late']],
  ] as const)('%s says %j', (kind, expected) => {
    expect(types(one(kind))).toEqual(expected);
  });

  it('is the same again for the same seed, and another for another', () => {
    const run = (seed: number) =>
      Array.from({ length: 200 }, (_, i) => fateOf(seed, `SIM-${i}`, { dueAt, windowMinutes: 60 }));
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  it('says some things twice', () => {
    const twice = fates.map(({ says }) => says[0]!.twice);
    expect(twice.filter((kind) => kind === 'same-id').length / fates.length).toBeCloseTo(0.01, 2);
    expect(twice).toContain('new-id');
  });

  it('keeps to what can happen, in order and within the vocabulary', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1440 }), (seed, windowMinutes) => {
        const { kind, says, silence } = fateOf(seed, 'SIM-1', { dueAt, windowMinutes });
        expect(says.map(({ at }) => at)).toEqual(says.map(({ at }) => at).sort((a, b) => a - b));
        for (const { at, type, data } of says) {
          expect(readData(type, data)).toEqual({ data, notes: [] });
          expect(at).toBeGreaterThan(dueAt);
          if (type === 'dose.dispensed') expect(at).toBeLessThan(dueAt + windowMinutes * minute);
          if (type === 'dose.missed') expect(at).toBe(dueAt + windowMinutes * minute);
          if (silence) expect(silence.from < at && at < silence.until).toBe(true);
        }
        expect(silence !== null).toBe(kind === 'silent');
      }),
    );
  });
});

describe('the rest of life', () => {
  it('brings a person after two of five reminders, within minutes', () => {
    const answers = Array.from({ length: 2000 }, (_, i) => answerToReminder(1, `SIM-${i}`, dueAt, 1, dueAt));
    const came = answers.filter((at) => at !== null);
    expect(Math.abs(came.length / answers.length - 0.4)).toBeLessThan(0.04);
    for (const at of came) expect(at - dueAt).toBeLessThanOrEqual(4 * minute);
  });

  it('has few mishaps, within their day and vocabulary', () => {
    const day = Math.floor(dueAt / 86_400_000);
    const all = Array.from({ length: 5000 }, (_, i) => mishapsOf(1, `SIM-${i}`, day)).flat();
    expect(all.length).toBeGreaterThan(20);
    expect(all.length).toBeLessThan(100);
    for (const { at, type, data } of all) {
      expect(readData(type, data)).toEqual({ data, notes: [] });
      expect(at).toBeGreaterThanOrEqual(day * 86_400_000);
    }
  });

  it('gives every event an id that its time can be read from', () => {
    const id = idAt(dueAt, randomFor(1, 'a'));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(dueAt);
    expect(idAt(dueAt, randomFor(1, 'a'))).toBe(id);
  });
});
