import { describe, expect, it } from '@jest/globals';
import { type Durability, weaknessesOf } from './durability.rules.js';

const SAFE: Durability = { synchronousCommit: 'on', fsync: 'on', fullPageWrites: 'on' };

describe('what a server makes weaker', () => {
  it.each<[string, Partial<Durability>, RegExp[]]>([
    ['nothing', {}, []],
    ['nothing, and more than is asked', { synchronousCommit: 'remote_apply' }, []],
    ['commits that wait for nobody', { synchronousCommit: 'off' }, [/^synchronous_commit is off/]],
    ['commits that wait for no standby', { synchronousCommit: 'local' }, [/^synchronous_commit is local/]],
    [
      'commits that a standby has in memory',
      { synchronousCommit: 'remote_write' },
      [/^synchronous_commit is remote_w/],
    ],
    ['files that are not flushed', { fsync: 'off' }, [/^fsync is off/]],
    ['pages that may be torn', { fullPageWrites: 'off' }, [/^full_page_writes is off/]],
    ['all of it', { synchronousCommit: 'off', fsync: 'off', fullPageWrites: 'off' }, [/^sync/, /^fsync/, /^full/]],
  ])('is %s', (_name, found, said) => {
    expect(weaknessesOf({ ...SAFE, ...found })).toEqual(said.map((words) => expect.stringMatching(words)));
  });
});
