import { describe, expect, it } from '@jest/globals';
import { entryOf, type LogEvent } from '../cases/log/log.rules.js';
import { describeEntry, sayEntry, type Said } from './log.js';
import { sayDuration } from './names.js';
import { voiceOf } from './voice.js';

const zone = 'Europe/Copenhagen';
const voice = voiceOf('en', zone);
const about = { dose: { dueAt: '2026-11-21T07:00:00Z' } };
const at = '2026-11-21T07:30:00Z';
const said = (event: LogEvent, more: Partial<Pick<Said, 'text' | 'by' | 'entry'>> = {}): Said => ({
  ...{ at, entry: entryOf(event), by: 'gateway', text: null },
  ...more,
  ...event,
});
const asked = { teamId: 't', team: 'East Day', rule: 'nearest-in-municipality' } as const;
const delivery = {
  ...{ deliveryId: 'd', purpose: 'notify-relative', recipientKind: 'relative', recipientId: '1' },
  ...{ channel: 'sms', state: 'waiting', error: null },
};

describe('an entry of the handling log', () => {
  it.each<[LogEvent, Partial<Said>, string | null, string | null]>([
    [
      { kind: 'reported', data: { type: 'dose.missed', line: 1, occurrences: 1 } },
      {},
      'Reported',
      '08:00 dose not taken from the dispenser',
    ],
    [
      { kind: 'reported', data: { type: 'device.jam', line: null, occurrences: 2 } },
      {},
      'Reported',
      'The dispenser is jammed',
    ],
    [
      { kind: 'made_by_hand', data: { task: 'call', colleague: null } },
      { by: 'x', text: 'his son rang' },
      'Asked for by hand',
      'Call: his son rang',
    ],
    [
      { kind: 'made_by_hand', data: { task: 'visit', colleague: 'Bo' } },
      { by: 'x', text: 'bring a fuse' },
      'Asked for by hand',
      'Visit, for Bo: bring a fuse',
    ],
    [{ kind: 'started', data: { mode: 'visit' } }, { by: 'x' }, 'Started', 'Visit'],
    [{ kind: 'started', data: { mode: 'visit' } }, { by: 'x', text: 'visit' }, 'Started', 'Visit'],
    [{ kind: 'claimed', data: { task: 'screen-call' } }, { by: 'x' }, 'Being handled', null],
    [{ kind: 'claimed', data: { task: 'visit' } }, { by: 'x' }, 'Accepted', null],
    [{ kind: 'released', data: { rule: null } }, { by: 'x' }, 'Back to the queue', null],
    [
      { kind: 'released', data: { rule: 'shift_over' } },
      {},
      'Back to the queue',
      'the shift is over and nobody kept it',
    ],
    [{ kind: 'taken_over', data: {} }, { by: 'x', text: 'on leave' }, 'Taken over', 'on leave'],
    [{ kind: 'call_attempted', data: { answered: false } }, { by: 'x' }, 'Call', 'no answer'],
    [{ kind: 'call_attempted', data: { answered: true } }, { by: 'x', text: 'his son' }, 'Call', 'answered: his son'],
    [{ kind: 'cause_named', data: { cause: 'asleep' } }, { by: 'x' }, 'Cause', 'Asleep'],
    [
      { kind: 'resolved', data: { outcome: 'taken-after-call' } },
      { by: 'x', text: 'fine' },
      'Signed off',
      'Taken after a call: fine',
    ],
    [
      { kind: 'dispensed_late', data: { at: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z' } },
      {},
      'Signed off',
      'dispensed 08:12, reported 09:40',
    ],
    [
      { kind: 'asked', data: { rung: 0, kind: 'screen-call', ...asked } },
      {},
      'Asked',
      'Screen call: East Day: nearest team on duty in the municipality',
    ],
    [
      { kind: 'asked_again', data: { rung: 1, audience: 'team', ...asked } },
      {},
      'Asked again',
      'East Day: nearest team on duty in the municipality',
    ],
    [
      { kind: 'rung_skipped', data: { rung: 1, rule: 'nobody-on-duty', teams: 3, routing: null } },
      {},
      null,
      'Step 2 skipped: Nobody is on duty in the teams that could be asked.',
    ],
    [
      { kind: 'rung_skipped', data: { rung: 1, rule: 'nobody-on-duty', teams: 0, routing: null } },
      {},
      null,
      'Step 2 skipped: There is no team of this kind.',
    ],
    [
      { kind: 'rung_skipped', data: { rung: 1, rule: null, teams: 0, routing: null } },
      {},
      null,
      'Step 2 skipped: asks no team',
    ],
    [
      {
        kind: 'rung_shadowed',
        data: { rung: 0, reached: true, actions: [], team: 'East Day', rule: asked.rule, teams: 2, routing: null },
      },
      {},
      null,
      'Step 1 would have asked East Day: nearest team on duty in the municipality',
    ],
    [
      { kind: 'hand_over_asked', data: { releaseAt: '2026-11-21T14:10:00Z' } },
      {},
      null,
      'The shift is over: release or keep? Until 15:10',
    ],
    [{ kind: 'kept', data: {} }, { by: 'x' }, 'Kept after the shift', null],
    [
      { kind: 'delivery_fallen_through', data: delivery },
      {},
      null,
      'A relative could not be told by text message; the next way is tried',
    ],
    [
      { kind: 'shelved', data: { shelvedUntil: '2026-11-21T09:00:00Z' } },
      { by: 'x', text: 'too loud' },
      null,
      'Set aside until 10:00: too loud',
    ],
    [{ kind: 'absence_began', data: { because: 'service.paused' } }, {}, 'Signed off', 'The service was paused'],
    [
      { kind: 'condition_cleared', data: { type: 'power.mains_restored', at: '2026-11-20T07:12:00.000Z' } },
      {},
      'Signed off',
      '‘Mains power is back’ at 20 Nov 08:12',
    ],
    [
      { kind: 'attached', data: { parentId: 'p', type: 'gateway.fleet_outage', whose: 'district' } },
      {},
      null,
      'Followed under ‘Many dispensers lost contact or power at once’ of the same district',
    ],
    [{ kind: 'checklist', data: {} }, { text: 'Lock the old one away' }, null, 'Lock the old one away'],
    [{ kind: 'noted', data: {} }, { by: 'x', text: 'rings again at ten' }, 'Note', 'rings again at ten'],
    [
      { kind: 'text', data: { rung: 1 } },
      { entry: 'measure', text: 'step 2 skipped: nobody' },
      null,
      'Step 2 skipped: nobody',
    ],
    [{ kind: 'text', data: null }, { entry: 'signed-off', text: 'consent.given' }, 'Signed off', 'Consent was given'],
    [{ kind: 'text', data: null }, { entry: 'signed-off', text: 'constructor' }, 'Signed off', 'constructor'],
  ])('%j %j', (event, more, what, text) =>
    expect(describeEntry(said(event, more), about, voice)).toEqual({ what, text }),
  );

  it.each<[LogEvent, Partial<Said>, string]>([
    [{ kind: 'claimed', data: { task: 'call' } }, { by: 'x' }, 'Being handled'],
    [{ kind: 'cause_named', data: { cause: 'asleep' } }, { by: 'x' }, 'Cause: Asleep'],
    [
      { kind: 'turn_postponed', data: { given: 1 } },
      {},
      '1 task that can wait was given in ten minutes: this one waits its turn',
    ],
    [{ kind: 'detached', data: {} }, {}, 'Still so, and nobody is asked about it any more: asked by itself again'],
  ])('as one sentence: %j', (event, more, sentence) =>
    expect(sayEntry(said(event, more), about, voice)).toBe(sentence),
  );
});

describe('the same in Danish and Norwegian', () => {
  const late: LogEvent = {
    kind: 'dispensed_late',
    data: { at: '2026-11-21T07:12:00Z', reportedAt: '2026-11-21T08:40:00Z' },
  };
  const missed: LogEvent = { kind: 'reported', data: { type: 'dose.missed', line: 1, occurrences: 1 } };
  const jam: LogEvent = { kind: 'attached', data: { parentId: 'p', type: 'device.jam', whose: 'citizen' } };
  const skipped: LogEvent = {
    kind: 'rung_skipped',
    data: { rung: 1, rule: 'nobody-on-duty', teams: 3, routing: null },
  };

  it.each<['da' | 'nb', LogEvent, string]>([
    ['da', late, 'Afsluttet: udleveret 08.12, meldt 09.40'],
    ['nb', late, 'Avsluttet: delt ut 08:12, meldt 09:40'],
    ['da', missed, 'Meldt: Dosis kl. 08.00 er ikke taget ud af dispenseren'],
    ['nb', missed, 'Meldt: Dosen kl. 08:00 er ikke tatt ut av dispenseren'],
    ['da', jam, 'Følges under »Dispenseren sidder fast« hos samme borger'],
    ['nb', jam, 'Følges under «Dispenseren har satt seg fast» hos samme bruker'],
    ['da', skipped, 'Trin 2 sprunget over: Ingen er på vagt i de teams, der kunne spørges.'],
    ['nb', skipped, 'Trinn 2 hoppet over: Ingen er på vakt i teamene som kunne spørres.'],
  ])('%s: %j', (language, event, sentence) =>
    expect(sayEntry(said(event), about, voiceOf(language, zone))).toBe(sentence),
  );
});

describe('how long', () => {
  it.each([
    [20, '20 min', '20 min.'],
    [59, '59 min', '59 min.'],
    [60, '1 h', '1 t'],
    [95, '1 h 35 min', '1 t 35 min.'],
  ])('%d minutes are', (minutes, english, danish) =>
    expect([sayDuration(minutes, voiceOf('en').words), sayDuration(minutes, voiceOf('da').words)]).toEqual([
      english,
      danish,
    ]),
  );
});
