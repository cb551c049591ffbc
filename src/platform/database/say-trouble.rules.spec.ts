import { describe, expect, it } from '@jest/globals';
import { sayTrouble } from './say-trouble.rules.js';

const refusal = (code: string, message: string) =>
  Object.assign(new Error(message), { driverError: { code, message } });

describe('what is wrong with the database', () => {
  it.each<[unknown, string]>([
    [refusal('53100', 'could not extend file "base/5/1": No space left on device'), 'its disk is full (53100)'],
    [refusal('25006', 'cannot execute INSERT'), 'it takes no writes: it is read-only (25006)'],
    [refusal('28P01', 'password authentication failed for user "dosevagt"'), 'it refuses our login (28P01)'],
    [
      Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' }),
      'nobody listens there (ECONNREFUSED)',
    ],
    [refusal('22P02', 'invalid input syntax for type uuid: "Karen Jensen, 010190-1234"'), 'it failed (22P02)'],
    [new Error('postgres://dosevagt:hunter2@db/dosevagt: no route'), 'it failed (Error)'],
    ['postgres://dosevagt:hunter2@db/dosevagt', 'it failed (Error)'],
  ])('is said of %p without what anybody wrote', (error, words) => expect(sayTrouble(error)).toBe(words));
});
