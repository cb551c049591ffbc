import { describe, expect, it } from '@jest/globals';
import type { Citizen } from './citizen.rules.js';
import { setConsent } from './consent.rules.js';

const now = new Date('2026-01-10T08:00:00Z');
const citizen = (consentTelemetry: boolean) => ({ id: 'c', districtId: 'd', consentTelemetry }) as Citizen;

describe('consent', () => {
  it.each([
    ['withdrawn', true, false, ['consent.withdrawn']],
    ['given', false, true, ['consent.given']],
    ['given again', true, true, []],
    ['withdrawn again', false, false, []],
  ])('%s', (_, held, telemetry, types) => {
    const said = setConsent(citizen(held), telemetry, 'in her own words', now);
    expect(said.facts.map((f) => f.type)).toEqual(types);
    expect(JSON.stringify(said.facts)).not.toContain('own words');
    expect(said.citizen.consentTelemetry).toBe(telemetry);
  });

  it('is noted with its reason and its time, and told of whom', () => {
    const said = setConsent(citizen(true), false, 'in her own words', now);
    expect(said.citizen).toEqual({
      ...citizen(false),
      consentReason: 'in her own words',
      consentChangedAt: now,
      deathRegisteredAt: undefined,
    });
    expect(said.facts).toEqual([
      { type: 'consent.withdrawn', subject: 'c', citizenId: 'c', districtId: 'd', data: { telemetry: false } },
    ]);
  });

  it('withdrawn by who is registered as dead, leaves the time of the death', () => {
    const held = { ...citizen(true), deceasedAt: now, deathRegisteredAt: now };
    expect(setConsent(held, false, null, now).citizen.deathRegisteredAt).toBe(now);
  });

  it('given to who is registered as dead for the first time, leaves the time of the death', () => {
    const held = { ...citizen(false), createdAt: now, consentChangedAt: now, deceasedAt: now, deathRegisteredAt: now };
    expect(setConsent(held, true, null, now).citizen.deathRegisteredAt).toBe(now);
  });

  const at = (hour: number) => new Date(Date.UTC(2026, 0, 10, hour));
  it.each<[string, number | null, number | null, number | null, number | null]>([
    ['since it was withdrawn', 6, null, 6, null],
    ['for the first time since never', 0, null, null, null],
    ['since it was withdrawn and a death registered at once', 6, 6, 6, null],
    ['since a death before that was registered, though that is undone', 6, 5, 5, null],
    ['not since a death that was registered later', 6, 7, 6, null],
  ])('is missing %s', (_, withdrawn, registered, since, left) => {
    const held = {
      ...{ ...citizen(false), createdAt: at(0), consentChangedAt: at(withdrawn!), deceasedAt: null },
      deathRegisteredAt: registered === null ? null : at(registered),
    };
    const given = setConsent(held, true, null, now);
    expect(given.facts[0]).toMatchObject({ data: { since: since === null ? null : at(since).toISOString() } });
    expect(given.citizen.deathRegisteredAt).toBe(left);
  });

  it('given to who is registered as dead, its time goes with that of the death', () => {
    const [createdAt, deathRegisteredAt] = [at(0), at(7)];
    const held = { ...citizen(false), createdAt, consentChangedAt: at(6), deceasedAt: at(1), deathRegisteredAt };
    expect(setConsent(held, true, null, now).citizen.deathRegisteredAt).toEqual(at(6));
  });
});
