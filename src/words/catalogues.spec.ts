import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { da } from './da.js';
import { en } from './en.js';
import { nb } from './nb.js';
import { officeDa } from './office/da.js';
import { officeEn } from './office/en.js';
import { officeNb } from './office/nb.js';
import { pushedDa } from './pushed/da.js';
import { pushedEn } from './pushed/en.js';
import { pushedNb } from './pushed/nb.js';
import { voiceOf } from './voice.js';

/** What each language says, by where it stands; what is put into it is shown as a mark. */
function said(words: object, path: readonly string[] = []): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] => {
      const place = [...path, key];
      if (typeof value === 'function') return [[place.join('/'), String((value as Say)(...MARKS))]];
      return typeof value === 'object' ? [...said(value as object, place)] : [[place.join('/'), String(value)]];
    }),
  );
}
type Say = (...args: readonly unknown[]) => unknown;
const MARKS = ['#', '#', '#', '#'];

/** Written alike in all of them. */
const KEYS = ['Enter', 'Esc', 'c', 'r', 'n', 'u', 'z', 'x'];
const ALIKE = ['Dosevagt', '❗ (#) Dosevagt', 'Team', 'Mine', 'Dispenser', 'Plan', '# min', '# teams', ...KEYS];
/** Words that neither Danish nor Norwegian has. */
const ENGLISH = /\b(the|and|with|was|were|you|your|this|that|which|has|from|nobody|who|they|its|been|not|is|are)\b/i;
const HAS_LETTERS = /\p{L}/u;

const english = said({ ...en, office: officeEn, pushed: pushedEn });

describe.each([
  ['Danish', said({ ...da, office: officeDa, pushed: pushedDa })],
  ['Norwegian', said({ ...nb, office: officeNb, pushed: pushedNb })],
])('%s', (_, words) => {
  it('says all that English says, and nothing else', () => expect([...words.keys()]).toEqual([...english.keys()]));

  it('says it in its own words', () => {
    const borrowed = [...words].filter(
      ([place, text]) => HAS_LETTERS.test(text) && !ALIKE.includes(text) && text === english.get(place),
    );
    expect(borrowed).toEqual([]);
  });

  it('has no English in it', () =>
    expect([...words].filter(([, text]) => ENGLISH.test(text.replaceAll('#', '')))).toEqual([]));

  it('leaves nothing unsaid', () => {
    const unsaid = [...words].filter(([, text]) => text.trim() === '' || /undefined|\[object/.test(text));
    expect(unsaid.map(([place]) => place)).toEqual(['aDose']);
  });
});

/** Said of codes that are looked up: their keys are the codes. */
const BY_CODE = [
  ...['priority', 'kind', 'state', 'criticality', 'what', 'condition', 'event', 'which', 'recipient', 'outcome'],
  ...['cause', 'entry', 'did', 'ladder', 'start', 'purpose', 'holderTold', 'unshelved', 'attached', 'who', 'by'],
  ...['rule', 'candidate', 'shift', 'override', 'plain', 'released', 'rows', 'filter', 'empty', 'news', 'hearing'],
  ...['densities', 'themes', 'nobody', 'whyNot', 'does', 'askedAgain', 'teamKind', 'on'],
  ...['steps', 'jobs', 'day', 'kinds', 'countries'],
  ...['parts', 'hints', 'checks', 'means', 'is', 'whole', 'refusals', 'roles', 'must', 'change'],
  ...['marks', 'pauseReasons', 'reasons', 'right', 'role', 'why', 'trying', 'looked', 'findings', 'flaw', 'unreadable'],
  ...['ask', 'command', 'deed', 'follows', 'verdict'],
  ...['retryDoes', 'assignDoes', 'none', 'done', 'areas', 'access'],
];

/** A code, or what the house makes of a fact or a check of its own. */
function isKnown(code: string, used: ReadonlySet<string>): boolean {
  const made = code.replace(/^gateway\.(audit\.)?/, '');
  return used.has(code) || used.has(made) || used.has(made.replace('_', '.'));
}

it('nothing is kept that nobody says', () => {
  const src = join(import.meta.dirname, '..');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/spec\.ts$|words.(en|da|nb)\.ts$/.test(file),
  );
  const source = files.map((file) => readFileSync(join(src, file), 'utf8')).join('\n');
  const used = new Set(
    [...source.matchAll(/[\w.-]+(?::[a-z-]+)?/g)].flatMap(([word]) => [word, ...word.split(/[.:]/)]),
  );
  const places = [...english.keys()].map((place) => place.split('/'));
  const byName = places.filter((place) => !BY_CODE.some((section) => place.slice(0, -1).includes(section)));
  const unused = byName.filter((place) => !source.includes(`.${place.at(-1)}`));
  expect(unused.map((place) => place.join('/'))).toEqual([]);
  const byCode = places.filter((place) => place[0] !== 'keys' && !byName.includes(place));
  expect(byCode.filter((place) => !isKnown(place.at(-1)!, used)).map((place) => place.join('/'))).toEqual([]);
});

describe('times', () => {
  const at = '2026-11-21T07:00:00Z';
  it.each([
    ['en', '08:00', '21 Nov 08:00'],
    ['da', '08.00', '21. nov. 08.00'],
    ['nb', '08:00', '21. nov. 08:00'],
  ] as const)('in %s as they are written there', (language, time, moment) => {
    const voice = voiceOf(language, 'Europe/Copenhagen');
    expect([voice.time(at), voice.moment(at, at), voice.moment(at, '2026-11-22T07:00:00Z')]).toEqual([
      time,
      time,
      moment,
    ]);
  });

  it.each([
    ['en', 'a, b and c', '1 alarm under this', '2 alarms under this'],
    ['da', 'a, b og c', '1 alarm herunder', '2 alarmer herunder'],
    ['nb', 'a, b og c', '1 alarm under denne', '2 alarmer under denne'],
  ] as const)('lists and numbers in %s', (language, list, one, two) => {
    const voice = voiceOf(language);
    expect([voice.list(['a', 'b', 'c']), voice.words.row.under(1), voice.words.row.under(2)]).toEqual([list, one, two]);
  });
});
