import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '../telemetry.rules.js';

/**
 * What can be said, as section "Telemetry vocabulary" of the domain has it. Priorities by criticality are those of a time-critical, a
 * standard and a flexible dose; I is information. Codes are those of HL7Norway/Velferdsteknologi R4 v0.9.0, with the one for a dose that
 * a helper took out behind the stroke.
 */
const WORDS = `
| type                           | said by | priority | ladder             | about     | alert of | code             | and                                | ends
| dose.due                       | device  | I        | -                  | dose      | -        | -                | -                                  | -
| dose.reminded                  | device  | I        | -                  | dose      | -        | -                | -                                  | -
| dose.dispensed                 | device  | I        | -                  | dose      | -        | dispense 1.1/1.2 | -                                  | dose
| dose.retrieved                 | device  | I        | -                  | dose      | -        | dispense 1.1/1.2 | -                                  | dose, dose.left_in_tray
| dose.dispensed_early           | device  | I        | -                  | dose      | -        | dispense 1.1/1.2 | -                                  | dose
| dose.dispensed_late            | device  | I        | -                  | dose      | -        | dispense 1.1/1.2 | -                                  | dose
| dose.dispensed_in_advance      | device  | I        | -                  | dose      | -        | dispense 2.1/2.2 | -                                  | dose
| dose.missed                    | device  | P1/P2/P3 | by-criticality     | dose      | dose     | alert 1.1        | -                                  | -
| dose.not_dispensed_empty       | device  | P1/P2/P2 | by-criticality     | dose      | dose     | alert 1.2        | -                                  | -
| dose.unconfirmed               | gateway | P1/P2/P3 | by-criticality     | dose      | dose     | alert 1.3        | -                                  | -
| dose.left_in_tray              | device  | P3       | standard-dose      | dose      | itself   | alert 1.10       | -                                  | -
| dose.refused                   | device  | P3       | standard-dose      | dose      | dose     | alert 1.1        | -                                  | -
| dose.partial                   | device  | P2       | standard-dose      | dose      | itself   | alert 1.5        | -                                  | -
| dose.prn_dispensed             | device  | I        | -                  | nothing   | -        | dispense 1.3     | -                                  | -
| dose.prn_denied                | device  | P4       | planned-work       | condition | itself   | -                | -                                  | -
| supply.low                     | device  | P4       | planned-work       | condition | itself   | alert 1.12       | -                                  | -
| supply.empty                   | device  | P2       | dispensing-stopped | condition | itself   | alert 1.13       | -                                  | -
| supply.insufficient_for_travel | device  | P3       | planned-work       | condition | itself   | alert 1.11       | -                                  | -
| supply.loaded                  | device  | I        | -                  | condition | -        | alert 1.16       | -                                  | supply.low, supply.empty, supply.insufficient_for_travel, supply.load_rejected, supply.pouch_unreadable, supply.drawer_full
| supply.removed                 | device  | I        | -                  | condition | -        | alert 1.16       | -                                  | supply.load_rejected, supply.pouch_unreadable, supply.drawer_full
| supply.load_rejected           | device  | P2       | security           | condition | itself   | alert 1.7        | one for each faultClass            | -
| supply.pouch_unreadable        | device  | P2       | dispensing-stopped | condition | itself   | alert 1.6        | one for each slot                  | -
| supply.drawer_full             | device  | P2       | dispensing-stopped | condition | itself   | alert 1.9        | one for each slot                  | -
| schedule.missing               | device  | P2       | dispensing-stopped | condition | itself   | alert 1.14       | -                                  | -
| schedule.changed               | device  | P4       | planned-work       | condition | itself   | alert 1.15       | -                                  | schedule.missing
| device.jam                     | device  | P2       | dispensing-stopped | condition | itself   | alert 1.8        | one for each slot                  | -
| device.fault                   | device  | P2       | dispensing-stopped | condition | itself   | alert 1.5        | one for each faultCode             | -
| device.fault_cleared           | device  | I        | -                  | condition | -        | -                | one for each faultCode             | device.fault
| device.opened                  | device  | P4       | planned-work       | condition | itself   | alert 1.21       | P3 after 30 min                    | -
| device.closed                  | device  | I        | -                  | condition | -        | -                | -                                  | device.opened
| device.tamper                  | device  | P2       | security           | condition | itself   | alert 1.22       | -                                  | -
| device.tilted                  | device  | P3       | planned-work       | condition | itself   | alert 1.23       | once it lasts 10 min               | -
| device.upright                 | device  | I        | -                  | condition | -        | -                | -                                  | device.tilted
| device.heartbeat               | device  | I        | -                  | nothing   | -        | -                | not journalled                     | -
| device.chattering              | gateway | P4       | power-connectivity | condition | itself   | -                | -                                  | -
| device.calmed                  | gateway | I        | -                  | condition | -        | -                | -                                  | device.chattering
| device.booted                  | device  | I        | planned-work       | condition | itself   | -                | P4 for 3 in 24 h                   | -
| power.mains_lost               | device  | P3       | power-connectivity | condition | itself   | alert 1.19       | once it lasts 10 min               | -
| power.mains_restored           | device  | I        | -                  | condition | -        | -                | -                                  | power.mains_lost
| battery.low                    | device  | P4       | planned-work       | condition | itself   | alert 1.17       | -                                  | -
| battery.empty                  | device  | P2       | power-connectivity | condition | itself   | alert 1.18       | once it lasts 10 min               | -
| battery.charged                | gateway | I        | -                  | condition | -        | -                | -                                  | battery.low, battery.empty
| connectivity.offline           | gateway | P3       | power-connectivity | condition | itself   | alert 1.20       | -                                  | -
| connectivity.online            | gateway | I        | -                  | condition | -        | -                | -                                  | connectivity.offline
| clock.invalid                  | device  | P3       | dispensing-stopped | condition | itself   | alert 1.5        | when clockDeltaSeconds is over 120 | -
| clock.adjusted                 | device  | I        | -                  | condition | -        | -                | -                                  | clock.invalid
| environment.out_of_range       | device  | P4       | planned-work       | condition | itself   | -                | -                                  | -
| user.help_requested            | device  | P2       | time-critical-dose | condition | itself   | -                | -                                  | -
| user.message_acknowledged      | device  | I        | -                  | condition | -        | dispense 3       | one for each messageId             | user.message_unread
| user.message_unread            | device  | P3       | standard-dose      | condition | itself   | alert 1.4        | one for each messageId             | -
| service.paused                 | portal  | I        | -                  | nothing   | -        | -                | -                                  | -
| service.resumed                | portal  | I        | -                  | nothing   | -        | -                | -                                  | -
| gateway.fleet_outage           | gateway | P1       | power-connectivity | condition | itself   | -                | -                                  | -
| gateway.ingest_degraded        | gateway | P1       | power-connectivity | condition | itself   | -                | -                                  | -
`;

