// Binds test files together, so that a whole run loads the house a few times and not once for each of a hundred files.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './say.mjs';

const FOLDER = join(ROOT, 'dist', 'stories');
/** What is told in these is short and much alike; the rest is long, and told by itself. */
const BOUND = /^test\/(api|contract|flow|security)\//;
/** Those are told with the specs beside the rules. */
const NEEDS_NO_HOUSE =
  /^test\/contract\/(laws|rooms|spanning-sql|reliability|access-page|facts-page|api-document)\.spec\.ts$/;
const FILES_A_BOOK = 7;

/** Writes the books, each a file that imports its stories, and answers the folder they are in. */
export function bindStories() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const files = readdirSync(join(ROOT, 'test'), { recursive: true })
    .map((name) => join('test', name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.spec.ts') && !NEEDS_NO_HOUSE.test(name))
    .sort();
  const bound = files.filter((name) => BOUND.test(name) && standsAlone(name));
  const books = Array.from({ length: Math.ceil(bound.length / FILES_A_BOOK) }, () => []);
  bound.forEach((name, i) => books[i % books.length].push(name));
  books.forEach((names, i) => write(`book-${i + 1}`, names));
  for (const name of files.filter((name) => !bound.includes(name))) write(titleOf(name), [name]);
  return FOLDER;
}

/** A file that hooks into the whole run, sets its time, or tells other files' stories itself, would reach into its neighbours'. */
function standsAlone(name) {
  const source = readFileSync(join(ROOT, name), 'utf8');
  return !/^((before|after)(All|Each)|jest\.setTimeout)\(/m.test(source) && !/await import\(.*\.spec/.test(source);
}

const titleOf = (name) => name.slice('test/'.length, -'.spec.ts'.length).replaceAll('/', '-');

function write(title, names) {
  const imports = names.map(
    (name) => `await import('${relative(FOLDER, join(ROOT, name)).replace(/\.ts$/, '.js')}');\n`,
  );
  writeFileSync(join(FOLDER, `${title}.spec.js`), imports.join(''));
}
