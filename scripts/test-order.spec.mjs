import { describe, expect, it } from '@jest/globals';
import TestOrder from './test-order.mjs';

const test = (displayName, path) => ({ path, context: { config: { displayName: { name: displayName } } } });
const house = (name) => test('house', `/dist/stories/${name}.spec.js`);

describe('the order of a whole run', () => {
  const unit = test('unit', '/src/doses/dose.rules.spec.ts');
  const order = (...tests) => new TestOrder().sort(tests);

  it('has books and faults beside each other, what is short after them, and specs beside the rules last', () => {
    const books = ['book-1', 'book-2'].map(house);
    const faults = ['faults-a', 'faults-b', 'faults-c', 'faults-d'].map(house);
    const short = house('browser-console');
    const [b1, b2] = books;
    const [a, b, c, d] = faults;
    expect(order(unit, ...books, short, ...faults)).toEqual([a, b1, b, c, b2, d, short, unit]);
  });

  it('leaves nothing out', () => {
    expect(order(unit)).toEqual([unit]);
    expect(order(house('book-1'), unit)).toEqual([house('book-1'), unit]);
    expect(order(house('faults-a'), house('contract-sessions'))).toEqual([
      house('faults-a'),
      house('contract-sessions'),
    ]);
  });
});