/** Which fields of the data are known; what a device writes beyond them is for the journal alone. */
const FIELDS = `
| type                           | fields
| dose.due                       | dueAt, slot, n
| dose.reminded                  | dueAt, slot, n
| dose.dispensed                 | dueAt, slot, assisted
| dose.retrieved                 | dueAt, slot, assisted
| dose.dispensed_early           | dueAt, slot, assisted, leadSeconds
| dose.dispensed_late            | dueAt, slot, assisted, lateSeconds
| dose.dispensed_in_advance      | count, firstDueAt, lastDueAt, assisted
| dose.missed                    | dueAt, slot, lockedAway
| dose.not_dispensed_empty       | dueAt, slot
| dose.unconfirmed               | dueAt, slot, lastSeenAt
| dose.left_in_tray              | dueAt, slot, sinceSeconds
| dose.refused                   | dueAt, slot
| dose.partial                   | dueAt, slot, expected, dropped
| dose.prn_dispensed             | nextAllowedAt
| dose.prn_denied                | nextAllowedAt
| supply.low                     | dosesRemaining, depletionAt
| supply.empty                   | nextDueAt
| supply.insufficient_for_travel | needed, dosesRemaining
| supply.loaded                  | count
| supply.removed                 | count
| supply.load_rejected           | faultClass
| supply.pouch_unreadable        | slot
| supply.drawer_full             | slot
| schedule.missing               | revision
| schedule.changed               | revision
| device.jam                     | slot
| device.fault                   | faultCode, dispensingStopped
| device.fault_cleared           | faultCode
| device.tilted                  | tiltDeg
| device.heartbeat               | batteryPct, mains, rssiDbm, dosesRemaining, nextDueAt, firmware
| device.chattering              | since, events
| device.calmed                  | events
| device.booted                  | resetReason, firmware
| power.mains_lost               | batteryPct, batteryRuntimeMin
| power.mains_restored           | batteryPct, batteryRuntimeMin
| battery.low                    | batteryPct, batteryRuntimeMin
| battery.empty                  | batteryPct, batteryRuntimeMin
| battery.charged                | batteryPct, batteryRuntimeMin
| connectivity.offline           | lastSeenAt
| connectivity.online            | lastSeenAt
| clock.invalid                  | clockDeltaSeconds
| clock.adjusted                 | clockDeltaSeconds
| environment.out_of_range       | temperatureC
| user.message_acknowledged      | messageId
| user.message_unread            | messageId
| service.paused                 | reason, from, until
| service.resumed                | reason, from, until
| gateway.fleet_outage           | scope, deviceCount, since
| gateway.ingest_degraded        | scope, deviceCount, since
`;

const rowsOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .slice(1)
    .map((row) =>
      row
        .split('|')
        .slice(1)
        .map((cell) => cell.trim()),
    );
const listed = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(', ') || '-';
const words = Object.entries(vocabulary);

describe('the vocabulary', () => {
  it('says who may say what, how urgent it is, on which ladder, and what it ends', () => {
    const rows = words.map(([type, word]) => {
      const { vkp, louder, onlyAbove, repeated } = word;
      return [
        type,
        word.origin,
        word.priority === 'by-criticality'
          ? (['time-critical', 'standard', 'flexible'] as const).map((one) => word.byCriticality?.[one]).join('/')
          : word.priority,
        word.ladder ?? '-',
        word.about,
        word.condition === type ? 'itself' : (word.condition ?? '-'),
        vkp ? [vkp.resource, [vkp.code, vkp.assistedCode].filter(Boolean).join('/')].join(' ') : '-',
        listed(
          word.holdMinutes !== undefined && `once it lasts ${word.holdMinutes} min`,
          louder && `${louder.priority} after ${louder.afterMinutes} min`,
          onlyAbove && `when ${onlyAbove.field} is over ${onlyAbove.limit}`,
          repeated && `${repeated.priority} for ${repeated.count} in ${repeated.withinHours} h`,
          word.toldApartBy && `one for each ${word.toldApartBy}`,
          !word.journalled && 'not journalled',
        ),
        listed(...word.resolves),
      ];
    });
    expect(rows).toEqual(rowsOf(WORDS));
  });

  it('knows the fields of each', () => {
    const rows = words.map(([type, { data }]) => [type, listed(...Object.keys(data.shape))]);
    expect(rows.filter(([, fields]) => fields !== '-')).toEqual(rowsOf(FIELDS));
  });

  it('knows which field tells apart what it tells apart', () => {
    for (const [, { data, toldApartBy }] of words)
      if (toldApartBy) expect(Object.keys(data.shape)).toContain(toldApartBy);
  });
});
