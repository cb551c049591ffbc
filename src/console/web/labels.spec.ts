import { describe, expect, it } from '@jest/globals';
import { anAlertBrief, aTask } from '../../../test/support/makers.js';
import {
  chooseMode,
  describeAlert,
  describeUnder,
  formatAddress,
  formatDistance,
  formatMoment,
  formatTime,
  nameCitizen,
  nameHolder,
  wordFor,
} from './labels.js';
import type { Dose, TaskAlert } from './model.js';

const zone = 'Europe/Copenhagen';
const dose: Dose = {
  dueAt: '2026-11-21T07:00:00Z',
  windowClosesAt: '2026-11-21T07:30:00Z',
  criticality: 'time-critical',
};
const alert = (about: Partial<TaskAlert>) =>
  anAlertBrief({ openedAt: '2026-11-21T07:30:00Z', dose, deviceId: null, districtId: null, ...about });

describe('describeAlert', () => {
  it.each<[Partial<TaskAlert>, string]>([
    [{}, '08:00 dose not taken from the dispenser (time-critical)'],
    [{ dose: { ...dose, criticality: 'standard' } }, '08:00 dose not taken from the dispenser'],
    [
      { type: 'dose.unconfirmed', detail: { lastSeenAt: '2026-11-21T06:41:00Z' } },
      '08:00 dose not confirmed: no contact since 07:41 (time-critical)',
    ],
    [
      { type: 'dose.unconfirmed', detail: { lastSeenAt: '2026-11-21T07:34:00Z' } },
      '08:00 dose not confirmed, though the dispenser is in contact (time-critical)',
    ],
    [{ type: 'dose.unconfirmed' }, '08:00 dose not confirmed: nothing was heard of it (time-critical)'],
    [{ dose: null, unmatched: true }, 'A dose not taken from the dispenser (not in the schedule)'],
    [
      { dose: null, unmatched: true, detail: { unreadable: true, cause: 'not JSON' } },
      'A dose not taken from the dispenser (its message could not be read as a whole, not in the schedule)',
    ],
    [
      {
        type: 'device.unusable_telemetry',
        dose: null,
        detail: { causes: { 'not JSON': '2026-03-10T07:00:00Z' } },
        occurrences: 40,
      },
      'What the dispenser says cannot be used (not JSON, reported 40 times)',
    ],
    [
      { type: 'gateway.unusable_telemetry', dose: null, detail: { cause: 'not JSON', deviceCount: 40 } },
      'What many dispensers of the district say cannot be used (40 dispensers, not JSON)',
    ],
    [{ type: 'connectivity.offline', dose: null, occurrences: 3 }, 'No contact with the dispenser (reported 3 times)'],
    [
      { type: 'dose.missed_late', detail: { ageMinutes: 95 } },
      '08:00 dose was missed; the news came late (time-critical, told 1 h 35 min late)',
    ],
    [
      { type: 'gateway.fleet_outage', dose: null, detail: { deviceCount: 40, inUse: 50 } },
      'Many dispensers lost contact or power at once (40 of 50 dispensers)',
    ],
    [
      { type: 'coverage.gap', dose: null, detail: { from: '2026-11-23T22:00:00Z' } },
      'Hours ahead in which nobody is on duty (from 23 Nov 23:00)',
    ],
    [{ type: 'device.fault', dose: null, detail: { codes: ['E1', 'E2'] } }, 'The dispenser reports a fault (E1, E2)'],
    [{ type: 'device.jam', dose: null, detail: { codes: ['3'] } }, 'The dispenser is jammed (slot 3)'],
    [{ type: 'user.message_unread', dose: null, detail: { codes: ['9f1'] } }, 'A message was not read'],
    [
      { type: 'dose.unconfirmed', detail: { lastSeenAt: '2026-11-21T06:41:00Z', connected: true } },
      '08:00 dose not confirmed, though the dispenser is in contact (time-critical)',
    ],
    [{ type: 'vendor.something_new', dose: null }, 'vendor.something_new'],
  ])('%j', (about, words) => expect(describeAlert(alert(about), zone)).toBe(words));
});

