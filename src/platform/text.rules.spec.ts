import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asKept, asLine, digitsOf, isUtf8, readUtf8 } from './text.rules.js';

describe('text', () => {
  it.each([
    ['Åse', 'Åse'],
    ['A\u030ase', 'Åse'],
    ['Mo\u0308ller', 'Möller'],
    ['Anna\u00a0Bo\u202fHolm\u3000x', 'Anna Bo Holm x'],
    ['\ufeffAn\u200bna\u2060', 'Anna'],
    ['two  blanks stay', 'two  blanks stay'],
    ['line\nbreak\ttoo', 'line\nbreak\ttoo'],
  ])('%j is kept as %j', (heard, kept) => expect(asKept(heard)).toBe(kept));

  it('is kept as it is once it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => asKept(asKept(text)) === asKept(text)));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => asKept(text.normalize('NFD')) === asKept(text)));
  });

  it.each([
    ['  Anna   Bo ', 'Anna Bo'],
    ['Anna', 'Anna'],
    ['   ', ''],
  ])('of one line %j: %j', (text, line) => expect(asLine(text)).toBe(line));
});

it.each([
  '0101501234',
  '010150-1234',
  '010150 1234',
  '010150\u20101234',
  '010150\u20111234',
  '010150\u20121234',
  '010150\u20131234',
  '010150\u20141234',
  '010150\u22121234',
  '010150\ufe631234',
  '010150\uff0d1234',
  '010150\u00ad1234',
  ' 01 01 50 \u2013 1234\u00a0',
])('a number is the same however it is written: %j', (text) => expect(digitsOf(text)).toBe('0101501234'));

describe('a charset', () => {
  it.each([
    [undefined, true],
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['application/json;charset="UTF-8"', true],
    ['application/json; charset=utf8', true],
    ['application/json; profile=x; Charset=UTF-8', true],
    ['application/json; charset=iso-8859-1', false],
    ['application/json; charset=windows-1252', false],
    ['application/json; charset=utf-16', false],
    ['application/json; charset=', false],
  ])('%j: %s', (type, good) => expect(isUtf8(type)).toBe(good));
});

it.each([
  [Buffer.from('Ågård'), 'Ågård'],
  [Buffer.from('\ufeff{}'), '{}'],
  [Buffer.from('Ågård', 'latin1'), null],
  [Buffer.from('Ågård', 'utf16le'), null],
  [Buffer.from([0xed, 0xa0, 0x80]), null],
  [Buffer.from([0xc0, 0xaf]), null],
])('%j reads as %j', (bytes, text) => expect(readUtf8(bytes)).toBe(text));
