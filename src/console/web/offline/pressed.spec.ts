import { describe, expect, it } from '@jest/globals';
import type { Task } from '../model.js';
import { asPressed, isTooOld, lettingGo, nextOf, takenOf, type Pressed, type PressedDeed } from './pressed.js';

const HOUR = 3_600_000;
const me = { id: 'me', name: 'Anna' };
const open = { id: 't', state: 'open', claimedBy: null, claimedByName: null, releaseAt: null } as Task;
const press = (deed: PressedDeed, more: Partial<Pressed> = {}): Pressed => ({
  key: deed.do,
  taskId: 't',
  about: 'Karla',
  deed,
  at: 0,
  sendAt: 0,
  tab: 'here',
  isLate: true,
  isUnknown: false,
  refusal: null,
  ...more,
});
const refusal = { status: 409, body: {} };

describe('asPressed', () => {
  it.each<[string, PressedDeed[], Partial<Task>]>([
    ['nothing', [], open],
    ['a claim', [{ do: 'claim' }], { state: 'claimed', claimedBy: 'me', claimedByName: 'Anna' }],
    ['a take-over', [{ do: 'take-over', reason: '' }], { state: 'claimed', claimedBy: 'me' }],
    ['work', [{ do: 'claim' }, { do: 'start', mode: 'screen-call' }], { state: 'in-progress', claimedBy: 'me' }],
    ['a note', [{ do: 'log', said: { entry: 'note', text: 'x' } }], open],
    ['what lets go', [{ do: 'release' }], open],
  ])('after %s', (_, deeds, is) =>
    expect(
      asPressed(
        open,
        deeds.map((deed) => press(deed)),
        me,
      ),
    ).toMatchObject(is),
  );

  it.each<[string, Partial<Pressed>]>([
    ['of another task', { taskId: 'u' }],
    ['that is being answered', { isLate: false }],
    ['that was refused', { refusal }],
  ])('knows nothing of a claim %s', (_, more) =>
    expect(asPressed(open, [press({ do: 'claim' }, more)], me)).toBe(open),
  );
});

describe('nextOf', () => {
  const [first, second] = [press({ do: 'claim' }, { at: 1 }), press({ do: 'keep' }, { at: 2 })];
  it.each<[string, Pressed[], Pressed | undefined]>([
    ['nothing', [], undefined],
    ['the first', [first, second], first],
    ['none that can be undone', [{ ...first, sendAt: 11 }, second], second],
    ['none that was refused', [{ ...first, refusal }], undefined],
  ])('is %s', (_, all, next) => expect(nextOf(all, 10)).toBe(next));
});

it.each<[string, Pressed[], string[]]>([
  ['nothing', [], []],
  ['a claim', [press({ do: 'claim' })], ['t']],
  ['a take-over', [press({ do: 'take-over', reason: '' })], ['t']],
  ['one that is being answered', [press({ do: 'claim' }, { isLate: false })], []],
  ['one that was refused', [press({ do: 'claim' }, { refusal })], []],
  ['what lets go of it again', [press({ do: 'claim' }), press({ do: 'release' })], []],
  ['what lets go of another', [press({ do: 'claim' }), press({ do: 'release' }, { taskId: 'u' })], ['t']],
  ['a note', [press({ do: 'log', said: { entry: 'note', text: 'x' } })], []],
])('of %s is hers: %j', (_, all, ids) => expect([...takenOf(all)]).toEqual(ids));

it.each<[PressedDeed, Partial<Pressed>, string[]]>([
  [{ do: 'release' }, {}, ['t']],
  [{ do: 'resolve', as: { outcome: 'taken-at-visit', cause: 'asleep' } }, {}, ['t']],
  [{ do: 'claim' }, {}, []],
  [{ do: 'release' }, { refusal }, []],
  [{ do: 'release' }, { taskId: 'u' }, ['u']],
])('%j %j lets go: %j', (deed, more, ids) => expect(lettingGo([press(deed, more)])).toEqual(ids));

it.each([
  [0, 11 * HOUR, false],
  [0, 12 * HOUR, true],
  [60_000, 0, false],
  [11 * HOUR, 0, false],
  [12 * HOUR, 0, true],
])('of %s it is at %s too late: %s', (at, now, is) => expect(isTooOld(at, now)).toBe(is));
