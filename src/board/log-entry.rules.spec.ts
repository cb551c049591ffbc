import { describe, expect, it } from '@jest/globals';
import { withoutWhereabouts } from './log-entry.rules.js';

const candidate = {
  ...{ teamId: 't', name: 'North', kind: 'home-care', districtId: 'd', onDuty: true, workload: null, inDistrict: true },
  ...{ distanceMeters: 2345, why: 'on duty, but farther away' },
};
const routing = { chosenTeamId: 'o', sentence: 'Other: nearest team on duty (1.2 km)', candidates: [candidate] };

describe('the log of somebody whose address is protected', () => {
  it('tells who was asked, and not how far away anybody is', () => {
    const entry = {
      at: 1,
      text: 'step 1 would have asked Other: nearest team on duty (1.2 km)',
      data: { rung: 0, routing },
    };
    const told = withoutWhereabouts(entry);
    expect(told).toMatchObject({
      at: 1,
      text: 'step 1 would have asked Other: nearest team on duty',
      data: { rung: 0 },
    });
    expect(JSON.stringify(told)).not.toMatch(/2345|km|farther/);
  });

  it.each([
    ['without a text', { text: null, data: { rung: 1 } }],
    ['without anything besides', { text: 'she did not answer, 1.2 km is far', data: null }],
    ['of a step that asked no team', { text: 'asks no team', data: { routing: null } }],
  ])('leaves an entry as it is: %s', (_, entry) => expect(withoutWhereabouts(entry)).toEqual(entry));
});