describe('formatTime', () => {
  it('is the wall clock of the team, in summer and winter', () => {
    expect(formatTime('2026-07-01T06:00:00Z', zone)).toBe('08:00');
    expect(formatTime('2026-12-01T07:00:00Z', zone)).toBe('08:00');
  });

  it('names the day only where it is another', () => {
    const now = Date.parse('2026-11-21T08:05:00Z');
    expect(formatMoment('2026-11-21T07:00:00Z', now, zone)).toBe('08:00');
    expect(formatMoment('2026-11-20T21:00:00Z', now, zone)).toBe('20 Nov 22:00');
  });
});

describe('describeUnder', () => {
  it.each([
    [{}, []],
    [{ under: [{ type: 'device.jam', count: 1 }], cameThrough: null }, ['also: the dispenser is jammed']],
    [
      {
        under: [
          { type: 'power.mains_lost', count: 40 },
          { type: 'dose.unconfirmed', count: 2 },
        ],
        cameThrough: 3,
      },
      ['42 alarms under this', '3 came through'],
    ],
    [
      {
        under: [
          { type: 'gateway.fleet_outage', count: 4 },
          { type: 'power.mains_lost', count: 1 },
        ],
        cameThrough: 0,
      },
      ['1 alarm under this', '0 came through'],
    ],
  ])('%j', (about, words) => expect(describeUnder(alert(about))).toEqual(words));
});

describe('who and where', () => {
  it('names the holder as the reader sees it', () => {
    expect(nameHolder(aTask({ claimedBy: null }), 'me')).toBeNull();
    expect(nameHolder(aTask({ claimedBy: 'me' }), 'me')).toBe('You');
    expect(nameHolder(aTask({ claimedBy: 'x', claimedByName: 'Anna' }), 'me')).toBe('Anna');
    expect(nameHolder(aTask({ claimedBy: 'x', claimedByName: null }), 'me')).toBe('A colleague');
  });

  it.each([
    [{ citizen: { displayName: 'Karla Prøve', address: null } }, 'West', 'Karla Prøve'],
    [{ citizen: null, alert: alert({ deviceId: 'HAD-1' }) }, 'West', 'Dispenser HAD-1'],
    [{ citizen: null, alert: alert({ type: 'coverage.gap' }) }, 'West', 'District West'],
    [{ citizen: null, alert: alert({ type: 'gateway.message_parked' }) }, null, 'The gateway'],
    [{ citizen: null, alert: alert({}) }, null, 'No citizen: about the equipment'],
  ])('names whom %j of %s is about', (about, district, name) => expect(nameCitizen(aTask(about), district)).toBe(name));

  it('leaves out the parts of an address that are missing or protected', () => {
    const at = (address: { street: string | null; city: string | null } | null) =>
      formatAddress(
        aTask({ citizen: { displayName: 'Karla Prøve', address: address && { ...address, postalCode: null } } }),
      );
    expect(at({ street: 'Prøvevej 1', city: 'Testby' })).toBe('Prøvevej 1, Testby');
    expect(at({ street: null, city: 'Testby' })).toBe('Testby');
    expect(at(null)).toBe('Address not shown');
    expect(formatAddress(aTask({ citizen: null }))).toBe('');
  });

  it('shows a distance in kilometres', () => expect(formatDistance(2_449)).toBe('2.4 km'));
});

describe('codes', () => {
  it('show themselves where there is no word for them', () => {
    expect(wordFor({ 'being-handled': 'Being handled' }, 'being handled')).toBe('Being handled');
    expect(wordFor({}, 'new-code')).toBe('new-code');
    expect(wordFor({}, null)).toBe('–');
  });

  it.each([
    ['screen-call', 'screen-call'],
    ['call', 'call'],
    ['visit', 'visit'],
    ['refill', 'visit'],
  ])('a %s starts as a %s', (kind, mode) => expect(chooseMode(kind)).toBe(mode));
});
