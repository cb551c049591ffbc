// Binds test files together, so that a whole run loads the house a few times and not once for each of a hundred files.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './say.mjs';

const FOLDER = join(ROOT, 'dist', 'stories');
/** What is told in these is short and much alike; the rest is long, and told by itself. */
const BOUND = /^test\/(api|contract|flow|security)\//;
const FILES_A_BOOK = 7;
/** The specs beside the rules, and those that need no house either: they load little and take no time. */
const NEEDS_NO_HOUSE =
  /^(src|scripts)\/|^test\/contract\/(laws|rooms|spanning-sql|reliability|access-page|facts-page|api-document)\.spec\.ts$/;
const RULES_A_BOOK = 25;

/** Writes the books, each a file that imports its stories, and answers the folder they are in; those without a house are in `rules` there. */
export function bindStories() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(join(FOLDER, 'rules'), { recursive: true });
  const files = ['src', 'scripts', 'test'].flatMap(specsBelow).sort();
  const rules = files.filter((name) => NEEDS_NO_HOUSE.test(name));
  const stories = files.filter((name) => !NEEDS_NO_HOUSE.test(name));
  bind('rules/book', rules, RULES_A_BOOK);
  bind('book', stories, FILES_A_BOOK, BOUND);
  return FOLDER;
}

const specsBelow = (folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((name) => /\.spec\.(ts|mjs)$/.test(name));

/** Neighbours come into different books, so that these are much alike; what is not bound has a file of its own name. */
function bind(title, files, most, may = /^/) {
  const bound = files.filter((name) => may.test(name) && standsAlone(name));
  const books = Array.from({ length: Math.ceil(bound.length / most) }, () => []);
  bound.forEach((name, i) => books[i % books.length].push(name));
  books.forEach((names, i) => write(`${title}-${i + 1}`, names));
  const folder = title.slice(0, title.lastIndexOf('/') + 1);
  for (const name of files.filter((name) => !bound.includes(name))) write(folder + titleOf(name), [name]);
}

/** A file that hooks into the whole run, sets its time, or tells other files' stories itself, would reach into its neighbours'. */
function standsAlone(name) {
  const source = readFileSync(join(ROOT, name), 'utf8');
  const isReaching = /^((before|after)(All|Each)|jest\.setTimeout)\(|globalThis|useFakeTimers|unstable_mockModule/m;
  return !isReaching.test(source) && !/await import\(.*\.spec/.test(source);
}

const titleOf = (name) =>
  name
    .replace(/^test\//, '')
    .replace(/\.spec\.\w+$/, '')
    .replaceAll('/', '-');

function write(title, names) {
  const file = join(FOLDER, `${title}.spec.js`);
  const imports = names.map(
    (name) => `await import('${relative(dirname(file), join(ROOT, name)).replace(/\.ts$/, '.js')}');\n`,
  );
  writeFileSync(file, imports.join(''));
}
