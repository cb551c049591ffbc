import { describe, expect, it } from '@jest/globals';
import { aRow } from '../../../../test/support/makers.js';
import type { StreamFact } from '../model.js';
import { changedBy } from './changes.js';

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
