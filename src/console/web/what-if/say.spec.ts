import { describe, expect, it } from '@jest/globals';
import type { Foreseen, WhatIf } from '../model.js';
import { sayOutcome, sayRecipient, sayWhyNot } from './say.js';

type Recipient = Foreseen['recipients'][number];

const recipient = (kind: Recipient['kind'], name: string | null, ...ways: string[]): Recipient => ({
  kind,
  id: 'DEMO-0001',
  name,
  ways,
});
const rung = (about: Partial<Foreseen> = {}): Foreseen => ({
  rung: 0,
  after: 'PT0S',
  share: null,
  to: 'nearest-team',
  actions: ['visit'],
  at: '08:15',
  again: null,
  skipped: false,
  reason: 'nearest-in-district',
  work: 'visit',
  recipients: [],
  routing: null,
  ...about,
});

describe('whom a step reaches', () => {
  it.each<[Recipient, string]>([
    [recipient('team', 'West Day', 'queue'), 'Asks West Day'],
    [recipient('person', 'Carla', 'queue'), 'Asks Carla'],
    [recipient('person', null, 'queue'), 'Asks A colleague'],
    [recipient('dispenser', null, 'command'), 'Reminds once more: Dispenser DEMO-0001'],
    [recipient('relative', null, 'sms', 'mail'), 'Tells a relative by text message and e-mail'],
    [recipient('relative', null), 'A relative is to be told, and there is no way to reach one'],
    [recipient('lead', 'Lise', 'console'), 'Tells Lise, who leads the team, by the console'],
  ])('%j', (one, expected) => expect(sayRecipient(one)).toBe(expected));

  it('is whom it would ask, where things are only tried out', () =>
    expect(sayRecipient(recipient('team', 'East Day', 'queue'), true)).toBe('Would ask East Day'));
});

describe('why a step asks nobody', () => {
  it.each<[string, Foreseen, string | null]>([
    ['it asks somebody', rung(), null],
    [
      'nobody is on duty',
      rung({ skipped: true, reason: 'nobody-on-duty' }),
      'Skipped: Nobody is on duty in the teams that could be asked.',
    ],
    ['it came', rung({ skipped: true, at: null, reason: 'came-before' }), 'Came already'],
    [
      'the service rests',
      rung({ skipped: true, at: null, reason: 'paused' }),
      'Does not come: the service rests by then',
    ],
    ['it asks no team at all', rung({ actions: ['repeat-reminder'], reason: null }), null],
  ])('%s', (_, one, expected) => expect(sayWhyNot(one)).toBe(expected));
});

describe('what comes of it, in a sentence', () => {
  const alarm: WhatIf['alarm'] = { type: 'dose.unconfirmed', at: '08:05' };
  const outcome = (because: WhatIf['because'], rungs: Foreseen[]) =>
    sayOutcome({ because, alarm, rungs } as WhatIf, (at) => at);
  const reminds = rung({ recipients: [recipient('dispenser', null, 'command')], at: '08:05' });
  const skipped = rung({ skipped: true, reason: 'nobody-on-duty', at: '08:05' });
  const asks = rung({ recipients: [recipient('lead', 'Lise', 'console'), recipient('team', 'West Day', 'queue')] });

  it.each<[string, WhatIf['because'], Foreseen[], string]>([
    ['who is asked first, and when', null, [reminds, skipped, asks], 'West Day is asked at 08:15.'],
    ['that nobody is', null, [reminds, skipped], 'No team and no person would be asked.'],
    ['why nobody is', 'paused', [], 'Nobody is asked: the service rests then.'],
  ])('%s', (_, because, rungs, expected) => expect(outcome(because, rungs)).toBe(expected));
});
