import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dialectNamed, dialects } from '../dialects/dialects.rules.js';
import { vocabulary } from '../telemetry.rules.js';
import { legibleType } from './wreck.rules.js';

const cloudevents = dialectNamed('cloudevents')!;
const legible = (text: string, dialect = 'cloudevents') => legibleType(Buffer.from(text), dialectNamed(dialect)!);

describe('the type that is legible in what cannot be read', () => {
  it.each<[string, string, string | null]>([
    ['cut off', '{"specversion":"1.0","id":"x","type":"dose.missed","data":{"du', 'dose.missed'],
    ['no id', '{"type":"dose.missed"}', 'dose.missed'],
    ['single quotes', `{'type': 'device.jam'}`, 'device.jam'],
    ['a comma too many', '{"type":"user.help_requested",,}', 'user.help_requested'],
    ['no quotes at all', '{type: supply.empty, id: 7}', 'supply.empty'],
    ['a form', 'id=7&type=dose.missed', 'dose.missed'],
    ['text within text', JSON.stringify(JSON.stringify({ type: 'dose.missed' })), 'dose.missed'],
    ['in a list', '[{"type":"dose.missed"}]', 'dose.missed'],
    ['the one that is known', '{"data":{"type":"round"},"type":"dose.missed"}', 'dose.missed'],
    ['good news first', '{"type":"dose.dispensed","data":{"type":"dose.missed"}', 'dose.dispensed'],
    ['in other case, behind a prefix', '{"type":"dk.vendor.Dose-Missed",,', 'dose.missed'],
    ['cut off within it', '{"id":"x","type":"dose.mis', null],
    ['nearly', '{"type":"dose.mised"', null],
    ['unknown', '{"type":"weather.changed"', null],
    ['for the gateway to say', '{"type":"dose.unconfirmed"', null],
    ['only spoken of', '{"text":"dose.missed"', null],
    ['no words', 'hello world', null],
    ['nothing', '', null],
  ])('%s: %s', (_, text, type) => expect(legible(text)).toBe(type));

  it.each([
    ['compact', '{"i":"7","y":8,"t":17', 'dose.missed'],
    ['compact', '{"i":"7","y":"user.help_requested"', 'user.help_requested'],
    ['cloudevents', '{"i":"7","y":8,"t":17', null],
    ['pivotell-advance', '{"alarm":"Dose Not Taken","time":', 'dose.missed'],
    ['cbor', '{"id":"7","type":"dose.missed"}', 'dose.missed'],
  ])('goes by its dialect: %s, %s', (dialect, text, type) => expect(legible(text, dialect)).toBe(type));

  it('is read from CBOR that is cut off anywhere behind it, and not before', () => {
    const cbor = dialectNamed('cbor')!;
    const event = cbor.write({
      id: '7',
      type: 'dose.missed',
      time: '2026-03-10T08:00:00Z',
      data: { slot: 'morning' },
    })!;
    const legibleAt = Array.from(event, (_, end) => legibleType(event.subarray(0, end), cbor));
    const first = legibleAt.indexOf('dose.missed');
    expect(first).toBeGreaterThan(3);
    expect(legibleAt).toEqual(legibleAt.map((_, end) => (end < first ? null : 'dose.missed')));
    expect(legibleType(Uint8Array.of(...event.subarray(0, first), 0x02, 0xff), cbor)).toBe('dose.missed');
  });

  it('is read through two bytes a character, and through bytes that are no text', () => {
    expect(legibleType(Buffer.from('{"type":"dose.missed"', 'utf16le'), cloudevents)).toBe('dose.missed');
    expect(
      legibleType(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('"type":"dose.missed"')]), cloudevents),
    ).toBe('dose.missed');
  });

  it('is found for every word of the vocabulary that a dispenser says', () => {
    for (const [type, { origin }] of Object.entries(vocabulary))
      expect(legible(`{"id":"x","type":"${type}","data":{`)).toBe(origin === 'device' ? type : null);
  });

  it('never throws, whatever the bytes and the dialect', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.constantFrom(...dialects), (payload, dialect) => {
        expect(() => legibleType(payload, dialect)).not.toThrow();
      }),
    );
  });

  it('looks no further than the longest event', () => {
    expect(legible(`${' '.repeat(16 * 1024)}"type":"dose.missed"`)).toBeNull();
    expect(legible(`${'"a":1,'.repeat(64)}"type":"dose.missed"`)).toBeNull();
  });
});
