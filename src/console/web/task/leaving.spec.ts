import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isLeaving, leaving, sendAllNow, sendLater, sendNow, undo } from './leaving.js';

describe('what closes or gives back', () => {
  const did: string[] = [];
  const close = (...ids: string[]): void =>
    sendLater(
      ids,
      `close ${ids.join()}`,
      () => Promise.resolve(did.push(`sent ${ids.join()}`)),
      () => void did.push(`undone ${ids.join()}`),
    );

  beforeEach(() => void jest.useFakeTimers());
  afterEach(async () => {
    await sendAllNow();
    did.length = 0;
    jest.useRealTimers();
  });

  it('waits ten seconds where it is seen, and is sent once', async () => {
    close('a');
    expect([isLeaving('a'), isLeaving('b'), leaving.value.map(({ words }) => words)]).toEqual([
      true,
      false,
      ['close a'],
    ]);
    await jest.advanceTimersByTimeAsync(9_999);
    expect(did).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect([did, isLeaving('a')]).toEqual([['sent a'], false]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(did).toEqual(['sent a']);
  });

  it('is undone, the latest first, and then never sent', async () => {
    close('a');
    close('b', 'c');
    expect([undo(), undo(), undo()]).toEqual([true, true, false]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(did).toEqual(['undone b,c', 'undone a']);
  });

  it('is undone by itself, and too late not at all', async () => {
    close('a');
    close('b');
    const [first, second] = leaving.value;
    expect(undo(first!.id)).toBe(true);
    await sendNow(second!.id);
    expect(undo(second!.id)).toBe(false);
    expect(did).toEqual(['undone a', 'sent b']);
  });

  it('is all sent at once where the page is left', async () => {
    close('a');
    close('b');
    await sendAllNow();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(did).toEqual(['sent a', 'sent b']);
  });
});
