import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../test/support/eventually.js';
import { Beats } from './beats.js';

const EVERY_MS = 20;

describe('beats', () => {
  const stops: (() => void)[] = [];
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
  });
  /** What is found is how often it was looked for; `answers` says how a look goes on. */
  const begun = (answers: { of: (n: number) => Promise<number> }) => {
    const troubles: string[] = [];
    let looks = 0;
    const beats = new Beats(
      EVERY_MS,
      () => answers.of(++looks),
      ({ message }) => troubles.push(message),
    );
    const listen = () => {
      const heard: (number | null)[] = [];
      const stop = beats.follow((found) => heard.push(found));
      stops.push(stop);
      return { heard, stop };
    };
    return { listen, troubles, looks: () => looks };
  };
  const found = (n: number) => Promise.resolve(n);
  const fails = () => Promise.reject(new Error('away'));
  const hangs = () => new Promise<number>(() => undefined);

  it('are looked up once for all who listen', async () => {
    const { listen, looks } = begun({ of: found });
    const [one, other] = [listen(), listen()];
    await eventually(() => one.heard.length > 4 && other.heard.length > 4);
    const made = looks();
    for (const { heard } of [one, other]) {
      expect(made).toBeLessThanOrEqual(heard.length + 1);
      expect(heard).toEqual(heard.toSorted((a, b) => a! - b!));
    }
  });

  it('are heard at once by whoever comes, and stop when the last has left', async () => {
    const { listen, looks } = begun({ of: found });
    const first = listen();
    await eventually(() => first.heard.length > 0);
    first.stop();
    const [heard, made] = [first.heard.length, looks()];
    const second = begun({ of: found }).listen();
    await eventually(() => second.heard.length > 4);
    expect([first.heard.length, looks()]).toEqual([heard, made]);
  });

  it.each([
    ['can be found', fails],
    ['comes', hangs],
  ])('say nothing of the house while nothing %s', async (_, of) => {
    const { heard } = begun({ of }).listen();
    await eventually(() => heard.length > 2);
    expect(heard.filter((each) => each !== null)).toEqual([]);
  });

  it('end when what was found last is too old, and come back', async () => {
    const answers: { of: (n: number) => Promise<number> } = { of: found };
    const { listen, troubles } = begun(answers);
    const { heard } = listen();
    await eventually(() => heard.length > 0);
    answers.of = fails;
    await eventually(() => heard.at(-1) === null);
    expect(troubles).toContain('away');
    answers.of = found;
    await eventually(() => heard.at(-1) !== null);
  });
});
