import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { drop, forgetPressed, hurry, openOutbox, press, pressed, startOutbox, takeUpPressed } from './outbox.js';
import type { Pressed, PressedDeed, Refusal } from './pressed.js';

const MINUTE = 60_000;
const NO_ANSWER: Refusal = { status: 0, body: {} };

/** What the gateway answers next, one after the other; done where nothing is left. */
let answers: (Refusal | undefined)[] = [];
const sent: string[] = [];
const ended: [string, number | null, boolean][] = [];
let signedOut = 0;
const nameOf = ({ taskId, deed }: Pressed) => `${deed.do} ${taskId}`;

beforeAll(() => {
  Object.defineProperty(globalThis, 'addEventListener', { value: () => undefined, configurable: true });
  startOutbox({
    send: async (each) => {
      sent.push(`${nameOf(each)} ${each.key}`);
      return answers.shift();
    },
    ended: (each, refusal) => void ended.push([nameOf(each), refusal?.status ?? null, each.isLate]),
    signedOut: () => {
      signedOut++;
      openOutbox(false);
    },
  });
});
beforeEach(async () => {
  jest.useFakeTimers();
  await takeUpPressed('me');
  openOutbox(true);
});
afterEach(() => {
  forgetPressed();
  openOutbox(false);
  jest.useRealTimers();
  answers = [];
  sent.length = ended.length = signedOut = 0;
});

const on = (taskId: string, deed: PressedDeed = { do: 'claim' }, waits = 0) =>
  press({ taskId, about: taskId, deed }, waits);
const pass = (millis = 0) => jest.advanceTimersByTimeAsync(millis);
const order = () => sent.map((each) => each.slice(0, each.lastIndexOf(' ')));

describe('what is pressed', () => {
  it('is sent at once, and is over with its answer', async () => {
    answers = [undefined, { status: 409, body: { state: 'resolved' } }];
    const [first, second] = [on('a'), on('b')];
    await pass(500);
    expect([await first.ending, await second.ending, pressed.value]).toEqual(['done', 'refused', []]);
    expect(ended).toEqual([
      ['claim a', null, false],
      ['claim b', 409, false],
    ]);
  });

  it('without an answer is sent again by the same key, and what comes after it waits for its turn', async () => {
    answers = [NO_ANSWER, NO_ANSWER];
    const [first, second] = [on('a'), on('a', { do: 'start', mode: 'visit' })];
    await pass(500);
    expect([await first.ending, await second.ending]).toEqual(['kept', 'kept']);
    expect(pressed.value.map(({ isUnknown, isLate }) => [isUnknown, isLate])).toEqual([
      [true, true],
      [false, true],
    ]);
    await pass(10_000);
    expect(order()).toEqual(['claim a', 'claim a', 'claim a', 'start a']);
    expect([new Set(sent).size, pressed.value]).toEqual([2, []]);
  });

  it('and was refused when she may look elsewhere stands until it is put away', async () => {
    answers = [NO_ANSWER, { status: 409, body: {} }];
    const { key } = on('a');
    await pass(10_000);
    expect(ended).toEqual([['claim a', 409, true]]);
    expect(pressed.value.map((each) => [each.key, each.refusal?.status])).toEqual([[key, 409]]);
    await pass(10 * MINUTE);
    expect(sent).toHaveLength(2);
    drop(key);
    expect(pressed.value).toEqual([]);
  });

  it('can be undone while it waits, and is then never sent', async () => {
    const [undone, kept] = [on('a', { do: 'release' }, 10_000), on('b', { do: 'release' }, 10_000)];
    await pass(9_900);
    expect(sent).toEqual([]);
    drop(undone.key);
    await pass(200);
    expect([order(), await kept.ending]).toEqual([['release b'], 'done']);
    on('c', { do: 'release' }, 10_000);
    hurry(pressed.value.map(({ key }) => key));
    await pass();
    expect(order()).toEqual(['release b', 'release c']);
  });

  it('is asked for five minutes where the gateway cannot do it now, and is told why', async () => {
    answers = Array<Refusal>(500).fill({ status: 503, body: { reason: 'held' } });
    const { ending } = on('a');
    await pass(6 * MINUTE);
    expect([await ending, ended]).toEqual(['refused', [['claim a', 503, false]]]);
  });

  it('waits for her where her session is over, and is nobody else’s', async () => {
    answers = [{ status: 401, body: {} }];
    const { ending } = on('a');
    await pass(MINUTE);
    expect([await ending, signedOut, sent.length]).toEqual(['kept', 1, 1]);
    await takeUpPressed('me');
    openOutbox(true);
    await pass(MINUTE);
    expect([new Set(sent).size, ended]).toEqual([1, [['claim a', null, true]]]);

    openOutbox(false);
    on('b');
    await pass(MINUTE);
    await takeUpPressed('her');
    openOutbox(true);
    await pass(MINUTE);
    expect([pressed.value, sent.length]).toEqual([[], 2]);
  });

  it('is not sent after twelve hours, and that is told', async () => {
    openOutbox(false);
    on('a');
    await pass(12 * 60 * MINUTE);
    openOutbox(true);
    await pass(MINUTE);
    expect([sent, ended, pressed.value.map(({ refusal }) => refusal)]).toEqual([
      [],
      [['claim a', 0, true]],
      [NO_ANSWER],
    ]);
  });
});
