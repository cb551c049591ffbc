import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { LOCKS } from './locks.js';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));

it('no two advisory locks have one number', () => {
  const numbers = Object.values(LOCKS);
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
});

it('whoever takes one takes its number from there, or hashes a name', () => {
  const takers = sources.filter(({ text }) => /pg_(try_)?advisory/.test(text));
  expect(takers.length).toBeGreaterThan(5);
  const byThemselves = takers.filter(({ text }) => !/LOCKS\.|hashtextextended|isMine\(/.test(text));
  expect(byThemselves.map(({ file }) => file)).toEqual([]);
  const numbers = new RegExp(Object.values(LOCKS).join('|'));
  const written = sources.filter(
    ({ file, text }) => !file.endsWith('/locks.ts') && numbers.test(text.replaceAll('_', '')),
  );
  expect(written.map(({ file }) => file)).toEqual([]);
});

it('every one is taken', () => {
  const all = sources.map(({ text }) => text).join('\n');
  expect(Object.keys(LOCKS).filter((name) => !all.includes(`LOCKS.${name}`))).toEqual([]);
});
