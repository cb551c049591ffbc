import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { FaultRow } from '../support/fault.js';
import { declaredFaults, faultsIn, FAULTS, putIntoPage, rowsInWords } from '../support/reliability-page.js';

const page = readFileSync(join(FAULTS, '..', '..', 'docs', 'reliability.md'), 'utf8');
const figures = {
  acknowledged: 1_200,
  stored: 1_200,
  lost: 0,
  doubled: 0,
  missed: 40,
  withOneTask: 40,
  falseAlarms: 0,
};
const aRow = (name: string): FaultRow => ({
  name,
  done: 'It is tried.',
  must: 'Nothing is lost.',
  figures,
  besides: { kills: 7 },
});

describe('docs/reliability.md', () => {
  it('has a row for every fault that a test declares, and for no other', () => {
    expect(faultsIn(page)).toEqual(Object.values(declaredFaults()).flat().sort());
  });

  it('takes what a run hands in, keeps what was not tried, and drops what no test declares any more', () => {
    const one = putIntoPage(
      page,
      [aRow('A first'), aRow('B second'), aRow('C third')],
      ['A first', 'B second', 'C third'],
      'one',
    );
    expect(faultsIn(one)).toEqual(['A first', 'B second', 'C third']);
    const two = putIntoPage(
      one,
      [{ ...aRow('B second'), figures: null }, aRow('D fourth')],
      ['A first', 'B second', 'D fourth'],
      'two',
    );
    expect(faultsIn(two)).toEqual(['A first', 'B second', 'D fourth']);
    expect(two).toContain('\none\n');
    expect(two).toContain('| A first | 1,200 | 1,200 | 0 | 0 | 40 | 40 | 0 | 7 kills |');
    expect(two).toContain('| B second | - | - | - | - | - | - | - | 7 kills |');
    expect(two).toContain('- **D fourth**: It is tried. Nothing is lost.');
    expect(putIntoPage(two, [aRow('A first')], ['A first'], 'three')).toContain('\nthree\n');
  });

  it('is told in one line a fault to who watches the run', () => {
    expect(rowsInWords([aRow('A first')])).toEqual([
      'A first: 1,200 acknowledged, 1,200 stored once, 0 lost, 0 doubled, 40 doses missed, 40 with exactly one live task, 0 false alarms, 7 kills',
    ]);
  });
});
