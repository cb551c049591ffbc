import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** The laws that imports cannot show; the others are in .config/dependency-cruiser.cjs. */
describe('the laws of the house', () => {
  it('reads the wall clock in platform/clock only', () => {
    const wallClock =
      /\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bDate\.now\b|\bTemporal\.Now\b|\bperformance\.now\b|\bhrtime\b/;
    expect(offences(wallClock, { except: [/^platform\/clock\//, ...OUTSIDE] })).toEqual([]);
  });

  it('decides nothing in SQL by the clock of the database', () => {
    const sqlClock =
      /(?<![.\w])now\(\)(?!\s*[:{])|\bCURRENT_(TIMESTAMP|DATE|TIME)\b|\bLOCALTIME|\b(clock|statement|transaction)_timestamp\(/i;
    expect(offences(sqlClock, { except: OUTSIDE })).toEqual([]);
  });

  it('reads the environment in platform/config only', () => {
    expect(
      offences(/\bprocess\s*\.\s*env\b|\benv\b.*from 'node:process'/, { except: [/^platform\/config\//] }),
    ).toEqual([]);
  });

  it('keeps rules synchronous', () => {
    expect(offences(/\basync\b|\bawait\b|\bPromise\b/, { only: /\.rules\.ts$/ })).toEqual([]);
  });

  it('exports by name, and has no enums', () => {
    expect(offences(/^\s*export default\b|^\s*(export )?(const )?enum\b/m, { except: [/vite\.config\.ts$/] })).toEqual(
      [],
    );
  });
});

/** Those who live by their own clock: the fleet, the browser, and the demo, which sets ours. */
const OUTSIDE = [/^simulator\//, /^demo\b/, /^console\/web\//, /\.spec\.tsx?$/];
const SRC = join(import.meta.dirname, '..', '..', 'src');

function offences(pattern: RegExp, { only, except = [] }: { only?: RegExp; except?: RegExp[] }): string[] {
  return sources()
    .filter((file) => (!only || only.test(file)) && !except.some((exception) => exception.test(file)))
    .filter((file) => pattern.test(codeOf(file)));
}

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
}

/** The file without its comments, which may speak of what the code may not do; strings stay, since SQL lives in them. */
function codeOf(file: string): string {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const text = source.text;
  let code = text;
  const blank = ({ pos, end }: ts.CommentRange) => {
    code = code.slice(0, pos) + ' '.repeat(end - pos) + code.slice(end);
  };
  const visit = (node: ts.Node): void => {
    ts.getLeadingCommentRanges(text, node.pos)?.forEach(blank);
    ts.getTrailingCommentRanges(text, node.end)?.forEach(blank);
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return code;
}
