import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Address, isOfQueue, isStep, readAddress, writeAddress } from './address.js';
import { KINDS, PRIORITIES } from '../queue/narrowing.js';

const TASK = '0193f000-0000-7000-8000-0000000000a1';
const OTHER = '0193f000-0000-7000-8000-0000000000a2';
const TEAM = '0193f000-0000-7000-8000-0000000000b1';
const at = (about: Partial<Address> = {}): Address => ({
  team: '',
  who: 'all',
  kinds: [],
  priorities: [],
  taskId: null,
  isOpened: false,
  ...about,
});

describe('readAddress', () => {
  it.each<[string, Address]>([
    ['/', at()],
    ['/queue', at()],
    ['/queue?who=mine', at({ who: 'mine' })],
    [`/queue?team=${TEAM}&task=${TASK}`, at({ team: TEAM, taskId: TASK })],
    [`/tasks/${TASK}?who=unclaimed`, at({ who: 'unclaimed', taskId: TASK, isOpened: true })],
    [`/tasks/${TASK}?task=${OTHER}`, at({ taskId: TASK, isOpened: true })],
    ['/queue?kind=visit,call&prio=P2', at({ kinds: ['call', 'visit'], priorities: ['P2'] })],
    ['/queue?who=everybody&team=Karla&task=1&kind=tea&prio=P9,p1&q=Karla', at()],
    ['/tasks/1', at()],
  ])('%s', (url, address) => {
    const { pathname, search } = new URL(url, 'http://a');
    expect(readAddress({ pathname, search })).toEqual(address);
  });
});

it('what is written is read again', () => {
  const addresses = fc.record({
    team: fc.constantFrom('', TEAM),
    who: fc.constantFrom<Address['who']>('all', 'unclaimed', 'mine', 'handled'),
    kinds: fc.subarray([...KINDS]),
    priorities: fc.subarray([...PRIORITIES]),
    taskId: fc.constantFrom(null, TASK),
    isOpened: fc.boolean(),
  });
  fc.assert(
    fc.property(addresses, (address) => {
      const { pathname, search } = new URL(writeAddress(address), 'http://a');
      expect(readAddress({ pathname, search })).toEqual({
        ...address,
        isOpened: address.isOpened && address.taskId !== null,
      });
      expect(isOfQueue(pathname)).toBe(true);
    }),
  );
});

describe('isOfQueue', () => {
  it.each([
    ['/', true],
    ['/queue', true],
    [`/tasks/${TASK}`, true],
    ['/me', false],
    ['/tasks/1', false],
    ['/queue/more', false],
  ])('%s: %s', (path, is) => expect(isOfQueue(path)).toBe(is));
});

describe('isStep', () => {
  const opened = at({ taskId: TASK, isOpened: true });
  it.each<[string, Address, Address, boolean]>([
    ['nothing changed', at(), at(), false],
    ['another filter', at(), at({ who: 'mine' }), true],
    ['another team', at(), at({ team: TEAM }), true],
    ['another kind', at(), at({ kinds: ['visit'] }), true],
    ['how urgent', at({ priorities: ['P1'] }), at({ priorities: ['P1', 'P2'] }), true],
    ['a task is selected', at(), at({ taskId: TASK }), false],
    ['a task is opened', at({ taskId: TASK }), opened, true],
    ['another one is opened', opened, at({ taskId: OTHER, isOpened: true }), true],
    ['it is closed', opened, at({ taskId: TASK }), false],
  ])('%s: %s', (_, from, to, is) => expect(isStep(from, to)).toBe(is));
});
