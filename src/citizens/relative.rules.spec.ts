import { describe, expect, it } from '@jest/globals';
import { flawsOfIds, withIds } from './relative.rules.js';

const son = { id: 'son', name: 'Invented Son', phone: '+4500000001' };
const daughter = { id: 'daughter', name: 'Invented Daughter', phone: '+4500000002', email: 'daughter@example.org' };
const held = [son, daughter];
const nameless = ({ id: _, ...rest }: typeof son | typeof daughter) => rest;

describe('the ids of relatives', () => {
  it.each([
    ['are new for new ones', [], [nameless(son)], ['new 1']],
    ['stay in another order', held, [nameless(daughter), nameless(son)], ['daughter', 'son']],
    ['stay when another is taken out', held, [nameless(daughter)], ['daughter']],
    ['stay when a number is corrected', held, [{ ...nameless(son), phone: '+4500000009' }], ['son']],
    ['stay when a name is corrected', held, [{ ...nameless(daughter), name: 'Invented D.' }], ['daughter']],
    ['stay when all is, and it is said whose it is', held, [{ id: 'son', name: 'Somebody' }], ['son']],
    ['are no one else’s', held, [{ name: 'Somebody' }, nameless(son)], ['new 1', 'son']],
    ['are not shared by two alike', [son], [nameless(son), nameless(son)], ['son', 'new 1']],
    ['go to whoever is said first', held, [nameless(son), { ...daughter, id: 'son' }], ['new 1', 'son']],
    ['stay by the number alone', held, [{ name: 'Somebody', phone: son.phone }], ['son']],
    ['stay by a number that now is the mobile', held, [{ name: 'Somebody', mobile: son.phone }], ['son']],
    ['stay by the mobile alone', [{ id: 'son', name: 'A', mobile: '1' }], [{ name: 'B', mobile: '1' }], ['son']],
    [
      'are no one else’s by another mobile',
      [{ id: 'a', name: 'A', mobile: '1' }],
      [{ name: 'B', mobile: '2' }],
      ['new 1'],
    ],
    ['stay by the address alone', held, [{ name: 'Somebody', email: daughter.email }], ['daughter']],
    ['are not shared by who cannot be reached', [son], [{ name: 'Somebody' }], ['new 1']],
    ['nor by who never could', [{ id: 'son', name: 'A' }], [{ name: 'B', phone: '1' }], ['new 1']],
    [
      'go to who is the same altogether before who has the name alone',
      ['1', '2', '3'].map((phone) => ({ id: `no ${phone}`, name: 'Twin', phone, email: 'x' })),
      [{ name: 'Twin', phone: '2', email: 'x' }],
      ['no 2'],
    ],
    [
      'or by another mobile',
      ['1', '2'].map((mobile) => ({ id: `at ${mobile}`, name: 'Twin', mobile, phone: '3' })),
      [{ name: 'Twin', mobile: '2', phone: '3' }],
      ['at 2'],
    ],
    [
      'or by another address',
      ['x', 'y'].map((email) => ({ id: `at ${email}`, name: 'Twin', phone: '1', email })),
      [{ name: 'Twin', phone: '1', email: 'y' }],
      ['at y'],
    ],
    [
      'go by the name before the number',
      [{ ...son, name: 'Old' }, daughter],
      [{ name: daughter.name, phone: son.phone }],
      ['daughter'],
    ],
    ['go to the first of two alike', ['a', 'b'].map((id) => ({ id, name: 'Twin' })), [{ name: 'Twin' }], ['a']],
    ['are given to those who had none', [nameless(son)], [nameless(son)], ['new 1']],
  ])('%s', (_what, before, given, ids) => {
    let made = 0;
    expect(withIds(before, given, () => `new ${++made}`).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['of a stranger', [{ ...son, id: 'nobody' }], ['relatives.0.id']],
    ['named twice', [son, nameless(daughter), { ...daughter, id: 'son' }], ['relatives.2.id']],
    ['each once', held, []],
  ])('%s', (_what, given, paths) => expect(flawsOfIds(held, given).map(({ path }) => path)).toEqual(paths));
});
