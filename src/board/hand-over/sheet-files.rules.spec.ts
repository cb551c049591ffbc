import { expect, it } from '@jest/globals';
import { fileOf, isTime, leftOvers } from './sheet-files.rules.js';

const id = '019aa3c1-7c1e-7a40-9d0e-3f6f1c1f8a10';

it.each([
  ['West Day', `hand-over-west-day-${id}.html`],
  ['Ærø / Øst: "nat"', `hand-over-ærø-øst-nat-${id}.html`],
  ['../../etc/passwd', `hand-over-etc-passwd-${id}.html`],
  ['***', `hand-over-${id}.html`],
  ['n'.repeat(300), `hand-over-${'n'.repeat(60)}-${id}.html`],
])('the sheet of %j lies in %s', (name, file) => {
  expect(fileOf({ id, name })).toBe(file);
  expect(leftOvers([file], [])).toEqual([file]);
  expect(leftOvers([file], [{ id, name }])).toEqual([]);
});

it('takes away what is of a team that is gone or called otherwise now, and what was never finished; and nothing of anybody else', () => {
  const [now, before] = [fileOf({ id, name: 'West' }), fileOf({ id, name: 'Vest' })];
  const unfinished = `${now}.019aa3c1-0000-7a40-9d0e-3f6f1c1f8a10`;
  const others = ['hand-over-notes.html', 'README', `hand-over-west-${id}.pdf`, `copy of ${now}`];
  expect(leftOvers([now, before, unfinished, ...others], [{ id, name: 'West' }])).toEqual([before, unfinished]);
});

it.each([
  ['never', null, true],
  ['a moment ago', '2026-03-10T06:59:59Z', false],
  ['a quarter of an hour ago', '2026-03-10T06:45:00Z', true],
  ['later than now', '2026-03-10T07:00:01Z', true],
])('written %s it is written anew: %s, %s', (_, writtenAt, isDue) =>
  expect(isTime(writtenAt === null ? null : new Date(writtenAt), new Date('2026-03-10T07:00:00Z'), 15)).toBe(isDue),
);
