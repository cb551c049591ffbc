import { describe, expect, it } from '@jest/globals';
import { follow } from './moving.rules.js';

const free = { claimedBy: null, teamId: 'west', assigneeId: null, movedAt: null };
const held = { ...free, claimedBy: 'anna' };
const asks = (chosenTeamId: string | null, more: object = {}) => ({
  chosenTeamId,
  assigneeId: null,
  districtId: chosenTeamId && `${chosenTeamId} district`,
  ...more,
});
const toEast = { do: 'go-next', nextTeamId: 'east', nextDistrictId: 'east district' };

describe('open work whose citizen is elsewhere', () => {
  it.each([
    ['that nobody took goes to another team', free, asks('east'), false, { do: 'ask-anew' }],
    ['that nobody took goes to another district', free, asks('west'), true, { do: 'ask-anew' }],
    ['that nobody took climbs where nobody is there', free, asks(null), false, { do: 'ask-anew' }],
    ['that nobody took stays with the team that is asked anyway', free, asks('west'), false, { do: 'stay' }],
    [
      'for one person goes where she is not asked',
      { ...free, assigneeId: 'bo' },
      asks('west'),
      false,
      { do: 'ask-anew' },
    ],
    ['goes to one person', free, asks('west', { assigneeId: 'bo' }), false, { do: 'ask-anew' }],
    ['that somebody has stays and goes there next', held, asks('east'), false, toEast],
    ['that somebody has goes to another district next', held, asks('east'), true, toEast],
    [
      'that somebody has is the other district to see to, though nobody is there',
      held,
      asks(null),
      true,
      { do: 'go-next', nextTeamId: null, nextDistrictId: 'home' },
    ],
    ['that somebody has stays where nobody else is there', held, asks(null), false, { do: 'stay' }],
    ['that somebody has stays with her team', held, asks('west'), false, { do: 'stay' }],
    [
      'that was to go comes back',
      { ...held, movedAt: new Date('2026-03-10T07:00:00Z') },
      asks('west'),
      false,
      { do: 'come-back' },
    ],
    [
      'that was to go goes on elsewhere',
      { ...held, movedAt: new Date('2026-03-10T07:00:00Z') },
      asks('east'),
      false,
      toEast,
    ],
  ])('%s', (_what, task, asked, isOther, move) => {
    expect(follow(task, asked, 'home', isOther)).toEqual(move);
  });
});
