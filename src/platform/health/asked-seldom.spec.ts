import { describe, expect, it } from '@jest/globals';
import { AskedSeldom } from './asked-seldom.js';
import type { CheckResult } from './readiness.rules.js';

const GOOD: CheckResult = { ok: true, detail: 'well' };
const BAD: CheckResult = { ok: false, detail: 'the disk is full' };

describe('a look that is asked for often', () => {
  let at = 0;
  const looks: { settle: (standing: CheckResult) => void; fail: (error: Error) => void }[] = [];
  const make = () => {
    at = 0;
    looks.length = 0;
    const look = () => new Promise<CheckResult>((settle, fail) => looks.push({ settle, fail }));
    return new AskedSeldom(look, 3_000, 2_000, () => at);
  };

  it('is taken once for all who ask at once, and again when it is due', async () => {
    const asked = make();
    const both = [asked.ask(), asked.ask()];
    looks[0]!.settle(GOOD);
    expect(await Promise.all(both)).toEqual([GOOD, GOOD]);
    at = 2_999;
    expect(await asked.ask()).toEqual(GOOD);
    expect(looks).toHaveLength(1);
    at = 3_000;
    const again = asked.ask();
    looks[1]!.settle(BAD);
    expect(await again).toEqual(BAD);
    expect(await asked.ask()).toEqual(BAD);
    expect(looks).toHaveLength(2);
  });

  it('is bad news at once when it has hung for longer than anybody waits, and good again when it came through', async () => {
    const asked = make();
    const first = asked.ask();
    at = 12_000;
    expect(await asked.ask()).toEqual({ ok: false, detail: 'has hung for 12 s' });
    expect(looks).toHaveLength(1);
    looks[0]!.settle(GOOD);
    await first;
    const next = asked.ask();
    looks[1]!.settle(GOOD);
    expect(await next).toEqual(GOOD);
  });

  it('is tried anew after one that failed', async () => {
    const asked = make();
    const failed = asked.ask();
    looks[0]!.fail(new Error('the room is on fire'));
    await expect(failed).rejects.toThrow('on fire');
    const next = asked.ask();
    looks[1]!.settle(GOOD);
    expect(await next).toEqual(GOOD);
  });
});
