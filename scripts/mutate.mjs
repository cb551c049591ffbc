// Tests are measured: rules are made wrong, one mutant at a time, and a spec beside them has to notice. Run by scripts/run.mjs.
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, matchesGlob } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import '../.config/mutators.mjs';
import { DECIDING, LEAST_NOTICED, STRYKER } from '../.config/stryker.mjs';
import { isNoticed, percentOf, putIntoTable, scoresIn } from './mutation-scores.mjs';
import { fail, ROOT, say } from './say.mjs';

process.chdir(ROOT);
const words = process.argv.slice(2);
const force = words.includes('--force');
const asked = words.filter((word) => word !== '--force');
const flag = asked.find((word) => word.startsWith('-'));
if (flag) fail(`usage: npm run mutate -- [part of a path]... [--force], not ${flag}`);

const rules = globSync('src/**/*.rules.ts').sort();
const chosen = asked.length ? rules.filter((path) => asked.some((part) => path.includes(part))) : rules;
if (chosen.length === 0) fail(`no rules with ${asked.join(' or ')} in their path`);

const tempDirName = `.data/mutation/sandbox-${process.pid}`;
const scores = [];
for (const [folder, paths] of Object.entries(Object.groupBy(chosen, dirname)))
  scores.push(...(await measure(folder, paths)));
rmSync(tempDirName, { recursive: true, force: true });

for (const { path, mutants, noticed } of scores)
  say(`${percentOf(noticed, mutants)} ${path} (${noticed} of ${mutants})`);
const weak = scores.filter(({ path, mutants, noticed }) => isDeciding(path) && noticed < mutants * LEAST_NOTICED);
if (weak.length) say(`\nToo little is noticed of what decides: ${weak.map(({ path }) => path).join(', ')}`);
process.exitCode = weak.length ? 1 : 0;

const page = process.env.MUTATION;
if (page) writeFileSync(page, putIntoTable(readFileSync(page, 'utf8'), scores, { rules, isDeciding, now: new Date() }));

/** Each folder by itself: its rules against its specs, or against those above it where it has none; remembered in a file of its own. */
async function measure(folder, paths) {
  process.env.MUTATED_FOLDER = globSync(`${folder}/*.rules.spec.ts`).length ? folder : dirname(folder);
  const incrementalFile = `.data/mutation/${folder.replaceAll('/', '-')}.json`;
  forgetUnnoticed(incrementalFile);
  await new Stryker({ ...STRYKER, mutate: paths, incrementalFile, tempDirName, force }).runMutationTest();
  return scoresIn(JSON.parse(readFileSync(incrementalFile, 'utf8')), paths);
}

/** Stryker would take it for unnoticed again when a new spec pins a table: it does not know who reads one. */
function forgetUnnoticed(file) {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8'));
  for (const one of Object.values(report.files)) one.mutants = one.mutants.filter(({ status }) => isNoticed(status));
  writeFileSync(file, JSON.stringify(report));
}

function isDeciding(path) {
  return DECIDING.some((glob) => matchesGlob(path, glob));
}
