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
});
