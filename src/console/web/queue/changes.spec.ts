import { describe, expect, it } from '@jest/globals';
import { aRow } from '../../../../test/support/makers.js';
import type { StreamFact } from '../model.js';
import { changedBy, isMost } from './changes.js';

const fact = (type: StreamFact['type'], subject: string, citizenId: string | null = null) =>
  ({ type, subject, data: { citizenId } }) as StreamFact;

describe('changedBy', () => {
  const rows = [
    aRow({ id: 'a', citizenId: 'karla' }),
    aRow({ id: 'b', citizenId: 'karla' }),
    aRow({ id: 'c', citizenId: null }),
  ];
  it.each<[StreamFact, string[]]>([
    [fact('task.claimed', 'a'), ['a']],
    [fact('task.created', 'new'), ['new']],
    [fact('alert.repeated', 'of the house'), ['c']],
    [fact('alert.repeated', 'hers', 'karla'), ['a', 'b']],
    [fact('alert.opened', 'his', 'bo'), []],
    [fact('escalation.rung_fired', 'hers', 'karla'), ['a', 'b']],
    [fact('dose.missed', 'hers', 'karla'), []],
  ])('%j: %j', (told, ids) => expect(changedBy(told, rows)).toEqual(ids));
});

it.each([
  [1, 0, false],
  [200, 0, false],
  [201, 0, true],
  [201, 402, false],
  [202, 402, true],
  [1_000, 2_000, false],
])('%d of a list of %d are most of it: %s', (changed, listed, is) => expect(isMost(changed, listed)).toBe(is));
