import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { NoPlace } from './places.js';
import { Shares } from './shares.js';

describe('the connections of a pool', () => {
  afterEach(() => void jest.useRealTimers());

  const shares = (): Shares => new Shares(8);
  const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const someWork = () => {
    const begun: string[] = [];
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const hold = (name: string) => async (): Promise<void> => {
      begun.push(name);
      await held;
    };
    return { begun, hold, letGo: () => letGo() };
  };

  it('are left by one sweep to the others, by all sweeps to requests, and by both to whoever may wait for nobody', async () => {
    const all = shares();
    const { begun, hold, letGo } = someWork();
    const working = [
      ...['watch 1', 'watch 2', 'watch 3'].map((name) => all.asSweep('watch', () => all.take(hold(name)))),
      ...['rungs 1', 'rungs 2'].map((name) => all.asSweep('rungs', () => all.take(hold(name)))),
      ...['request 1', 'request 2', 'request 3', 'request 4'].map((name) => all.asRequest(() => all.take(hold(name)))),
      ...['journal 1', 'journal 2', 'journal 3'].map((name) => all.take(hold(name))),
      all.asSweep('watch', () => all.asFirst(() => all.take(hold('beat')))),
    ];
    await breath();
    const atOnce = ['beat', 'journal 1', 'journal 2', 'journal 3', 'request 1', 'request 2', 'request 3', 'rungs 1'];
    expect([...begun].sort()).toEqual([...atOnce, 'watch 1', 'watch 2']);
    letGo();
    await Promise.all(working);
    expect(begun).toHaveLength(working.length);
  });

  it('do not run out for whoever holds one and asks for another', async () => {
    const all = shares();
    const twice = (): Promise<string> => all.take(() => all.take(async () => 'done'));
    const working = Array.from({ length: 5 }, () => all.asSweep('watch', twice));
    expect(await Promise.all(working)).toEqual(working.map(() => 'done'));
  });

  it('are waited for by a request no longer than a few seconds', async () => {
    jest.useFakeTimers();
    const all = shares();
    const { hold, letGo } = someWork();
    const first = Array.from({ length: 3 }, () => all.asRequest(() => all.take(hold('request'))));
    const late = expect(all.asRequest(() => all.take(hold('late')))).rejects.toThrow(NoPlace);
    await jest.advanceTimersByTimeAsync(5_000);
    await late;
    letGo();
    await Promise.all(first);
  });
});
