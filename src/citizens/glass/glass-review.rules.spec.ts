import { expect, it } from '@jest/globals';
import { type GlassReview, review } from './glass-review.rules.js';

const now = new Date('2026-03-10T10:00:00Z');
const glass = { id: 'glass', staffId: 'bo' };
const lise = { id: 'lise', name: 'Lise' };
const held: GlassReview = {
  ...{ glassId: 'glass', finding: 'justified', text: null, reviewedBy: 'lise', reviewedByName: 'Lise' },
  reviewedAt: new Date('2026-03-10T09:00:00Z'),
};
const said = (finding: GlassReview['finding'], text: string | null = null) => ({ finding, text });

it.each([
  ['is found by whoever looks', null, said('unjustified', 'no reason'), lise],
  ['is found otherwise by the same', held, said('unjustified'), lise],
  ['is said more of by the same', held, said('justified', 'she rang first'), lise],
] as const)('%s', (_, before, what, by) =>
  expect(review(glass, before, what, by, now)).toEqual({
    ...{ glassId: 'glass', ...what, reviewedBy: by.id, reviewedByName: by.name, reviewedAt: now },
  }),
);

it.each([
  ['said already', held, said('justified'), lise, 'same'],
  ['her own', null, said('justified'), { id: 'bo', name: 'Bo' }, 'own'],
  ['her own that another looked at', held, said('justified'), { id: 'bo', name: 'Bo' }, 'own'],
  ["another's", held, said('justified'), { id: 'kim', name: 'Kim' }, { heldBy: held }],
] as const)('changes nothing: %s', (_, before, what, by, found) =>
  expect(review(glass, before, what, by, now)).toEqual(found),
);
