import { describe, expect, it } from '@jest/globals';
import { sayCandidate, sayDuty, sayRouting } from './routing.js';
import { voiceOf } from './voice.js';

const { words } = voiceOf('en');
const candidates = [{ teamId: 'e', name: 'East Day' }];

describe('why a team', () => {
  it.each([
    [
      { chosenTeamId: 'e', rule: 'nearest-in-district', candidates },
      'East Day: nearest team on duty in the citizen’s district',
    ],
    [{ chosenTeamId: null, rule: 'nobody-on-duty', candidates }, 'Nobody is on duty in the teams that could be asked.'],
    [{ chosenTeamId: null, rule: 'nobody-on-duty', candidates: [] }, 'There is no team of this kind.'],
  ] as const)('%j', (routing, sentence) => expect(sayRouting(routing, words)).toBe(sentence));

  const duty = { rule: 'no_roster' } as const;
  it.each([
    [{ rule: 'chosen', duty }, 'chosen: response centre on duty'],
    [{ rule: 'off_duty', duty }, 'not on duty: the team has no roster'],
    [{ rule: 'farther', duty }, 'on duty, but farther away'],
    [{ rule: 'farther', duty, why: 'as it was written' }, 'as it was written'],
  ] as const)('or why not: %j', (candidate, sentence) =>
    expect(sayCandidate(candidate, 'response-centre', words)).toBe(sentence),
  );

  it.each([
    [{ rule: 'on_shift', from: '07:00', to: '15:00' }, 'on the shift 07:00-15:00'],
    [
      { rule: 'shift_left', from: '07:00', to: '15:00' },
      'nobody whom the shift 07:00-15:00 names works in the team now',
    ],
    [{ rule: 'shift_started', from: '14:02', to: '22:02' }, 'on a shift somebody began in person, 14:02-22:02'],
    [{ rule: 'shift_stopped', from: '07:00', to: '15:00' }, 'whoever was on the shift 07:00-15:00 has gone home'],
    [{ rule: 'called_off', reason: 'course' }, 'called off: course'],
    [{ rule: 'called_in', reason: null }, 'called in'],
    [{ rule: 'no_team' }, 'there is no team'],
  ] as const)('on duty or not: %j', (why, sentence) => expect(sayDuty(why, words)).toBe(sentence));
});
