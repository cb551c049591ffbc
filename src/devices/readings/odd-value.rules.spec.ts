import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readAs, trimmed } from './odd-value.rules.js';
import { instant, percent, slot } from '../telemetry/event-type.rules.js';

const whole = z.number().int();
const zeros = '0'.repeat(19);

describe('a value that is read as its schema says', () => {
  it.each<[string, z.ZodType, unknown, unknown, string | null]>([
    ['as it should be', whole, 5, 5, null],
    ['nothing', whole, null, undefined, null],
    ['absent', whole, undefined, undefined, null],
    ['a number as text', whole, ' +5 ', 5, 'read'],
    ['a number with decimals as text', z.number(), '-2.50', -2.5, 'read'],
    ['decimals where none fit', whole, '2.5', undefined, 'left-out'],
    ['a point without decimals', z.number(), '5.', undefined, 'left-out'],
    ['two numbers', z.number(), '1 2', undefined, 'left-out'],
    ['a number in words', z.number(), 'a1', undefined, 'left-out'],
    ['a number with its unit', z.number(), '5%', undefined, 'left-out'],
    ['20 digits', z.number(), `1${zeros}`, 1e19, 'read'],
    ['20 decimals', z.number(), `1.5${zeros}`, 1.5, 'read'],
    ['more digits', z.number(), `10${zeros}`, undefined, 'left-out'],
    ['more decimals', z.number(), `1.50${zeros}`, undefined, 'left-out'],
    ['text as a number', z.string(), 7, '7', 'read'],
    ['text with blanks around it', z.enum(['a']), '\ufeff a\0', 'a', 'read'],
    ['true', z.boolean(), 'TRUE', true, 'read'],
    ['one', z.boolean(), 1, true, 'read'],
    ['one as text', z.boolean(), '1', true, 'read'],
    ['false', z.boolean(), 'False', false, 'read'],
    ['zero', z.boolean(), 0, false, 'read'],
    ['zero as text', z.boolean(), '0', false, 'read'],
    ['two for true or false', z.boolean(), 2, undefined, 'left-out'],
    ['yes', z.boolean(), 'yes', undefined, 'left-out'],
    ['a time otherwise written', instant, '2026-03-10 08:00:00+01', '2026-03-10T07:00:00.000Z', 'read'],
    ['a time in seconds', instant, 1_795_248_000, '2026-11-21T08:00:00.000Z', 'read'],
    ['no time', instant, 'soon', undefined, 'left-out'],
    ['a list', whole, [5], undefined, 'left-out'],
    ['true for a number', whole, true, undefined, 'left-out'],
    ['not measured', percent, 255, undefined, 'sentinel'],
    ['not measured, as text', percent, '255', undefined, 'sentinel'],
    ['not measured, where it may be absent', percent.nullish(), -1, undefined, 'sentinel'],
    ['out of range', percent, 102, undefined, 'left-out'],
    ['no slot', slot, -1, undefined, 'sentinel'],
  ])('%s', (_, schema, said, value, what) => expect(readAs(schema, said)).toEqual({ value, what }));

  it.each([
    ['', ''],
    [' \0\u007f\u00a0\ufeff', ''],
    ['\u00a0a b\u007f', 'a b'],
    ['!', '!'],
  ])('%j without the blanks around it is %j', (text, plain) => expect(trimmed(text)).toBe(plain));
});
