import { describe, expect, it } from '@jest/globals';
import { fieldsOf, namedIn, ownerOf } from './look.rules.js';

const ANNA = '019a0000-0000-7000-8000-00000000000a';
const BO = '019a0000-0000-7000-8000-00000000000b';

describe('whom an answer shows', () => {
  it.each<[string, unknown, string[]]>([
    ['one', { citizenId: ANNA }, [ANNA]],
    ['several', { citizenIds: [ANNA, BO, ANNA] }, [ANNA, BO]],
    ['whoever is named somewhere in it', { items: [{ alert: { citizenId: ANNA } }, { citizenId: BO }] }, [ANNA, BO]],
    ['nobody by another field', { id: ANNA, citizen: ANNA }, []],
    ['nobody by what is no id', { citizenId: 'anna', citizenIds: [3, null, 'x'] }, []],
    ['nobody', { citizenId: null }, []],
    ['no object', ANNA, []],
    ['nothing', null, []],
    ['bytes', Buffer.from('x'), []],
  ])('%s', (_, value, ids) => expect([...namedIn(value)]).toEqual(ids));

  it('bytes are not looked through', () =>
    expect([...namedIn(Object.assign(Buffer.from('x'), { citizenId: ANNA }))]).toEqual([]));

  it('is added to whom others show', () =>
    expect([...namedIn({ citizenId: BO }, new Set([ANNA]))]).toEqual([ANNA, BO]));

  it.each<[string, unknown, string | null]>([
    ['/api/v1/citizens/:id', { id: ANNA }, ANNA],
    ['/api/v1/citizens/:citizenId/pauses/:id', { citizenId: ANNA, id: BO }, ANNA],
    ['/api/v1/citizens/:id', { id: ANNA.toUpperCase() }, ANNA],
    ['/api/v1/citizens/:id', { id: 'anna' }, null],
    ['/api/v1/citizens/:id', undefined, null],
    ['/api/v1/citizens/:id', {}, null],
    ['/api/v1/citizens', { id: ANNA }, null],
    ['/api/v1/tasks/:id', { id: ANNA }, null],
    ['/old/api/v1/citizens/:id', { id: ANNA }, null],
  ])('by its route, %s with %j: %s', (route, parameters, id) => expect(ownerOf(route, parameters)).toBe(id));
});

it.each<[string, unknown, string[] | null]>([
  ['of a body', { a: 1, b: 'secret' }, ['a', 'b']],
  ['of none', undefined, null],
  ['of nothing', null, null],
  ['of an empty one', {}, null],
  ['of a list', [1], null],
  ['of a text', 'a', null],
  ['with a long name', { ['x'.repeat(101)]: 1 }, ['x'.repeat(100)]],
  [
    'of very many',
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`f${i}`, 1])),
    Array.from({ length: 50 }, (_, i) => `f${i}`),
  ],
])('the fields %s', (_, body, fields) => expect(fieldsOf(body)).toEqual(fields));
